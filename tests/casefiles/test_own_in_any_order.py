"""Papers made, renewed, refused and closed in any order, while both sides write and the team's key changes.

No paper that was ended ever opens anything, the one that holds shows all, and nothing that was written is lost.
"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casefiles.conftest import Place
from tests.properties import tried_on
from waymeet.accounts.keys import change_key
from waymeet.casefiles import kinds, own, papers, reading, services
from waymeet.kernel import long_codes, own_pages
from waymeet.kernel.errors import CannotOpen, NotFound

pytestmark = pytest.mark.django_db(databases="__all__")
STEPS = ("make", "renew", "refuse", "close", "new key", "team writes", "they write", "they correct", "state")


class AnyOrder:
    """A file, the paper that holds (if any), those that were ended, and all that was written."""

    def __init__(self, place: Place, by: dict[str, Any]) -> None:
        self.place, self.by = place, by
        self.file_id = services.open_file(said={"called": "Ottilie"}, **by)
        self.code, self.second, self.ended, self.goals, self.said = "", "", set[str](), list[str](), list[str]()

    def step(self, name: str) -> None:
        mine = own.found(self.place.room, self.code) if self.code else None
        if name == "make":
            made = papers.make(file_id=self.file_id, **self.by)
            self._instead(made.page)
            self.ended |= {self.second} - {""}
            self.second = made.second
        elif name == "refuse":
            papers.refuse(file_id=self.file_id, **self.by)
            self._instead("")
        elif name == "new key":
            change_key(self.place.room.team)
        elif name == "team writes":
            self.goals.append(f"ours {len(self.goals)}")
            said = {"words": self.goals[-1]}
            services.put_down(file_id=self.file_id, kind=kinds.GOAL, said=said, **self.by)
        elif name == "state":
            services.set_state(file_id=self.file_id, state="looking", **self.by)
        elif mine is not None:
            self._theirs(name, mine)

    def _theirs(self, name: str, mine: own.Own) -> None:
        if name == "renew":
            self._instead(own.renew(own=mine))
        elif name == "close":
            own.close(own=mine)
            self._instead("")
        elif name == "they write":
            self.goals.append(f"theirs {len(self.goals)}")
            own.add_goal(own=mine, words=self.goals[-1])
        else:
            self.said.append(f"wrong {len(self.said)}")
            own.correct(own=mine, words=self.said[-1])

    def _instead(self, code: str) -> None:
        self.ended |= {self.code} - {""}
        self.code = code

    def check(self) -> None:
        for code in self.ended:
            with pytest.raises(NotFound):
                own.found(self.place.room, code)
            self._nor_by_hand(code)
        self._whole(reading.one_file(file_id=self.file_id, **self.by))
        if self.code:
            mine = own.found(self.place.room, self.code)
            assert own_pages.is_second(mine.page, self.second)
            self._whole(own.shown(mine))

    def _nor_by_hand(self, code: str) -> None:
        """Nor does it unwrap what lies in the table now."""
        for page in self.place.room.pages.objects.all():
            with pytest.raises(CannotOpen):
                own_pages.PageKeys(page, long_codes.read(code))

    def _whole(self, file: reading.File) -> None:
        assert sorted(lot[0].words for lot in file.goals) == sorted(self.goals)
        assert sorted(lot[0].words for lot in file.corrections) == sorted(self.said)
        assert file.face.wrote == bool(self.said)


def signed_in(place: Place) -> dict[str, Any]:
    """One sign-in for all examples of a test: the passphrase takes its time on purpose."""
    if not hasattr(place, "kept"):
        place.kept = place.by()
    return place.kept


@tried_on(12)
@given(steps=st.lists(st.sampled_from(STEPS), min_size=3, max_size=14))
def test_no_ended_paper_opens_and_nothing_is_lost(place: Place, steps: list[str]) -> None:
    file = AnyOrder(place, signed_in(place))
    for step in steps:
        file.step(step)
        file.check()
