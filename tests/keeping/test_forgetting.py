"""The time to forget: every table says how its rows go, and the day's run does what the tables say."""

import datetime as dt

import pytest
from django.utils.module_loading import import_string

from waymeet.accounts.models import PhoneEnrolment
from waymeet.consent.models import Document, Event
from waymeet.keeping import forgetting, table
from waymeet.kernel import clock, codes, sealing
from waymeet.kernel.ids import random_id
from waymeet.kernel.retention import SPANS, After, With
from waymeet.organizing.contacts.models import Introduction

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize("model", table.ours(), ids=lambda model: model._meta.label)
def test_every_table_says_how_its_rows_go(model):
    rule = table.rule_of(model)
    assert rule is not None, f"{model._meta.label}: say in Privacy.forget how its rows go (kernel/retention.py)"
    if isinstance(rule, After):
        assert rule.span in SPANS
        assert rule.source
        for name in filter(None, (rule.verb, rule.due)):
            assert callable(import_string(name))
    if isinstance(rule, With):
        assert model._meta.get_field(rule.parent).many_to_one or model._meta.get_field(rule.parent).one_to_one


def introduction(state: str, days_ago: int) -> Introduction:
    return Introduction.objects.create(
        record=random_id(), wants="call", language="en", epoch="1", sealed=sealing.received(b"x"), sentence="0" * 64,
        state=state, came_on=clock.today() - days_ago * DAY,
    )  # fmt: skip


def test_what_has_been_kept_for_its_time_goes_and_the_rest_stays():
    old, young = introduction("closed", 365), introduction("closed", 364)
    waiting = introduction("new", 1000)
    found = {one.kind: one.went for one in forgetting.due_today()}
    assert found[Introduction._meta.label] == 1
    forgetting.run()
    assert set(Introduction.objects.values_list("pk", flat=True)) == {young.pk, waiting.pk}
    assert old.pk not in Introduction.objects.values_list("pk", flat=True)
    assert forgetting.has_run_today()


def test_a_consent_goes_whole_after_four_years():
    """An ending never goes before what it ended: while any event under a handle is young, all of them stay."""
    long_ago, ended, running = clock.today() - 1463 * DAY, random_id(), random_id()
    for handle, newest in ((ended, long_ago), (running, clock.today())):
        Event.objects.create(handle=handle, kind="offered", day=long_ago, recipient="care")
        Event.objects.create(handle=handle, kind="withdrawn", day=newest, recipient="care")
        Document.objects.create(handle=handle, sealed=sealing.received(b"x"))
    assert {one.kind: one.went for one in forgetting.due_today()}[Event._meta.label] == 2
    forgetting.run()
    assert set(Event.objects.values_list("handle", flat=True)) == {running}
    assert [row.handle for row in Document.objects.all()] == [running]


def test_codes_that_let_phones_in_go_when_their_moment_has_passed(people):
    account = people["Cam"].id
    PhoneEnrolment.objects.create(
        account_id=account, code_hash=codes.code_hash(codes.new_code()), expires_at=clock.now() - DAY
    )
    forgetting.run()
    assert not PhoneEnrolment.objects.filter(account_id=account, expires_at__lt=clock.now()).exists()


def test_a_document_goes_with_its_events():
    assert "goes with the last event" in table.rule_of(Document).how
