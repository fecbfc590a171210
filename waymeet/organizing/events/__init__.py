"""Meetings, trainings, phone nights, canvasses and circles: who is asked, who comes, what is promised to them."""
