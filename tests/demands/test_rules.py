"""Nothing goes out unless everything is there: every combination of what can be lacking."""

from itertools import product

import pytest

from waymeet.demands.rules import Lack, Paper, Standing, lacking, lacking_before_people, safe_name, type_of

ALL_THERE = Standing(
    papers=frozenset({Paper.COURT_ORDER, Paper.SUBPOENA}),
    decision="comply",
    order_fits=True,
    about_hiv=False,
    closed=False,
    approvals=2,
)


def test_law_R10_only_both_papers_counsel_the_right_order_and_two_people_together_suffice():
    passed = []
    papers = [frozenset(), {Paper.COURT_ORDER}, {Paper.SUBPOENA}, {Paper.COURT_ORDER, Paper.SUBPOENA}]
    for held, decision, fits, closed, approvals in product(
        papers, ("pending", "resist", "narrow", "comply"), (False, True), (False, True), (0, 1, 2)
    ):
        standing = Standing(frozenset(held), decision, fits, about_hiv=False, closed=closed, approvals=approvals)
        if not lacking(standing):
            passed.append((len(held), decision, fits, closed, approvals))
    assert passed == [(2, "narrow", True, False, 2), (2, "comply", True, False, 2)]


def test_law_R22_what_asks_about_hiv_needs_an_order_under_2785_as_well():
    from dataclasses import replace

    about_hiv = replace(ALL_THERE, about_hiv=True)
    assert lacking(ALL_THERE) == ()
    assert lacking(about_hiv) == (Lack.HIV_ORDER,)
    assert lacking(replace(about_hiv, papers=about_hiv.papers | {Paper.HIV_ORDER})) == ()
    assert Lack.HIV_ORDER in lacking_before_people(replace(about_hiv, approvals=0))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.4", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\nx", "image/png"),
        (b"<script>", ""),
        (b"PK\x03\x04", ""),
        (b"", ""),
    ],
)
def test_a_file_is_what_it_begins_with(content: bytes, kind: str):
    assert type_of(content) == kind


def test_a_file_is_given_a_name_of_ours():
    assert safe_name("court_order", 3, "application/pdf") == "court-order-3.pdf"
