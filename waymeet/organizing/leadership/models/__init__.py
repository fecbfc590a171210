"""Assessments with their history, the ladder in its versions, and who leads whom."""

from waymeet.organizing.leadership.models.assessments import Assessment
from waymeet.organizing.leadership.models.following import Leads
from waymeet.organizing.leadership.models.ladder import Condition, Ladder, Move, Override, Rung, Standing

__all__ = ["Assessment", "Condition", "Ladder", "Leads", "Move", "Override", "Rung", "Standing"]
