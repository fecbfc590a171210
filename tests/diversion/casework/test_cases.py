"""LEAD cases: as much as somebody wants, sealed; stages counted under a number; leaving changes nothing anywhere."""

import datetime as dt
import uuid
from typing import Any

import pytest
import time_machine
from django.apps import apps

from tests.consent import made
from tests.desk.conftest import people  # noqa: F401 - a fixture
from tests.diversion.incidents.made import DRUG, facts
from waymeet.casefiles import kinds as shared
from waymeet.casefiles import opening, reading
from waymeet.casefiles import services as files
from waymeet.diversion.casework import kinds, queries, services
from waymeet.diversion.casework.models import CaseFile, CaseRecord, Counted
from waymeet.diversion.casework.room import ROOM
from waymeet.diversion.handoff import services as handoff
from waymeet.diversion.handoff.models import Call
from waymeet.diversion.incidents import services_rules
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, NotAllowed, NotFound

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def by(people) -> dict[str, Any]:  # noqa: F811
    return {"by": people["Casey"], "keyring": made.keyring(people, "Casey")}


def begun(by: dict[str, Any], **of: Any) -> int:
    said = {"door": "arrest", "races": ["black"], "intake_days": 30, "in_time": True, "said": {"called": "Marisol"}}
    return services.begin(**(said | of), **by)


def whole(file_id: int, by: dict[str, Any]) -> reading.File:
    return reading.one_file(room=ROOM, file_id=file_id, **by)


def stages() -> dict[str, int]:
    found: dict[str, int] = {}
    for (stage, *_rest), count in queries.stages_by_month().items():
        found[stage] = found.get(stage, 0) + count
    return found


def everything() -> dict[str, list[str]]:
    """All rows of all tables of ours, as text."""
    return {
        model._meta.label: sorted(map(repr, model._default_manager.values_list()))
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("waymeet.")
    }


def test_the_way_from_the_incident_to_the_case_lies_sealed_and_nowhere_else(by):
    incident = uuid.uuid4()
    file_id = begun(by, incident=incident)
    text = repr(everything())
    assert str(incident) not in text
    assert incident.hex not in text
    assert whole(file_id, by).beside[kinds.BEGINNING][0][0].said["incident"] == str(incident)
    counting = whole(file_id, by).beside[kinds.BEGINNING][0][0].said["counting"]
    assert set(Counted.objects.values_list("counting", flat=True)) == {uuid.UUID(counting)}
    assert str(file_id) not in repr(list(Counted.objects.values_list()))


def test_nobody_has_to_tell_anything(by):
    file_id = begun(by, races=[], said={})
    for kind in (kinds.INTAKE, kinds.MONTH, kinds.SERVICE, kinds.COURT):
        services.put_down(file_id=file_id, kind=kind, said={}, **by)
    with pytest.raises(BadInput, match="how you met"):
        services.put_down(file_id=file_id, kind=kinds.CONTACT, said={}, **by)
    for wrong in ({"housing": "castle"}, {"income": "gold"}):
        with pytest.raises(BadInput):
            services.put_down(file_id=file_id, kind=kinds.INTAKE, said=wrong, **by)
    assert Counted.objects.values_list("races", flat=True)[0] == ["not_asked"]


def test_stages_are_counted_once_by_month_and_by_door(by):
    with time_machine.travel(dt.datetime(2026, 9, 10, 15, tzinfo=dt.UTC), tick=False):
        file_id = begun(by)
    with time_machine.travel(dt.datetime(2026, 9, 20, 15, tzinfo=dt.UTC), tick=False):
        for _twice in range(2):
            services.put_down(file_id=file_id, kind=kinds.INTAKE, said={"use": "less"}, **by)
            services.put_down(file_id=file_id, kind=kinds.CONTACT, said={"mode": "street"}, **by)
        services.put_down(file_id=file_id, kind=kinds.CONTACT, said={"mode": "tried"}, **by)
    with time_machine.travel(dt.datetime(2026, 10, 20, 15, tzinfo=dt.UTC), tick=False):
        services.put_down(file_id=file_id, kind=kinds.MONTH, said={"month": "2026-10"}, **by)
        files.put_down(room=ROOM, file_id=file_id, kind=shared.GOAL, said={"words": "a room", "state": "reached"}, **by)
        services.put_down(file_id=file_id, kind=kinds.COURT, said={"decided": "not_filed"}, **by)
    assert {(stage, month): count for (stage, month, _d, _r), count in queries.stages_by_month().items()} == {
        ("handed_off", "2026-09"): 1,
        ("in_time", "2026-09"): 1,
        ("intake", "2026-09"): 1,
        ("intake_in_time", "2026-09"): 1,
        ("in_touch", "2026-09"): 1,
        ("in_touch", "2026-10"): 1,
        ("goal", "2026-10"): 1,
        ("reached", "2026-10"): 1,
        ("not_filed", "2026-10"): 1,
    }
    assert {door for _s, _m, door, _r in queries.stages_by_month()} == {"arrest"}


def test_a_late_first_talk_is_counted_as_held_and_nothing_follows(by):
    with time_machine.travel(dt.datetime(2026, 9, 1, 15, tzinfo=dt.UTC), tick=False):
        file_id = begun(by, intake_days=7)
    with time_machine.travel(dt.datetime(2026, 10, 1, 15, tzinfo=dt.UTC), tick=False):
        services.put_down(file_id=file_id, kind=kinds.INTAKE, said={}, **by)
    assert "intake" in stages()
    assert "intake_in_time" not in stages()


def test_leaving_pausing_and_coming_back_change_the_sealed_face_and_nothing_else(people, by):  # noqa: F811
    services_rules.add_charge(code=DRUG, name_en="possession", unit="g", by=people["June"])
    handoff.send(key=uuid.uuid4(), said=facts(), by=people["Otto"])
    call = Call.objects.get()
    handoff.arrive(call_id=call.pk, by=by["by"])
    handed = handoff.hand_over(call_id=call.pk, kit=False, needs_met=False, police_left=True, by=by["by"])
    file_id = begun(by, incident=handed.incident)
    files.set_state(room=ROOM, file_id=file_id, state="looking", **by)  # how far the gate was followed is settled now
    for state in ("paused", "closed", "active", "elsewhere", "active"):
        before = everything()
        files.set_state(room=ROOM, file_id=file_id, state=state, **by)
        after = everything()
        changed = {label for label in before if before[label] != after[label]}
        assert changed == {"diversion_casework.CaseFile", "diversion.AuditLine"}
    assert whole(file_id, by).face.state == "active"


def test_what_the_law_seals_is_gone_from_the_file_on_its_day_with_all_its_versions(by):
    file_id = begun(by)
    day = clock.today() + dt.timedelta(days=10)
    said = {"case": "a warrant from Troy", "asked": "recall", "seals_on": day}
    record = services.put_down(file_id=file_id, kind=kinds.COURT, said=said, **by)
    services.write_anew(file_id=file_id, record=record, seen=1, said={"decided": "yes"}, **by)
    assert len(whole(file_id, by).beside[kinds.COURT][0]) == 2
    assert CaseRecord.objects.filter(record=record).count() == 2
    with time_machine.travel(dt.datetime.combine(day, dt.time(15), dt.UTC), tick=False):
        assert kinds.COURT not in whole(file_id, by).beside
        assert CaseRecord.objects.filter(record=record).count() == 0
        with pytest.raises(NotFound):
            services.write_anew(file_id=file_id, record=record, seen=2, said={}, **by)


def test_two_colleagues_see_both_and_a_change_is_the_next_version(by):
    file_id = begun(by)
    record = services.put_down(file_id=file_id, kind=kinds.MONTH, said={"housing": "shelter", "month": "2026-11"}, **by)
    services.write_anew(file_id=file_id, record=record, seen=1, said={"housing": "permanent"}, **by)
    with pytest.raises(Exception, match="colleague"):
        services.write_anew(file_id=file_id, record=record, seen=1, said={"housing": "couch"}, **by)
    lot = whole(file_id, by).beside[kinds.MONTH][0]
    assert [one.said["housing"] for one in lot] == ["permanent", "shelter"]


def test_erasing_a_file_leaves_counts_that_lead_to_nobody(by):
    file_id = begun(by)
    before = list(Counted.objects.order_by("id").values())
    files.forget(room=ROOM, file_id=file_id, **by)
    assert not CaseFile.objects.filter(pk=file_id).exists()
    assert list(Counted.objects.order_by("id").values()) == before


def test_only_the_case_team_writes_and_reads(people, by):  # noqa: F811
    file_id = begun(by)
    for who in ("June", "Abel", "Otto", "Wanda", "Olga"):
        with pytest.raises(NotAllowed):
            services.put_down(file_id=file_id, kind=kinds.INTAKE, said={}, by=people[who], keyring=by["keyring"])
        with pytest.raises(NotAllowed):
            begun({"by": people[who], "keyring": by["keyring"]})


def test_nothing_somebody_told_lies_readable(by):
    file_id = begun(by)
    words = "Vantongeren Street, behind the church"
    for kind, name in ((kinds.INTAKE, "use"), (kinds.MONTH, "health"), (kinds.SERVICE, "where"), (kinds.COURT, "case")):
        services.put_down(file_id=file_id, kind=kind, said={name: words}, **by)
    assert "Vantongeren" not in repr(everything())
    opened = opening.one_file(ROOM, file_id, by["keyring"])
    told = repr([one.content for one in opening.versions(ROOM, opened.row, by["keyring"])])
    assert told.count("Vantongeren") == 4
