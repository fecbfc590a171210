"""A server whose clock is ahead by whole days, so that a story can begin on a Wednesday and go on when its quarter is over."""

from pathlib import Path

import tests
from tests.server import Server

# Read by every Python process of the server before anything else.
AHEAD = """
import datetime, os
import time_machine
ahead = datetime.timedelta(days=int(os.environ["STORY_DAYS"]))
time_machine.travel(datetime.datetime.now(datetime.UTC) + ahead, tick=True).start()
"""


class AnotherDay(Server):
    """`move(days)` while it is stopped; processes begun from then on live on that day."""

    def __init__(self, data: Path, days: int) -> None:
        clock, here = data.parent / "clock", Path(tests.__file__).parents[1]
        clock.mkdir()
        (clock / "sitecustomize.py").write_text(AHEAD)
        super().__init__(data, PYTHONPATH=f"{clock}:{here}", STORY_DAYS=str(days))

    def move(self, days: int) -> None:
        self.environment["STORY_DAYS"] = str(days)
