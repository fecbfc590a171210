"""A code only finds: it comes in sealed, is kept as a hash nobody can make without the team, and goes at a word."""

import pytest

from tests.builders import Worker, two_outreach_workers, worker
from tests.care.phones import sealed_slot
from waymeet.accounts.roles import Role
from waymeet.care.codes import queries, rules, services
from waymeet.care.codes.models import CardCode, Finder, Heard, Holder, Phrase, Use
from waymeet.care.models import AuditLine
from waymeet.care.naloxone import services as naloxone
from waymeet.care.naloxone.models import KitHandout, Night
from waymeet.care.naloxone.rules import Kind, Met
from waymeet.care.supplies import services as supplies
from waymeet.kernel import card_codes
from waymeet.kernel.errors import BadInput, CannotOpen, Conflict, NotAllowed, NotFound

pytestmark = pytest.mark.django_db(databases=["default", "care"])
ONE, OTHER = "BCD2344", card_codes.new_code()


@pytest.fixture
def team() -> tuple[Worker, Worker]:
    return two_outreach_workers()


@pytest.fixture
def by(team: tuple[Worker, Worker]) -> services.By:
    return services.By(team[0].person, team[0].keyring)


@pytest.fixture
def night(team: tuple[Worker, Worker]) -> Night:
    dee, _sol = team
    supplies.add_item(name_en="Naloxone kit", name_es="Kit de naloxona", kind="kit", doses=2, by=dee.person)
    program = supplies.add_program(name_en="Street", name_es="Calle", by=dee.person)
    return naloxone.open_night(program_id=program.id, by=dee.person)[0]


def met(night: Night, opener: Worker, *codes: str, kits: int = 1, week: int = 48, kind: Kind = Kind.HANDED_OUT) -> None:
    said = {"kind": kind, "area": 4, "week": (2026, week), "items": {1: kits}}
    slots = [sealed_slot(night, **said, met=Met(code=code)) for code in codes]
    naloxone.receive_slots(night=night, slots=slots)
    naloxone.open_pool(day=night.day, by=opener.person, keyring=opener.keyring)


def weeks(holder_id: int) -> dict[str, list[tuple[str, int]]]:
    return {week.iso_week: week.items for week in queries.what_we_hold(holder_id).weeks}


def test_what_came_under_a_code_is_found_with_it_by_either_of_the_team(night, team, by) -> None:
    met(night, team[1], ONE, ONE, OTHER, "", kits=2)
    assert (Heard.objects.count(), Use.objects.count(), KitHandout.objects.count()) == (3, 0, 4)
    found = services.find(code="bcd-2344", by=by)
    assert weeks(found) == {"2026-W48": [("Naloxone kit", 4)]}
    assert not Heard.objects.exists()
    sol = services.By(team[1].person, team[1].keyring)
    assert services.find(code=ONE, by=sol) == found != services.find(code=OTHER, by=sol)


def test_what_was_taken_back_is_subtracted(night, team, by) -> None:
    met(night, team[0], ONE, kits=5)
    met(night, team[0], ONE, kits=2, kind=Kind.TAKEN_BACK)
    assert weeks(services.find(code=ONE, by=by)) == {"2026-W48": [("Naloxone kit", 3)]}


def test_the_database_alone_joins_no_code_to_anybody(night, team, by) -> None:
    """Whoever took the database tries every code, as a thief would: nothing in it is a code or a plain hash of one."""
    met(night, team[0], ONE)
    found = services.find(code=ONE, by=by)
    services.set_phrase(holder_id=found, phrase="the heron on the pier", by=by)
    kept = [bytes(row.digest) for row in CardCode.objects.all()] + [bytes(row.digest) for row in Phrase.objects.all()]
    kept += [bytes(row.sealed) for row in Finder.objects.all()]
    for guess in (b"", bytes(32), bytes(Finder.objects.get().sealed), bytes(Finder.objects.get().sealed)[-32:]):
        assert rules.keyed(guess, rules.CODE, ONE) not in kept
        assert rules.keyed(guess, rules.PHRASE, "the heron on the pier") not in kept
    assert not any(ONE.encode() in one or b"heron" in one for one in kept)
    assert not any(ONE in line.basis + line.subject or "heron" in line.basis for line in AuditLine.objects.all())
    assert not {field.name for field in Use._meta.fields} & {"area_number", "program", "day"}


def test_whoever_holds_no_key_finds_nobody(night, team, by) -> None:
    met(night, team[0], ONE)
    services.find(code=ONE, by=by)
    late = worker("late", Role.OUTREACH_WORKER)
    with pytest.raises(CannotOpen):
        services.find(code=ONE, by=services.By(late.person, late.keyring))
    cal = worker("cal", Role.CANVASSER)
    outside = services.By(cal.person, cal.keyring)
    verbs = [
        lambda: services.find(code=ONE, by=outside),
        lambda: services.begin(code=ONE, by=outside),
        lambda: services.find_again(phrase="the heron on the pier", by=outside),
        lambda: services.print_cards(how_many=1, by=cal.person),
        lambda: services.take_in(by=outside),
        lambda: services.set_phrase(holder_id=1, phrase="", by=outside),
        lambda: services.replace(holder_id=1, by=outside),
        lambda: services.join(holder_id=1, other_code=OTHER, by=outside),
        lambda: services.take_apart(holder_id=1, by=cal.person),
        lambda: services.forget(holder_id=1, by=outside),
    ]
    for verb in verbs:
        with pytest.raises(NotAllowed):
            verb()


def test_a_replaced_code_finds_no_more_and_its_late_arrivals_still_join(night, team, by) -> None:
    met(night, team[0], ONE)
    found = services.find(code=ONE, by=by)
    fresh = services.replace(holder_id=found, by=by)
    met(night, team[0], ONE, week=47)
    with pytest.raises(NotFound):
        services.find(code=ONE, by=by)
    with pytest.raises(Conflict):
        services.begin(code=ONE, by=by)
    assert services.find(code=fresh, by=by) == found
    assert set(weeks(found)) == {"2026-W48", "2026-W47"}
    assert queries.what_we_hold(found).codes == 1


def test_a_printed_card_is_known_once_it_is_used(by) -> None:
    cards = services.print_cards(how_many=60, by=by.person)
    assert len(set(cards)) == 60
    assert all(map(card_codes.is_code, cards))
    assert not Holder.objects.exists()
    with pytest.raises(NotFound):
        services.find(code=cards[0], by=by)
    assert services.begin(code=cards[0], by=by) == services.find(code=cards[0], by=by)
    for many in (0, 61):
        with pytest.raises(BadInput):
            services.print_cards(how_many=many, by=by.person)


def test_a_phrase_shows_candidates_and_joins_nobody(by) -> None:
    one, other = (services.begin(code=code, by=by) for code in (ONE, OTHER))
    for holder in (one, other):
        services.set_phrase(holder_id=holder, phrase="The Heron, on the pier!", by=by)
    assert services.find_again(phrase="the heron on  the píer", by=by) == sorted([one, other])
    assert Holder.objects.filter(joined_to=None).count() == 2
    services.set_phrase(holder_id=one, phrase="", by=by)
    assert services.find_again(phrase="the heron on the pier", by=by) == [other]
    with pytest.raises(BadInput):
        services.set_phrase(holder_id=one, phrase="a b c !", by=by)


def test_joining_two_is_undone_without_loss(night, team, by) -> None:
    met(night, team[0], ONE, OTHER)
    one, other = services.find(code=ONE, by=by), services.find(code=OTHER, by=by)
    alone = weeks(one), weeks(other)
    services.join(holder_id=one, other_code=OTHER, by=by)
    assert weeks(one) == weeks(other) == {"2026-W48": [("Naloxone kit", 2)]}
    with pytest.raises(Conflict):
        services.join(holder_id=other, other_code=ONE, by=by)
    services.take_apart(holder_id=one, by=by.person)
    assert (weeks(one), weeks(other)) == alone
    verbs = AuditLine.objects.filter(verb__in=("code.join", "code.take_apart")).values_list("verb", flat=True)
    assert sorted(verbs) == ["code.join", "code.take_apart"]


def test_forgetting_leaves_counts_by_area_and_nothing_of_the_code(night, team, by) -> None:
    met(night, team[0], ONE, OTHER)
    one = services.find(code=ONE, by=by)
    services.join(holder_id=one, other_code=OTHER, by=by)
    services.set_phrase(holder_id=one, phrase="the heron on the pier", by=by)
    met(night, team[0], ONE)
    services.forget(holder_id=one, by=by)
    assert not any(model.objects.exists() for model in (Holder, CardCode, Phrase, Use, Heard))
    assert KitHandout.objects.count() == 3


def test_the_secret_moves_along_when_the_teams_key_changes(night, team, by) -> None:
    from waymeet.accounts.keys import PARTICIPANTS, change_key

    met(night, team[0], ONE)
    found = services.find(code=ONE, by=by)
    change_key(PARTICIPANTS)
    assert services.find(code=ONE, by=by) == found
    assert Finder.objects.count() == 2
    met(night, team[0], ONE, week=49)
    assert set(weeks(services.find(code=ONE, by=by))) == {"2026-W48", "2026-W49"}


def test_a_holder_that_is_not_there_is_not_found(by) -> None:
    for ask in (queries.what_we_hold, queries.all_of):
        with pytest.raises(NotFound):
            ask(5)
