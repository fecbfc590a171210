"""Legal demands: what was brought, what counsel said, and who agreed. It belongs to no side and can reach none."""
