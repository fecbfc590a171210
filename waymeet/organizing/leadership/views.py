"""Leaders at the desk: where we stand, who leads whom, who came when asked, and where there is a leader."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.design import tables
from waymeet.organizing.leadership import drawing, rules
from waymeet.organizing.leadership.models import Assessment
from waymeet.organizing.leadership.queries import coverage as where
from waymeet.organizing.leadership.queries import follow as following
from waymeet.organizing.leadership.queries import overview as asked
from waymeet.organizing.leadership.queries import turnout as turned_out
from waymeet.organizing.leadership.views_ladder import person_cell, rungs_table


@may(May.ASSESS)
@never_cache
def page(request: DeskRequest) -> HttpResponse:
    found = asked.overview(by=request.person)
    scores = [(words, found.scores.get(score, 0)) for score, words in Assessment.Score.choices]
    said = {
        "found": found,
        "table": rungs_table(found),
        "scores": [*scores, (_("nobody assessed them"), found.scores[0])],
    }
    return render(request, "leadership/page.html", said)


@may(May.ASSESS)
@never_cache
def follow(request: DeskRequest) -> HttpResponse:
    """The map, and the same as a table."""
    found = following.snowflake(by=request.person, team=request.GET.get("team", ""))
    said = {"found": found, "drawn": None if found.too_large else drawing.drawn(found), "table": _followers(found)}
    root = found.nodes[found.root]
    return render(request, "leadership/map.html", said | {"root": root, "span": rules.SPAN, "us": following.US})


def _followers(found: following.Snowflake) -> tables.Table:
    rows = [
        [
            _node(one),
            found.nodes[one.above].name if one.above in found.nodes else "",
            len(one.below),
            _("yes") if one.overdue else "",
            _("yes") if one.too_many else "",
        ]
        for one in found.in_order()
        if one.id != following.US
    ]
    columns = [
        tables.Column(_("Name")),
        tables.Column(_("Led by")),
        tables.Column(_("Leads"), counts=True, means=_("People right below them.")),
        tables.Column(
            _("Should talk"),
            means=_("The last time they talked with whoever leads them is longer ago than they wanted."),
        ),
        tables.Column(
            _("Too many"), means=_("They lead more than %(span)s people. Who could lead some?") % {"span": rules.SPAN}
        ),
    ]
    empty = _("Nobody leads anybody yet. Open a person's page to say who goes along with them or leads them.")
    caption = _("Who leads whom")
    return tables.Table(name="who-leads", caption=caption, columns=columns, rows=rows, empty=empty, stacks=True)


def _node(one: following.Node) -> tables.Cell:
    link = reverse("contacts:person", args=[one.contact]) if one.contact else ""
    return tables.Cell(one.name, words=one.name or _("no name"), link=link)


@may(May.ASSESS)
@never_cache
def turnout(request: DeskRequest) -> HttpResponse:
    rows = [_turnout(one) for one in turned_out.turnouts(by=request.person)]
    columns = [
        tables.Column(_("Who asked")),
        tables.Column(
            _("They asked"),
            counts=True,
            means=_("Different people they asked to something that is over and signed in."),
        ),
        tables.Column(_("Came"), counts=True, means=_("Of those, who came at least once.")),
        tables.Column(
            _("Share"),
            counts=True,
            means=_("Came out of asked. Below %(few)s asked it says nothing, and is left out.") % {"few": rules.FEW},
        ),
        tables.Column(_("Still to come"), counts=True, means=_("Asked to something whose sign-in is not done.")),
        tables.Column(_("Who came")),
    ]
    table = tables.Table(
        name="turnout",
        caption=_("Who came when they asked"),
        columns=columns,
        rows=rows,
        empty=_("No event says yet who asked whom. Write it down where people sign up for an event."),
        stacks=True,
    )
    return render(request, "leadership/turnout.html", {"table": table})


def _turnout(one: turned_out.Turnout) -> list[Any]:
    few = _("too few")
    share = few if one.share is None else f"{one.share} %"
    names = ", ".join(each.called or _("no name") for each in one.followers)
    return [person_cell(one.leader), one.asked, one.came, share, one.open, names]


@may(May.ASSESS)
@never_cache
def coverage(request: DeskRequest) -> HttpResponse:
    words = {
        "block": _("Blocks"),
        "building": _("Buildings"),
        "neighbourhood": _("Neighborhoods"),
        "congregation": _("Congregations"),
        "workplace": _("Workplaces and schools"),
        "home_group": _("Block and tenant groups"),
    }
    by = request.GET.get("by", "")
    what = by if by in where.HOW else "block"
    found = where.covered(what=what, by=request.person)
    table = _places(found, words[what])
    if request.GET.get("format") == "csv":
        return tables.download(table)
    said = {"found": found, "table": table, "what": what, "words": words, "download": f"?by={what}&format=csv"}
    shares = {
        "units": rules.share(found.with_leader, found.units),
        "doors": rules.share(found.doors_with_leader, found.doors),
    }
    return render(request, "leadership/coverage.html", said | {"shares": shares})


def _places(found: where.Covered, caption: str) -> tables.Table:
    doors = found.doors > 0
    columns = [tables.Column(_("Where"))]
    if doors:
        columns.append(tables.Column(_("Doors"), counts=True, means=_("Doors on the map.")))
    columns += [
        tables.Column(_("People we know"), counts=True, means=_("Contacts whose door or group this is.")),
        tables.Column(
            _("Leaders"),
            counts=True,
            means=_("Of those, who stand on a rung that counts as leading, or whose latest assessment is a 1."),
        ),
    ]
    rows = [[one.name, *([one.doors] if doors else []), one.people, one.leaders] for one in found.places]
    empty = _("We know nobody there yet.")
    return tables.Table(name="coverage", caption=caption, columns=columns, rows=rows, empty=empty, stacks=True)
