"""What is asked about people themselves: where they live, how they are reached, who they say they are."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from waymeet.casefiles.faces import LANGUAGES
from waymeet.organizing.contacts import filing
from waymeet.organizing.contacts.guarded import sayings_guarded
from waymeet.organizing.contacts.models import Contact, ContactPoint, Filed, Group, Membership, Saying
from waymeet.organizing.leadership import climbing
from waymeet.organizing.lists.conditions.kind import Found, Kind, Looking, choice
from waymeet.organizing.lists.rules import Part
from waymeet.organizing.turf.models import Door, Neighbourhood

CHANNEL = choice(Contact.Channel.choices)
LANGUAGE = choice(list(LANGUAGES.items()))
SOURCE = choice(Contact.Source.choices)
SAYS, _ALL_SAYINGS = choice(Saying.What.choices)
GROUP_KIND = choice(Group.Kind.choices)
MEANS = choice([("phone", _("a phone that works")), ("email", _("an email that works")), ("address", _("an address"))])
DAYS, TIMES = Part("number", least=2), Part("number", least=1, most=1000)
AS_DAYS, AS_DAY = {"days": _("Days")}, {"day": _("Day")}
REACHED_AT = {"call": "phone", "text": "phone", "email": "email", "visit": "address", "letter": "address"}


def area(value: dict[str, Any], _looking: Looking) -> Found:
    """By the door they live behind; or, where no door is known, because the address names it."""
    row = Neighbourhood.objects.filter(pk=value["area"]).first()
    if row is None:
        return Found(Contact.objects.none())
    doors = Door.objects.filter(town=row.town_id, neighbourhood=row.number)
    return _lives(doors, row.name)


def street(value: dict[str, Any], _looking: Looking) -> Found:
    return _lives(Door.objects.filter(street__iexact=value["street"]), value["street"])


def _lives(doors: QuerySet[Door], words: str) -> Found:
    behind = Contact.objects.filter(door__in=doors.order_by().values("pk")).order_by().values("pk")
    said = filing.everywhere(Filed.Under.PLACE, sorted(filing.words_of(words)), Contact.objects.order_by())
    return Found(Contact.objects.filter(pk__in=behind.union(said.values("pk"))))


def has(value: dict[str, Any], _looking: Looking) -> Found:
    return _reached_at(value["means"])


def _reached_at(means: str) -> Found:
    if means == "address":
        return Found(Contact.objects.filter(address__gt=""))
    return Found(ContactPoint.objects.filter(kind=means, works=True), "contact")


def may_be(value: dict[str, Any], _looking: Looking) -> Found:
    """There is a way, and they did not refuse it."""
    refused = filing.under(Filed.Under.REFUSED, value["channel"]).filter(contact=OuterRef("pk"))
    where = Q(~Exists(refused), pk__in=_reached_at(REACHED_AT[value["channel"]]).people)
    return Found(Contact.objects.filter(where), where=where)


def brought(value: dict[str, Any], _looking: Looking) -> Found:
    """As the ladder and a person's page count it: those who came when asked, and those written down as brought."""
    return Found(Contact.objects.filter(pk__in=climbing.brought_at_least(value["times"])))


def was_brought(_value: dict[str, Any], _looking: Looking) -> Found:
    return Found(climbing.brought_people())


def _neighbourhoods(_looking: Looking) -> list[tuple[Any, Any]]:
    return list(Neighbourhood.objects.order_by("name", "pk").values_list("pk", "name"))


def _groups(_looking: Looking) -> list[tuple[Any, Any]]:
    return list(Group.objects.values_list("pk", "name"))


def _sayings(_looking: Looking) -> list[tuple[Any, Any]]:
    hidden = sayings_guarded()
    return [one for one in Saying.What.choices if one[0] not in hidden]


def _rows(**wanted: Any) -> Found:
    return Found(Contact.objects.filter(**wanted), where=Q(**wanted))


KINDS = (
    Kind(
        "area",
        _("live in a part of town"),
        _("live in %(area)s"),
        area,
        {"area": Part("id")},
        {"area": _("Part of town")},
        {"area": _neighbourhoods},
    ),
    Kind(
        "street",
        _("live on a street"),
        _("live on %(street)s"),
        street,
        {"street": Part("words")},
        {"street": _("Street, or words of the address")},
    ),
    Kind(
        "language",
        _("speak a language"),
        _("speak %(language)s"),
        lambda value, _l: Found(filing.under(Filed.Under.LANGUAGE, value["language"]), "contact"),
        {"language": LANGUAGE[0]},
        {"language": _("Language")},
        {"language": LANGUAGE[1]},
    ),
    Kind(
        "reach_by",
        _("want to be reached in a way"),
        _("want to be reached by %(channel)s"),
        lambda value, _l: _rows(reach_by=value["channel"]),
        {"channel": CHANNEL[0]},
        {"channel": _("How")},
        {"channel": CHANNEL[1]},
    ),
    Kind(
        "has",
        _("can be reached by something"),
        _("have %(means)s"),
        has,
        {"means": MEANS[0]},
        {"means": _("What")},
        {"means": MEANS[1]},
    ),
    Kind(
        "may_be",
        _("may be contacted in a way"),
        _("may be contacted by %(channel)s"),
        may_be,
        {"channel": CHANNEL[0]},
        {"channel": _("How")},
        {"channel": CHANNEL[1]},
    ),
    Kind(
        "refused",
        _("asked not to be contacted in a way"),
        _("asked not to be contacted by %(channel)s"),
        lambda value, _l: Found(filing.under(Filed.Under.REFUSED, value["channel"]), "contact"),
        {"channel": CHANNEL[0]},
        {"channel": _("How")},
        {"channel": CHANNEL[1]},
    ),
    Kind(
        "says",
        _("say what they are"),
        _("say: %(what)s"),
        lambda value, _l: Found(Saying.objects.filter(what=value["what"]), "contact"),
        {"what": SAYS},
        {"what": _("What they say they are")},
        {"what": _sayings},
    ),
    Kind(
        "belongs",
        _("belong to a group"),
        _("belong to %(group)s"),
        lambda value, _l: Found(Membership.objects.filter(group=value["group"]), "contact"),
        {"group": Part("id")},
        {"group": _("Group")},
        {"group": _groups},
    ),
    Kind(
        "group_kind",
        _("belong to a kind of group"),
        _("belong to a group of this kind: %(kind)s"),
        lambda value, _l: Found(Membership.objects.filter(group__kind=value["kind"]), "contact"),
        {"kind": GROUP_KIND[0]},
        {"kind": _("Kind")},
        {"kind": GROUP_KIND[1]},
    ),
    Kind(
        "source",
        _("were met in a way"),
        _("came to us so: %(source)s"),
        lambda value, _l: _rows(source=value["source"]),
        {"source": SOURCE[0]},
        {"source": _("How we met")},
        {"source": SOURCE[1]},
    ),
    Kind(
        "known_since",
        _("are known since a day or later"),
        _("known since %(day)s or later"),
        lambda value, _l: _rows(since__gte=value["day"]),
        {"day": Part("day")},
        AS_DAY,
    ),
    Kind(
        "known_before",
        _("are known since before a day"),
        _("known since before %(day)s"),
        lambda value, _l: _rows(since__lt=value["day"]),
        {"day": Part("day")},
        AS_DAY,
    ),
    Kind(
        "seen",
        _("were seen lately"),
        _("seen in the last %(days)s days"),
        lambda value, look: _rows(seen_on__gte=look.before(value["days"])),
        {"days": DAYS},
        AS_DAYS,
    ),
    Kind(
        "not_seen",
        _("were not seen for a while"),
        _("not seen for %(days)s days"),
        lambda value, look: _rows(seen_on__lte=look.before(value["days"])),
        {"days": DAYS},
        AS_DAYS,
    ),
    Kind(
        "household",
        _("live with somebody we know"),
        _("live with somebody we know"),
        lambda _v, _l: Found(
            Contact.objects.filter(
                Exists(Contact.objects.filter(household=OuterRef("household")).exclude(pk=OuterRef("pk")))
            ).filter(household__isnull=False)
        ),
    ),
    Kind(
        "brought",
        _("brought others in"),
        _("brought in %(times)s or more people"),
        brought,
        {"times": TIMES},
        {"times": _("How many at least")},
    ),
    Kind(
        "was_brought",
        _("were brought in by somebody"),
        _("were brought in by somebody"),
        was_brought,
    ),
)
