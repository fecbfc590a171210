"""Lists of agencies: who could be named is refused, every row is accounted for, nothing is guessed, nothing is linked."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import Worker, worker
from tests.diversion.feeds import made
from tests.diversion.incidents.made import DRUG, adopted_rules, incident, june
from waymeet.accounts.people import OPERATOR
from waymeet.accounts.roles import Role
from waymeet.diversion.agencies import services as agencies
from waymeet.diversion.feeds import queries, reading, rules, services
from waymeet.diversion.feeds.models import FeedRow, SameAs, Snapshot
from waymeet.diversion.incidents import services as ledger
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, Conflict, NotAllowed

TODAY = dt.date(2026, 11, 27)
DECLARED = rules.Declared(
    made.COLUMNS, {name: {rules.folded(a): b for a, b in pairs.items()} for name, pairs in made.VALUES.items()}, "mdy"
)
NAMES = [row[1].split(",")[0] for row in made.ROWS if row[1]]


@pytest.mark.parametrize("data", [made.as_csv(), made.as_csv(encoding="utf-8"), made.as_xlsx(), made.as_json()])
def test_every_row_is_accounted_for_however_the_list_is_written(data: bytes):
    told = reading.read(reading.listed("arrests", data), DECLARED, TODAY)
    assert told.lines == len(made.ROWS)
    assert told.lines == told.empty + told.grouped + len(told.aside) + len(told.rows)
    assert (len(told.rows), told.grouped) == (5, 1)
    assert sorted((one.field, one.why.value) for one in told.aside) == [
        ("age", "age"),
        ("charge", "unknown"),
        ("day", "no_day"),
        ("day", "too_old"),
    ]


def test_hispanic_is_read_three_ways_and_untold_is_never_no():
    told = reading.read(reading.listed("a.csv", made.as_csv()), DECLARED, TODAY)
    assert [(row.races, row.hispanic) for row in told.rows] == [
        (("black",), "not_hispanic"),
        (("hispanic",), "hispanic"),
        (("hispanic", "white"), "hispanic"),
        (("hispanic", "white"), "hispanic"),
        (("does_not_know",), "untold"),
    ]


def test_several_charges_of_one_arrest_are_one_row():
    told = reading.read(reading.listed("a.csv", made.as_csv()), DECLARED, TODAY)
    assert told.rows[0].charges == {"PL 220.03", "PL 155.25"}


def test_what_could_name_somebody_is_refused_by_its_heading_or_by_what_stands_in_it():
    told = {one.words: one for one in reading.headings(reading.listed("a.csv", made.as_csv()))}
    assert {words: one.refused for words, one in told.items() if one.refused} == {
        "Full Name": "name",
        "Date of Birth": "birth",
        "Location": "address",
    }
    assert told["Arrest Number"].number
    assert told["Arrest Number"].codes == ()
    assert dict(told["Race"].codes)["W"] == 4
    disguised = [("Person A", "x", "01/02/1980", "07/01/2026", "12 Elm Street", "518-555-0142")] * 3
    head = ("Col1", "Col2", "When", "Day", "Col3", "Col4")
    values = {name: [row[at] for row in disguised] for at, name in enumerate(head)}
    assert rules.refused("Col3", values["Col3"]) == "address"
    assert rules.refused("Col4", values["Col4"]) == "contact"
    assert rules.holds_births(values["When"], TODAY)
    assert not rules.holds_births(values["Day"], TODAY)
    assert rules.refused("Col5", ["Rivera, Ana M", "O'Neil, Pat"]) == "name"
    assert rules.refused("Neighborhood", ["Arbor Hill", "South End"] * 20) is None


@pytest.mark.parametrize(
    "heading",
    [
        *[
            "Last Name",
            "FIRST_NAME",
            "defendant",
            "DOB",
            "birth_date",
            "DateOfBirth",
            "Street Address",
            "block",
            "Phone",
        ],
        *["Mugshot", "SSN", "NYSID", "Officer", "badge_no", "latitude", "Alias", "nombre", "Home Address"],
    ],
)
def test_these_headings_never_come_in(heading: str):
    assert rules.refused(heading, ()) is not None


@pytest.mark.parametrize(
    "heading", ["Arrest Date", "Race", "Age", "Charge", "Offense", "Beat", "District", "Disposition"]
)
def test_these_headings_may(heading: str):
    assert rules.refused(heading, ()) is None


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["07/01/2026", "7/1/26", "", "02/20/1946", "13/45/2026", "01/01/2099", "soon"]),
        st.sampled_from(["35", "", "old", "0", "-3", "200", "17"]),
        st.sampled_from(["B", "W", "", "H", "Z", "b ", "WHITE/HISPANIC"]),
        st.sampled_from(["Y", "N", "U", "", "?"]),
        st.sampled_from(["220.03", "155.25", "", "999"]),
        st.sampled_from(["", "A-1", "A-2"]),
    ),
    max_size=25,
)


@given(ROWS)
def test_lines_are_kept_grouped_put_aside_or_empty_and_none_is_lost(rows: list[tuple[str, ...]]):
    head = ("Day", "Age", "Race", "Ethnicity", "Charge", "Case No")
    columns = {
        "day": "Day",
        "age": "Age",
        "race": "Race",
        "ethnicity": "Ethnicity",
        "charge": "Charge",
        "same": "Case No",
    }
    lines = [reading.Line(number, row) for number, row in enumerate(rows, 2)]
    if rules.holds_births([row[0] for row in rows], TODAY):
        return
    told = reading.read(reading.Listed(head, lines), rules.Declared(columns, DECLARED.values, "mdy"), TODAY)
    assert told.lines == len(rows)
    assert told.lines == told.empty + told.grouped + len(told.aside) + len(told.rows)
    assert {one.number for one in told.aside} <= {line.number for line in lines}
    for row in told.rows:
        assert dt.date(2011, 1, 1) <= row.day <= TODAY
        assert row.races


CELLS = st.dictionaries(
    st.tuples(st.sampled_from(["2026-W27", "2026-W28"]), st.sampled_from(["a", "b"]), st.integers(0, 1)),
    st.integers(1, 9),
    max_size=6,
)


@given(CELLS, CELLS, st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 9)), max_size=4))
def test_no_more_are_held_than_both_have(feed, ledger_, picks):
    ours, theirs = sorted(ledger_), sorted(feed)
    same = [(ours[a % len(ours)], theirs[b % len(theirs)], count) for a, b, count in picks if ours and theirs]
    plain, joined = rules.coverage(feed, ledger_), rules.coverage(feed, ledger_, same)
    assert plain.held <= joined.held <= min(sum(feed.values()), sum(ledger_.values()))
    assert joined.listed == sum(feed.values())
    assert joined.held + joined.ours_alone == sum(ledger_.values())


@pytest.mark.django_db(databases="__all__")
class TestBroughtIn:
    @pytest.fixture(autouse=True)
    def ready(self) -> None:
        self.june: Worker = june()
        self.by = self.june.person
        areas = [(1, "Arbor Hill", 612, [1, 2, 3, 4]), (2, "South End", 701, [1, 2, 3, 4])]
        ledger.fix_areas(areas=areas, by=OPERATOR)
        adopted_rules(self.june, most=50)
        self.police = agencies.add(name="Albany Police Department", kind="police", by=self.by)
        said = {"columns": made.COLUMNS, "values": made.VALUES, "days": "mdy"}
        self.mapping = services.declare(agency_id=self.police.pk, kind="arrests", **said, by=self.by)

    def bring(self, data: bytes | None = None) -> Snapshot:
        data = made.as_csv() if data is None else data
        return services.bring_in(mapping_id=self.mapping.pk, name="arrests.csv", data=data, by=self.by)

    def test_no_name_no_birth_no_street_and_no_number_is_in_any_database(self, settings):
        self.bring()
        kept = [
            repr(row)
            for model in apps.get_models(include_auto_created=True)
            if model.__module__.startswith("waymeet.")
            for row in model._default_manager.values_list()
        ]
        text = "\n".join(kept)
        refused = [*NAMES, *(row[2] for row in made.ROWS if row[2]), *(row[9] for row in made.ROWS if row[9]), "A-1"]
        assert [word for word in refused if word in text] == []
        assert "07/01/2026" not in text
        assert "2026-07-01" not in text
        found = [
            path for path in Path(settings.DATA_DIR).rglob("*") if path.is_file() and b"Invented" in path.read_bytes()
        ]
        assert found == []

    def test_the_same_list_again_is_known_and_taking_it_back_leaves_nothing(self):
        row = self.bring()
        with pytest.raises(Conflict):
            self.bring()
        assert (Snapshot.objects.count(), FeedRow.objects.count()) == (1, 5)
        services.take_back(snapshot_id=row.pk, by=self.by)
        assert (Snapshot.objects.count(), FeedRow.objects.count()) == (0, 0)

    def test_trying_it_out_writes_nothing(self):
        told = services.try_out(mapping_id=self.mapping.pk, name="a.csv", data=made.as_csv(), by=self.by)["told"]
        assert told.unknown == {"charge": Counter({"240.20": 1})}
        assert Snapshot.objects.count() == 0

    @pytest.mark.parametrize("name", ["Full Name", "Date of Birth", "Arrest Number"])
    def test_a_mapping_that_takes_such_a_column_is_refused(self, name: str):
        columns = made.COLUMNS | {"outcome": name}
        with pytest.raises(BadInput):
            services.declare(agency_id=self.police.pk, kind="court", columns=columns, values={}, days="mdy", by=self.by)

    def test_a_disguised_column_is_refused_when_the_list_is_read(self):
        rows = [(*row[:8], row[1], row[9]) for row in made.ROWS]
        with pytest.raises(BadInput, match="could name somebody"):
            self.bring(made.as_csv(rows))

    def test_we_hold_x_of_y_by_counts_and_what_is_the_same_can_be_said_and_undone(self):
        self.bring()
        incident(self.june, day=dt.date(2026, 7, 8), area_number=1)
        assert self.held() == (2, 0)
        incident(self.june, day=dt.date(2026, 7, 2), area_number=2)
        assert self.held() == (2, 1)
        (told,) = queries.compared(by=self.by)
        ours, theirs = ("2026-W28", DRUG, 1), ("2026-W27", DRUG, 1)
        assert (told.left_ours, told.left_theirs) == ([(ours, 1)], [(theirs, 1)])
        row = services.say_same(agency_id=self.police.pk, ours=ours, theirs=theirs, count=1, by=self.by)
        assert self.held() == (2, 2)
        services.undo_same(same_id=row.pk, by=self.by)
        assert self.held() == (2, 1)
        assert SameAs.objects.count() == 0

    def held(self) -> tuple[int, int]:
        (told,) = queries.compared(by=self.by)
        return told.listed, told.held

    def test_weeks_nobody_listed_are_a_gap_with_a_name_and_in_no_number(self):
        self.bring()
        incident(self.june, day=clock.today())
        (told,) = queries.compared(by=self.by)
        (gap,) = told.gaps
        assert gap.agency == "Albany Police Department"
        assert gap.first_week == "2026-W29"
        assert gap.last_week == clock.iso_week(clock.today())
        assert {one.month for one in told.months} == {"2026-07"}
        assert sum(one.ours_alone for one in told.months) == 0

    def test_a_later_list_speaks_for_its_weeks_and_the_earlier_one_stays(self):
        self.bring()
        later = [
            *made.ROWS[:4],
            ("A-20", "Newly, Found", "01/01/1990", "07/02/2026", "36", "W", "N", "220.03", "Beat 2", "x"),
        ]
        self.bring(made.as_csv(later))
        assert Snapshot.objects.count() == 2
        cells = dict(queries.compared(by=self.by)[0].left_theirs)
        assert cells["2026-W27", DRUG, 2] == 2

    def test_nobody_else_brings_in_or_compares(self):
        for role in (Role.OFFICER, Role.CASE_MANAGER, Role.ORGANIZER):
            other = worker(f"w-{role.value[:5]}", role).person
            with pytest.raises(NotAllowed):
                services.bring_in(mapping_id=self.mapping.pk, name="a", data=made.as_csv(), by=other)
            with pytest.raises(NotAllowed):
                queries.compared(by=other)
