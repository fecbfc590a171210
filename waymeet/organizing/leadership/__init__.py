"""Who leads: assessments with their evidence, the ladder, and who follows whom."""
