"""What the organizers keep, for the browser: people, events, leaders, lists, messages, coalitions, trainings."""

from pathlib import Path
from typing import Any


def known(people: Any) -> dict[str, str]:
    """Somebody who chose to be known, in an open group and in a guarded one, and what happened with them."""
    from tests.consent import made
    from waymeet.kernel import clock
    from waymeet.organizing.contacts import guarded
    from waymeet.organizing.contacts import people as contacts

    by: dict[str, Any] = {"by": people["Olga"]}
    said = {
        "name": "Rosa Muñoz",
        "phones": "518 555 0123",
        "languages": "es en",
        "sayings": ["lives"],
        "not_by": "text",
    }
    ana_said = {"name": "Ana", "address": "Lark Street", "phones": "518 555 0124"}
    rosa, ana = contacts.add(said=said, **by), contacts.add(said=ana_said, **by)
    contacts.live_together(one=rosa, other=ana, **by)
    contacts.relate(one=rosa, other=ana, kind="parent", **by)
    contacts.happened(contact_id=rosa, kind="met", said="she wants the crosswalk", day=clock.today(), **by)
    group = contacts.make_group(name="Lark Street tenants", kind="tenants", **by)
    contacts.belong(contact_id=rosa, group_id=group, role="floor captain", **by)
    contacts.belong(contact_id=ana, group_id=group, role="", **by)
    closed = guarded.make(kind="incarcerated", name="", **by)
    guarded.join(guarded_id=closed, contact=ana, role="", keyring=made.keyring(people, "Olga"), **by)
    met = one_on_one(people, rosa)
    made_ids = {"contact": str(rosa), "group": str(group), "guarded": str(closed), "one_on_one": met}
    made_ids |= written(people, group) | own_page(people, rosa) | leading(people, rosa, ana, group)
    return made_ids | events(people, rosa, ana) | twice(people) | asked_for(people, closed)


def listed(people: Any, folder: Path) -> dict[str, str]:
    """A list that was brought in with some troubles, and one that is looked at."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.organizing.imports.made import as_csv, brought_in
    from waymeet.organizing.turf import uploads

    rows = [
        ["Name", "Phone", "SSN"],
        ["Leo Diaz", "ask his aunt", "1"],
        ["", "", "2"],
        ["Mia Diaz", "518 555 0177", "3"],
    ]
    path = as_csv(folder, rows)
    file = SimpleUploadedFile("people.csv", path.read_bytes())
    return {"list_in": str(brought_in(path, people["Olga"]).batch), "list_file": uploads.keep(file)}


def written(people: Any, group: Any) -> dict[str, str]:
    """A text that waits to be looked at, and one that was begun and waits for whoever carries it."""
    from django.test import override_settings

    from waymeet.organizing.messages import services
    from waymeet.organizing.messages.rules import Hours

    by: dict[str, Any] = {"by": people["Olga"]}
    said = {"channel": "text", "source": "group", "of": group, "body_en": "Hi {name}", "body_es": "Hola {nombre}"}
    draft, begun = (str(services.write(said=said, **by)) for _twice in range(2))
    carrier = dict.fromkeys(("address", "account", "secret", "from"), "http://127.0.0.1:9")
    with override_settings(WRITING_HOURS=Hours(0, 24), TEXTING=carrier):
        services.begin(message_id=begun, sure=1, site="", **by)
    return {"draft": draft, "begun": begun}


def own_page(people: Any, contact: Any) -> dict[str, str]:
    """Rosa has a paper for her own page, is invited, and asked for something."""
    import datetime as dt

    from tests.consent import made
    from waymeet.kernel import clock
    from waymeet.organizing.events.models import Attendance, Event
    from waymeet.organizing.members import own, services

    code = services.make(contact_id=contact, by=people["Olga"], keyring=made.keyring(people, "Olga"))
    soon = clock.today() + dt.timedelta(days=9)
    event = Event.objects.create(title="Tenants' meeting", day=soon, starts=dt.time(18, 30), place="12 Lark Street")
    Attendance.objects.create(event=event, contact_id=contact)
    own.ask(secret=code, kind="correct", said="my address is wrong")
    return {"own_code": code}


def leading(people: Any, rosa: Any, ana: Any, group: Any) -> dict[str, str]:
    """Rosa came, brought Ana and leads her; she is assessed, and took part in a structure test of her building."""
    import datetime as dt

    from waymeet.kernel import clock
    from waymeet.organizing.campaigns import services as campaigns
    from waymeet.organizing.events.models import Attendance, Event
    from waymeet.organizing.leadership import services

    by: dict[str, Any] = {"by": people["Olga"]}
    day = clock.today() - dt.timedelta(days=3)
    event = Event.objects.create(title="Block meeting", day=day, starts=dt.time(18), lead=people["Olga"].id)
    Attendance.objects.create(event=event, contact_id=rosa, answer="accepted", came=True)
    Attendance.objects.create(event=event, contact_id=ana, answer="accepted", came=True, asked_by_id=rosa)
    services.assess(contact_id=rosa, score=1, evidence="Ana came because she asked", **by)
    services.lead(leader=rosa, follower=ana, every_days=14, **by)
    services.stand(contact_id=ana, key="owning", reason="she runs the stairwell", until=None, **by)
    unit = campaigns.unit_of_group(group_id=group, **by)
    said = {"denominator": 12, "source": "the landlord's list", "target": 67}
    first = campaigns.plan(unit_id=unit, ask="A sign in the window", deadline=clock.today(), **said, **by)
    later = clock.today() + dt.timedelta(days=30)
    campaigns.plan(unit_id=unit, ask="Come to the council", deadline=later, **said, **by)
    campaigns.mark(test_id=first, contact_id=rosa, did=True, **by)
    campaigns.mark(test_id=first, contact_id=ana, did=False, **by)
    campaigns.count(test_id=first, many=3, **by)
    return {"structure_test": str(first), "unit": str(unit)}


def twice(people: Any) -> dict[str, str]:
    """Two contacts that may be one person, and two that were merged."""
    from tests.consent import made
    from waymeet.organizing.contacts import people as contacts
    from waymeet.organizing.duplicates import services
    from waymeet.organizing.duplicates.models import Candidate

    by: dict[str, Any] = {"by": people["Olga"]}
    for name, more in (("William", {"not_by": "text"}), ("Bill", {"address": "12 Lark Street"})):
        contacts.add(said={"name": f"{name} Quimby", "phones": "518 555 0166", **more}, **by)
    kept, lost = [contacts.add(said={"name": "Deacon Abernathy"}, **by) for _time in range(2)]
    merged = services.merge(kept=kept, lost=lost, take={}, keyring=made.keyring(people, "Olga"), **by)
    services.look(new_only=False, told=lambda *_told: None, **by)
    return {"twice": str(Candidate.objects.get().pk), "merged": str(merged)}


def asked_for(people: Any, closed: int) -> dict[str, str]:
    """A list that field leads see too, with somebody to call; and one that asks for the guarded group."""
    from waymeet.organizing.lists import services
    from waymeet.organizing.lists.rules import Asked, Condition

    by: dict[str, Any] = {"by": people["Olga"]}
    spanish, calls = (Condition(*one) for one in (("language", (("language", "es"),)), ("has", (("means", "phone"),))))
    no_calls = Condition("refused", (("channel", "call"),))
    asked = Asked(all=(spanish, calls), none=(no_calls,))
    one = services.make(name="Spanish, to call", asked=asked, share="field_leads", **by)
    guarded = Asked(all=(Condition("guarded", (("group", closed),)),))
    two = services.make(name="Came home", asked=guarded, share="organizers", **by)
    return {"list": str(one), "classed": str(two)}


def one_on_one(people: Any, contact: Any) -> str:
    """Olga held one with Rosa, who promised something; she goes along with her."""
    import datetime as dt

    from waymeet.kernel import clock
    from waymeet.organizing.one_on_ones import services

    by: dict[str, Any] = {"by": people["Olga"]}
    today, soon = clock.today(), clock.today() + dt.timedelta(days=3)
    services.go_along(contact_id=contact, coach=people["Olga"].id, every_days=14, **by)
    one = services.plan(contact_id=contact, kind="introductory", day=today, said={"why": "everybody asks her"}, **by)
    said = {"held_on": today, "answer": "yes", "cares": "the crosswalk", "promise": "bring two neighbors", "due": soon}
    services.write_up(one_on_one=one, said=said, **by)
    services.plan(contact_id=contact, kind="maintenance", day=soon, said={}, **by)
    called(people["Olga"], contact)
    return str(one)


def called(by: Any, contact: Any) -> None:
    """A follow-up call, as her phone hands it in: left a message, and a note about it."""
    import base64

    from tests.phone import Phone
    from waymeet.kernel.ids import timed_id
    from waymeet.organizing.contacts import words
    from waymeet.organizing.week.opened import NOTE

    phone, record = Phone.of(by), timed_id()
    epoch, note = words.sealed(NOTE, record, contact, {"words": "has a new number on Fridays"})
    said = {"outcome": "message", "contact": str(contact), "epoch": epoch, "note": base64.b64encode(note).decode()}
    phone.hand_in([phone.record("call", said, id=str(record))])


def events(people: Any, rosa: Any, ana: Any) -> dict[str, str]:
    """A meeting tonight that Rosa brings Ana to, with a door, a shift and promises; a circle; one that is over."""
    import datetime as dt
    import uuid

    from waymeet.kernel import clock
    from waymeet.organizing.events import services
    from waymeet.organizing.events.models import Event
    from waymeet.organizing.events.services.signing_in import Typed

    by: dict[str, Any] = {"by": people["Olga"]}
    usual = {"kind": "meeting", "starts": dt.time(18, 30), "ends": dt.time(20), "goal": 20, "place": "Library"}
    usual |= {"public": True, "lead": people["Olga"].id, "day": clock.today()}
    again = {"repeats": "weekly", "until": clock.today() + dt.timedelta(days=30)}
    meeting = services.make(said=usual | again | {"title": "Kitchen meeting"}, **by)
    shift = services.add_shift(event_id=meeting, what="set up", starts=dt.time(17), ends=dt.time(18), wanted=2, **by)
    for contact, asked_by in ((rosa, None), (ana, rosa)):
        row = services.ask(event_id=meeting, contact_id=contact, asked_by=asked_by, **by)
        services.answer(attendance_id=row, said="accepted", shift=shift, **by)
    services.ask_for(event_id=meeting, kind="interpretation", language="es", **by)
    services.ask_for_access(event_id=meeting, what="a chair with arms", **by)
    services.set_door(event_id=meeting, is_open=True, **by)
    code = services.code_of(Event.objects.get(pk=meeting).door)
    come = {"event_id": meeting, "record": uuid.uuid4(), "typed": Typed("Pilar", "518 555 0177"), "way": "desk"}
    services.sign_in(**come, **by)
    circle = services.make(said=usual | {"title": "Evening circle", "kind": "circle", "goal": None}, **by)
    services.count_in(event_id=circle, record=uuid.uuid4(), count=6, **by)
    chose = {"kind": "circle", "goal": None, "sign_in": "sealed", "circle_chose": True, "title": "Morning circle"}
    named = services.make(said=usual | chose, **by)
    services.sign_in(event_id=named, record=uuid.uuid4(), typed=Typed("Lou"), way="desk", **by)
    over = services.make(
        said=usual | {"title": "Rally", "kind": "rally", "day": clock.today() - dt.timedelta(days=8)}, **by
    )
    gone = services.ask(event_id=over, contact_id=rosa, **by)
    services.answer(attendance_id=gone, said="accepted", **by)
    services.close(event_id=over, **by)
    services.make(said=usual | {"title": "March", "day": clock.today() - dt.timedelta(days=2)}, **by)
    return {
        "event": str(meeting),
        "circle": str(circle),
        "over": str(over),
        "door": code,
        "named_circle": str(named),
        "month": f"{clock.today():%Y/%m}",
    }


def brought(people: Any) -> dict[str, str]:
    """A coalition with an organization, a demand with two who decide, one of them asked and talked with."""
    from tests.organizing.coalitions.conftest import SAMPLE
    from waymeet.kernel import clock
    from waymeet.organizing.coalitions import demands, officials, open_states, packed, services
    from waymeet.organizing.coalitions.models import Official, Target

    by: dict[str, Any] = {"by": people["Olga"]}
    today = clock.today()
    officials.load(found=open_states.read(packed.in_folder(SAMPLE)), **by)
    coalition = services.begin(name="Everybody gets home", wants="that nobody dies where help could come", **by)
    joined = {"new": "Carpenters' local", "kind": "union", "tier": "member", "mou_on": today}
    standing = services.join(coalition=coalition, said=joined, **by)
    services.delegate(standing=standing, said={"called": "the president", "authority": "signs"}, **by)
    promised = {"kind": "turnout", "what": "people at the hearing", "promised": 20, "due": today}
    services.settle(pledge_id=services.pledge(standing=standing, said=promised, **by), delivered=14, **by)
    said = {"what": "Naloxone boxes in every library", "campaign": "Everybody gets home", "needed": 3}
    demand = demands.begin(said=said | {"coalition": coalition, "barrier": "too far away at night"}, **by)
    every = list(Official.objects.values_list("pk", flat=True))
    demands.aim(demand=demand, officials=every, role="decides", power=4, **by)
    one = Target.objects.get(official__name="Robert Jackson")
    stands = {"value": 2, "source": "heard", "day": today, "words": "he said so"}
    demands.position(target=one.pk, said=stands, **by)
    ask = {"role": "decides", "power": 5, "next_ask": "sign the letter", "next_on": today}
    demands.weigh(target=one.pk, said=ask, **by)
    talk = {"day": today, "how": "call", "kind": "direct", "minutes": 20, "words": "he listened"}
    officials.talk(official=one.official_id, said=talk, **by)
    officials.reach(official=one.official_id, who=f"organizer:{people['Olga'].id}", how="lives", **by)
    found = {"coalition": coalition, "standing": standing, "our_demand": demand, "target": one.pk}
    return {name: str(key) for name, key in (found | {"official": one.official_id}).items()}


def trained(people: Any) -> dict[str, str]:
    """Two had a course that is still good, one of them long ago; Olga lets it be seen."""
    import datetime as dt

    from waymeet.accounts.trainings import services
    from waymeet.accounts.trainings.models import Course
    from waymeet.kernel import clock

    by: dict[str, Any] = {"by": people["Olga"]}
    services.begin(**by)
    both = [people[name].id for name in ("Olga", "Wanda")]
    for name, ago in (("Overdose response and naloxone", 5), ("Know your rights", 400), ("One-on-ones", 9)):
        day = clock.today() - dt.timedelta(days=ago)
        said = {"course": Course.objects.get(name_en=name).pk, "day": day, "trainer": "Dee"}
        services.write_down(people=both, said=said, **by)
    services.show(shown=True, **by)
    return {"course": str(Course.objects.get(name_en="One-on-ones").pk)}


def every(people: Any, folder: Path) -> dict[str, str]:
    return known(people) | listed(people, folder) | brought(people) | trained(people)
