"""Referrals: offered, warm where it can be, and closed by whoever went. Nobody's name is needed for one."""
