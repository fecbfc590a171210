"""What the outreach team keeps beside kits, for the browser: questions, surveys and reports."""

from typing import Any


def every(people: Any) -> dict[str, str]:
    taught(people)
    return asked(people) | reported(people) | warned(people) | referred(people)


def referred(people: Any) -> dict[str, str]:
    """One that waits, with a note, and one that failed."""
    from waymeet.care.referrals import services
    from waymeet.care.supplies.models import Program

    by, program = people["Wanda"], Program.objects.all()[0].pk
    waits, failed = (
        services.offer(said={"kind": kind, "program": program, "wanted": True, "area_number": 1}, by=by)
        for kind in ("wound", "housing")
    )
    services.write_note(referral_id=waits.pk, words="At the bench, Thursday at two", by=by)
    services.go_on(referral_id=failed.pk, said={"state": "sent", "warm": True}, by=by)
    services.go_on(referral_id=failed.pk, said={"state": "turned_away", "reason": "id"}, by=by)
    return {"referral": str(waits.pk), "failed_referral": str(failed.pk)}


def taught(people: Any) -> None:
    """A training at release from jail, and one at a congregation."""
    from waymeet.accounts.trainings.queries import courses
    from waymeet.care.teaching import services
    from waymeet.kernel import clock

    said = {"course": courses()[0].pk, "iso_week": clock.iso_week(clock.today()), "by": people["Wanda"]}
    services.write_down(setting="release", people=6, certificates=6, **said)
    services.write_down(setting="faith", people=14, certificates=9, **said)


def warned(people: Any) -> dict[str, str]:
    """What people say stands out; one alert hangs, another waits to be signed off."""
    import datetime as dt

    from waymeet.care.alerts import services
    from waymeet.kernel import clock

    for _one in range(6):
        services.hear(told="sleeps", sold_as="pressed", area_number=1, by=people["Wanda"])
    said = {"about": "told", "words_en": "Stay with whoever took one.", "words_es": "Quédate con quien tomó una."}
    said |= {"area_numbers": [1], "until_on": clock.today() + dt.timedelta(days=14)}
    hangs, waits = (services.draft(said=said, by=people["Wanda"]) for _twice in range(2))
    services.sign_off(alert_id=hangs.id, by=people["Clio"])
    return {"alert": str(hangs.id), "draft_alert": str(waits.id)}


def reported(people: Any) -> dict[str, str]:
    """A quarter with a total that was typed in."""
    from waymeet.care.funders import services
    from waymeet.care.funders.rules import quarter_of
    from waymeet.kernel import clock

    quarter = quarter_of(clock.today()).key
    services.enter_total(funder="nysdoh-oop-2026-11", quarter=quarter, number="3", count=12, by=people["Wanda"])
    return {"quarter": quarter}


def asked(people: Any) -> dict[str, str]:
    """The five to begin with, one of them vetoed; a survey that is open, and one that is closed."""
    import datetime as dt

    from waymeet.care.questions import queries, services
    from waymeet.care.questions.models import Question
    from waymeet.kernel import clock

    wanda, vera, today = people["Wanda"], people["Vera"], clock.today()
    services.begin_register(by=wanda)
    rows = {row.code: row for row in Question.objects.all()}
    for row in rows.values():
        services.let_it_be(question_id=row.pk, by=vera)
    services.veto_question(question_id=rows["ssp-15"].pk, reason="too_personal", by=vera)
    said = {"called_en": "Autumn", "called_es": "Otoño", "asks": [str(row.pk) for row in rows.values()]}
    said |= {"way": "nth", "every": 4, "starts_on": today, "ends_on": today + dt.timedelta(days=20)}
    survey, closed = (services.plan_survey(said=said, by=wanda) for _twice in range(2))
    given = {str(rows["ssp-12"].pk): "a1", str(rows["ssp-13"].pk): "2", str(rows["ssp-16"].pk): ["a3"]}
    for row in (survey, *[closed] * 14):
        services.answer(survey_id=row.pk, code=queries.code_of(row), given=given)
    services.close_survey(survey_id=closed.pk, by=wanda)
    return {"survey": str(survey.pk), "survey_code": queries.code_of(survey), "closed_survey": str(closed.pk)}
