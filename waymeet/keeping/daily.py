"""A thread beside the server: the time to forget and the rooms' own work once a day, a checkpoint after every some
hundred audit lines.

It looks at the date every minute, so a machine that slept over midnight runs when it wakes.
"""

import logging
import threading
import time

from django.conf import settings
from django.db import connections
from django.utils.module_loading import import_string

from waymeet.keeping import chains, forgetting
from waymeet.kernel.errors import Plain

EVERY = 60.0  # seconds

log = logging.getLogger(__name__)


class Daily:
    """It ends with the process. The server signs where every chain stands before it ends (commands.serving)."""

    def start(self) -> None:
        threading.Thread(target=self._go_on, name="daily", daemon=True).start()

    def _go_on(self) -> None:
        chains.sign_all()
        while True:
            look()
            time.sleep(EVERY)


def work() -> None:
    """What the rooms do once a day (settings.DAILY_WORK), each by itself: a trouble in one keeps no other back."""
    for name in settings.DAILY_WORK:
        try:
            import_string(name)()
        except Exception as trouble:  # noqa: BLE001 - it is said without any value, and tried again tomorrow
            log.warning("%s did not run: %s", name, type(trouble).__name__)


def look() -> None:
    """What is due now. A trouble is said without any value and tried again; it never ends the thread."""
    try:
        chains.sign_all(at_least=chains.LINES_A_CHECKPOINT)
        if not forgetting.has_run_today():
            forgetting.run()
            work()
    except forgetting.Busy:
        return
    except Plain as trouble:
        log.warning("The time to forget did not run: %s", trouble)
    except Exception as trouble:  # noqa: BLE001 - whatever it is, people go on working and it is tried again
        log.warning("The time to forget did not run: %s. Run `waymeet forget` to see why.", type(trouble).__name__)
    finally:
        connections.close_all()
