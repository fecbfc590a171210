"""How often somebody may be wrong: counted at the account, so that no address is stored anywhere.

A try is spent before it is looked at. Whoever asks a hundred times at once has still only spent their tries.
"""

import datetime as dt
from uuid import UUID

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.models import Account
from waymeet.kernel import clock
from waymeet.kernel.errors import NotAllowed

TRIES, WAIT, LONGEST_WAIT = 6, dt.timedelta(minutes=10), dt.timedelta(days=1)
WAIT_A_WHILE = _("Too many tries. Wait ten minutes, then try again.")
WAIT_LONGER = _("Too many tries for now. Wait a while, then try again: ten minutes at first, each time twice as long.")


def waiting_after(tries: int) -> dt.timedelta | None:
    """How long nobody may try after this many wrong ones in a row: six digits bear no patient guessing."""
    if tries == 0 or tries % TRIES:
        return None
    return min(WAIT * 2 ** min(tries // TRIES - 1, 10), LONGEST_WAIT)


def spend_one(account_id: UUID) -> None:
    """One try at the second step, or at a phone's code; NotAllowed while it has to wait."""
    now = clock.now()
    open_to_tries = Q(step_locked_until=None) | Q(step_locked_until__lte=now)
    spent = Account.objects.filter(open_to_tries, pk=account_id).update(step_failed_tries=F("step_failed_tries") + 1)
    if not spent:
        raise NotAllowed(WAIT_LONGER)
    wait = waiting_after(Account.objects.values_list("step_failed_tries", flat=True).get(pk=account_id))
    if wait is not None:
        Account.objects.filter(pk=account_id).update(step_locked_until=now + wait)


def forgive(account_id: UUID) -> None:
    """It was right: the count begins anew."""
    Account.objects.filter(pk=account_id).update(step_failed_tries=0, step_locked_until=None)
