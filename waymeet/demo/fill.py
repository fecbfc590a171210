"""Fills the invented organization at the first start: people, a town, passes, turfs and a few nights of work."""

from waymeet.accounts.models import Account, AuditLine
from waymeet.demo import people, sign_ins
from waymeet.kernel import audit


def is_untouched() -> bool:
    """Nobody has an account: the one moment when inventing an organization can harm nothing."""
    return not Account.objects.exists()


def fill() -> None:
    """Make everything through the services that people use; sign-ins are kept only for the invented people."""
    audit.write(AuditLine, who="", verb=sign_ins.BEGUN)
    invited = people.invite_all()
    sign_ins.keep(people.listed(invited))
    audit.write(AuditLine, who="", verb=sign_ins.FILLED)
