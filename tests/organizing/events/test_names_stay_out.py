"""Where being seen can hurt, heads are counted: no way in writes a name, and what a circle chose to write is sealed."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.db import IntegrityError, connections, transaction

from tests.builders import worker
from waymeet.accounts.roles import Role
from waymeet.keeping import forgetting
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.events import queries, services
from waymeet.organizing.events.models import AccessNeed, Attendance, Door, Event, SealedName, Slip
from waymeet.organizing.events.services.signing_in import Typed

pytestmark = pytest.mark.django_db(databases="__all__")
NAME = "Quetzalina"
CIRCLE = {"kind": "circle", "title": "Evening circle"}


def dumped(*tables: str) -> str:
    """Every value of these tables, or of the whole database, in every form it could be read in."""
    connection, said = connections["organizing"], []
    with connection.cursor() as cursor:
        for table in tables or connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            values = [value for row in cursor.fetchall() for value in row]
            said += [value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in values]
    return "\n".join(said).casefold().replace("-", "").replace(" ", "")


def of_events() -> list[str]:
    with connections["organizing"].cursor() as cursor:
        tables = connections["organizing"].introspection.table_names(cursor)
    return [table for table in tables if table.startswith("organizing_events")]


def test_circles_are_counted_and_sensitive_without_anybody_saying_so(planned):
    for kind in ("circle", "peer_support"):
        event = planned(kind=kind, title="Circle")
        assert (event.sign_in, event.sensitive) == ("count", True)


@pytest.mark.parametrize(
    "said", [{"sign_in": "names"}, {"sign_in": "sealed"}, {"sign_in": "sealed", "circle_chose": ""}]
)
def test_names_at_a_circle_need_an_explicit_word_and_are_never_plain(planned, said):
    with pytest.raises(BadInput):
        planned(**CIRCLE, **said)
    assert not Event.objects.exists()
    event = planned(**CIRCLE)
    with pytest.raises(IntegrityError), transaction.atomic(using="organizing"):
        Event.objects.filter(pk=event.pk).update(sign_in="names")


def test_no_way_in_names_anybody_where_heads_are_counted(rosa, known, planned):
    event, past, ana = planned(**CIRCLE), planned(), known(NAME, "518 555 0142")
    by = {"by": rosa.person}
    services.ask(event_id=past.pk, contact_id=ana, **by)
    ways = [
        lambda: services.ask(event_id=event.pk, contact_id=ana, **by),
        lambda: services.ask_many(event_id=event.pk, came_to=past.pk, **by),
        lambda: services.ask_again(attendances=[past.attendances.get().pk], event_id=event.pk, **by),
        lambda: services.set_door(event_id=event.pk, is_open=True, **by),
        *(
            lambda way=way: services.sign_in(event_id=event.pk, record=uuid.uuid4(), typed=Typed(NAME), way=way, **by)
            for way in Slip.Way.values
        ),
        lambda: services.sign_in(event_id=event.pk, record=uuid.uuid4(), contact_id=ana, way="phone", **by),
    ]
    for way in ways:
        with pytest.raises(Conflict):
            way()
    Door.objects.create(event=event, open=True)
    with pytest.raises(NotFound):
        services.at_the_door(event_id=event.pk, code=services.code_of(event.door), typed=Typed(NAME))
    assert not event.attendances.exists()
    assert not event.slips.exists()


@pytest.mark.parametrize("chose", [{}, {"sign_in": "sealed", "circle_chose": True}])
def test_the_database_itself_refuses_a_name_whoever_writes_it(rosa, known, planned, chose):
    event, plain, ana = planned(**CIRCLE, **chose), planned(), known(NAME)
    row = services.ask(event_id=plain.pk, contact_id=ana, by=rosa.person)
    ways = [
        lambda: Attendance.objects.create(event=event, contact_id=ana),
        lambda: Attendance.objects.bulk_create([Attendance(event=event, contact_id=ana, came=True)]),
        lambda: Attendance.objects.filter(pk=row).update(event=event),
        lambda: Slip.objects.create(event=event, way="phone", state="new", day=event.day),
        lambda: Event.objects.filter(pk=plain.pk).update(sign_in="count"),
    ]
    for way in ways:
        with pytest.raises(IntegrityError), transaction.atomic(using="organizing"):
            way()
    assert [one.event_id for one in Attendance.objects.all()] == [plain.pk]


def test_how_people_sign_in_changes_no_more_once_somebody_is_there(rosa, planned):
    event = planned(**CIRCLE)
    services.count_in(event_id=event.pk, record=uuid.uuid4(), count=3, by=rosa.person)
    said = {"day": event.day, "sign_in": "sealed", "circle_chose": True}
    with pytest.raises(Conflict):
        services.change(event_id=event.pk, said=said, by=rosa.person)


def test_a_counted_circle_leaves_no_name_anywhere(rosa, planned):
    event = planned(**CIRCLE)
    services.count_in(event_id=event.pk, record=uuid.uuid4(), count=9, by=rosa.person)
    services.set_count(event_id=event.pk, count=7, by=rosa.person)
    with pytest.raises(Conflict):
        services.sign_in(
            event_id=event.pk, record=uuid.uuid4(), typed=Typed(NAME, "518 555 0142"), way="phone", by=rosa.person
        )
    services.close(event_id=event.pk, by=rosa.person)
    assert queries.turnout_of(event).came == 7
    assert NAME.casefold() not in dumped()
    assert "5185550142" not in dumped()


def test_what_a_circle_chose_to_write_is_sealed_tied_to_nobody_and_can_be_taken_out(rosa, known, planned):
    event, ana = planned(**CIRCLE, sign_in="sealed", circle_chose=True), known("Ana")
    by, record = {"by": rosa.person}, uuid.uuid4()
    typed = {"event_id": event.pk, "record": record, "typed": Typed(NAME, "518 555 0142"), "way": "paper"}
    assert [services.sign_in(**typed, **by), services.sign_in(**typed, **by)] == [True, False]
    services.sign_in(event_id=event.pk, record=uuid.uuid4(), contact_id=ana, way="desk", **by)
    services.set_door(event_id=event.pk, is_open=True, **by)
    services.at_the_door(event_id=event.pk, code=services.code_of(Door.objects.get()), typed=Typed(NAME))
    assert NAME.casefold() not in dumped()
    assert "5185550142" not in dumped()
    assert ana.hex not in dumped(*of_events())
    assert not Attendance.objects.exists()
    assert not Slip.objects.exists()
    keys = {"keyring": rosa.keyring, **by}
    opened = services.open_circle(event_id=event.pk, **keys)
    assert sorted(words["name"] for _row, words in opened) == ["Ana", NAME, NAME]
    assert queries.turnout_of(event).came == 3
    services.take_out(name_id=record, **by)
    assert SealedName.objects.count() == 2
    assert queries.turnout_of(event).came == 3


def test_a_field_lead_cannot_open_what_is_sealed(rosa, planned):
    lead = worker("flora", Role.FIELD_LEAD)
    event = planned()
    services.sign_in(event_id=event.pk, record=uuid.uuid4(), typed=Typed(NAME), way="desk", by=lead.person)
    services.ask_for_access(event_id=event.pk, what=f"a ramp for {NAME}", by=lead.person)
    keys = {"event_id": event.pk, "by": lead.person, "keyring": lead.keyring}
    for opening in (services.open_slips, services.open_circle, services.open_access):
        with pytest.raises(NotAllowed):
            opening(**keys)
    assert NAME.casefold() not in dumped()
    assert "ramp" not in dumped()
    known = queries.known(event_id=event.pk, by=lead.person)
    assert (known.to_see_to, len(known.access)) == (1, 1)
    [(_row, words)] = services.open_access(event_id=event.pk, by=rosa.person, keyring=rosa.keyring)
    assert words == {"what": f"a ramp for {NAME}"}


@pytest.mark.parametrize("wrong", ["code", "shut", "anew", "another day", "closed", "off"])
def test_a_poster_that_does_not_hold_leads_nowhere_and_nothing_is_written(rosa, planned, wrong):
    event, by = planned(3 if wrong == "another day" else 0), {"by": rosa.person}
    services.set_door(event_id=event.pk, is_open=True, **by)
    code = services.code_of(Door.objects.get())
    if wrong == "shut":
        services.set_door(event_id=event.pk, is_open=False, **by)
    if wrong == "anew":
        services.set_door(event_id=event.pk, is_open=True, anew=True, **by)
    if wrong == "closed":
        services.close(event_id=event.pk, **by)
    if wrong == "off":
        services.call_off(event_id=event.pk, **by)
    with pytest.raises(NotFound):
        services.at_the_door(event_id=event.pk, code="x" * 22 if wrong == "code" else code, typed=Typed(NAME))
    assert not Slip.objects.exists()
    assert code not in dumped()


def test_promises_are_asked_for_seen_to_and_kept(rosa, known, planned):
    event, by = planned(), {"by": rosa.person}
    ride = services.ask_for(event_id=event.pk, kind="ride", how_many=2, **by)
    with pytest.raises(BadInput):
        services.ask_for(event_id=event.pk, kind="interpretation", **by)
    services.promise(need_id=ride, state="promised", **by)
    [need] = queries.known(event_id=event.pk, **by).needs
    assert (need.state, need.worker) == ("promised", rosa.person.id)
    services.promise(need_id=ride, state="kept", **by)
    access = services.ask_for_access(event_id=event.pk, what="captions", **by)
    services.promise(need_id=access, state="promised", **by)
    services.promise(need_id=access, state="broken", **by)
    known_now = queries.known(event_id=event.pk, **by)
    assert [one.state for one in (*known_now.needs, *known_now.access)] == ["kept", "broken"]
    assert event.day == clock.today()


def test_after_a_season_the_words_are_gone_and_so_many_stay_counted(rosa, known, planned):
    with time_machine.travel(clock.now() - dt.timedelta(days=90), tick=False):
        meeting, circle = planned(), planned(**CIRCLE, sign_in="sealed", circle_chose=True)
        known("Ana", "518 555 0142")
        for phone in ("518 555 0142", "518 555 0199"):
            come = {"event_id": meeting.pk, "record": uuid.uuid4(), "typed": Typed("", phone), "way": "paper"}
            services.sign_in(by=rosa.person, **come)
        come = {"event_id": circle.pk, "record": uuid.uuid4(), "typed": Typed(NAME), "way": "desk"}
        services.sign_in(by=rosa.person, **come)
        services.ask_for_access(event_id=meeting.pk, what="a ramp", by=rosa.person)
    before = [queries.turnout_of(one).came for one in (meeting, circle)]
    forgetting.run()
    assert not Slip.objects.exists()
    assert not SealedName.objects.exists()
    assert not AccessNeed.objects.exists()
    assert [queries.turnout_of(one).came for one in (meeting, circle)] == before == [2, 1]
    assert [queries.turnout_of(one).named for one in (meeting, circle)] == [1, 0]


def test_who_wants_to_go_goes_with_what_they_typed_and_no_phone_brings_them_back(rosa, known, planned):
    meeting, circle = planned(), planned(**CIRCLE, sign_in="sealed", circle_chose=True)
    ana, record = known("Ana", "518 555 0142"), uuid.uuid4()
    by = {"by": rosa.person}
    sent = [
        {"event_id": one.pk, "record": record, "typed": Typed("Ana", "518 555 0142"), "way": "phone"}
        for one in (meeting, circle)
    ]
    assert [services.sign_in(**one, **by) for one in sent] == [True, True]
    need = services.ask_for_access(event_id=meeting.pk, what="a ramp", **by)
    contacts.forget(contact_id=ana, keyring=rosa.keyring, **by)
    services.take_out(name_id=record, **by)
    services.drop_need(need_id=need, **by)
    assert [services.sign_in(**one, **by) for one in sent] == [False, False]
    for model in (Slip, SealedName, Attendance, AccessNeed):
        assert not model.objects.exists()
    assert "5185550142" not in dumped()
