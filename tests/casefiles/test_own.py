"""A participant's own page: made at the desk, opened with the paper, written to, taken along, closed."""

import json
import re

import pytest
from django.test import Client

from tests.casefiles.own_made import agreed, opened, papers_of, text
from waymeet.accounts.keys import change_key
from waymeet.casefiles import kinds, opening, own, papers, reading, services
from waymeet.consent.models import Event
from waymeet.kernel import long_codes, own_pages
from waymeet.kernel.errors import CannotOpen, NotAllowed, NotFound

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def browser():
    """A browser that is signed in nowhere."""
    return Client(SERVER_NAME="localhost", enforce_csrf_checks=True)


def put(place, file_id: int, kind: str, words: str, **said):
    return services.put_down(file_id=file_id, kind=kind, said={"words": words, **said}, **place.by())


def file_of(place, file_id: int) -> reading.File:
    return reading.one_file(file_id=file_id, **place.by())


def test_two_papers_are_shown_once_and_the_first_opens_the_page(place, browser):
    file_id = place.begin(called="Ottilie", contact="a corner")
    for kind in kinds.WRITTEN:
        put(place, file_id, kind, f"the {kind}")
    desk = place.desk()
    paper = desk.post(place.at(file_id, "own-page")).content.decode()
    groups = re.findall(r"<p class=\"ticket__words[^>]*>(.*?)</p>", paper)
    codes = list(dict.fromkeys("-".join(re.findall(r"<span>(\w{3})</span>", one)) for one in groups))
    assert (len(groups), len(codes)) == (4, 2)  # two papers, in both languages
    first, second = codes
    assert paper.count("scan that opens") + paper.count("escanear que abre") == 2  # the second has none
    page = text(opened(browser, place, first))
    for words in ("Hello, Ottilie", "a corner", *(f"the {kind}" for kind in kinds.WRITTEN)):
        assert words in page
    assert opened(browser, place, first.lower().replace("-", " ")).status_code == 200
    assert opened(browser, place, second).status_code == 422
    assert not {first, second} & set(re.findall(r"[2-9A-Z-]{35}", desk.get(place.at(file_id)).content.decode()))


def test_spanish_is_spoken_where_it_is_asked_for(place, browser):
    page = papers_of(place, place.begin(called="Ottilie")).page
    answer = opened(browser, place, page, switch="es")
    assert "Hola, Ottilie" in text(answer)
    assert "Tus metas" in text(answer)
    assert not answer.cookies


def test_every_wrong_code_gets_the_same_answer_for_the_same_work(place, browser, django_assert_num_queries):
    right = papers_of(place, place.begin())
    wrong = [long_codes.new_secret(), "BCD", right.page[:-1], "Z" * 27, right.page + "B", right.second]
    answers = set()
    for code in wrong:
        with django_assert_num_queries(1, using=place.room.side):
            answer = opened(browser, place, code)
        assert answer.status_code == 422
        answers.add(re.sub(r'value="[^"]*"', "", answer.content.decode()))
    assert len(answers) == 1
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]


def test_a_wrong_second_code_opens_nothing_more(place, browser):
    file_id = place.begin(called="Ottilie")
    record, made = agreed(place, file_id), papers_of(place, file_id)
    other = papers_of(place, place.begin()).second
    for code in ("", "BCD", long_codes.new_secret(), made.page, other):
        for path in ("/second", "/erase", f"/take-back/{record}"):
            answer = opened(browser, place, made.page, path, second=code, sure="twice")
            assert answer.status_code == 422
            assert "Nothing opens with this second code" in text(answer)
    assert file_of(place, file_id).hand_offs[0].answer == "yes"


def test_reading_it_is_written_down_nowhere(place, browser):
    file_id = place.begin(called="Ottilie")
    agreed(place, file_id)
    code = papers_of(place, file_id).page
    before = list(place.room.line.objects.values_list()), Event.objects.count()
    tables = (place.room.files, place.room.keys, place.room.records, place.room.pages)
    rows = [list(table.objects.order_by("pk").values_list()) for table in tables]
    opened(browser, place, code)
    opened(browser, place, code, "/save", **{"as": "json"})
    opened(browser, place, code, "/renew")
    assert (list(place.room.line.objects.values_list()), Event.objects.count()) == before
    assert [list(table.objects.order_by("pk").values_list()) for table in tables] == rows


def test_no_code_lies_in_the_tables_and_none_stands_in_an_address(place, browser):
    file_id = place.begin(called="Ottilie")
    made = papers_of(place, file_id)
    stored = repr([list(table.objects.values_list()) for table in (place.room.pages, place.room.keys)])
    for code in (made.page, made.second):
        assert code not in stored
        assert repr(long_codes.read(code))[2:-1] not in stored
    page = opened(browser, place, made.page).content.decode()
    assert made.page not in " ".join(re.findall(r'(?:href|action|src)="([^"]*)"', page))
    assert browser.get(place.at("own/erase")).status_code == 302
    lines = " ".join(repr(line) for line in place.room.line.objects.values_list())
    assert made.page not in lines
    assert made.second not in lines


def test_somebody_elses_words_stay_off_the_page(place, browser):
    file_id = place.begin()
    note = put(place, file_id, kinds.NOTE, "her cousin says SHE LIES")
    put(place, file_id, kinds.NOTE, "came by")
    code = papers_of(place, file_id).page
    assert "SHE LIES" in text(opened(browser, place, code))
    by = {"file_id": file_id, "record": note, **place.by()}
    services.write_anew(seen=1, said={"words": "her cousin says SHE LIES", "apart": True}, **by)
    for answer in (
        opened(browser, place, code),
        opened(browser, place, code, "/save", **{"as": "json"}),
        opened(browser, place, code, "/save", **{"as": "page"}),
    ):
        assert "SHE LIES" not in text(answer)
        assert "came by" in text(answer)
    services.write_anew(seen=2, said={"words": "talked with her cousin", "apart": False}, **by)
    page = text(opened(browser, place, code))
    assert "talked with her cousin" in page
    assert "SHE LIES" not in page
    assert "SHE LIES" in text(place.desk().get(place.at(file_id)))


def test_a_correction_changes_nothing_and_is_answered(place, browser):
    file_id = place.begin(called="Ottilie")
    put(place, file_id, kinds.NOTE, "met at the library")
    code, desk = papers_of(place, file_id).page, place.desk()
    assert opened(browser, place, code, "/wrong", words=" ").status_code == 422
    opened(browser, place, code, "/wrong", words="it was the church")
    file = file_of(place, file_id)
    assert [lot[0].words for lot in file.notes] == ["met at the library"]
    [[said]] = file.corrections
    assert (said.words, said.theirs, said.by) == ("it was the church", True, "")
    assert "they wrote to us" in text(desk.get(place.at()))
    page = text(desk.get(place.at(file_id)))
    assert "They wrote on their own page" in page
    desk.post(place.at(file_id, "written", said.record, "answer"), {"reply": "you are right"})
    assert "they wrote to us" not in text(desk.get(place.at()))
    assert "you are right" in text(opened(browser, place, code))
    assert [one.words for one in file_of(place, file_id).corrections[0]] == ["it was the church"] * 2


def test_the_list_says_so_until_the_last_of_them_is_answered(place, browser):
    file_id = place.begin(called="Ottilie")
    code, desk = papers_of(place, file_id).page, place.desk()
    for words in ("it was the church", "and not in May"):
        opened(browser, place, code, "/wrong", words=words)
    for left, lot in zip((True, False), file_of(place, file_id).corrections, strict=True):
        desk.post(place.at(file_id, "written", lot[0].record, "answer"), {"reply": ""})
        assert ("they wrote to us" in text(desk.get(place.at()))) == left


def test_a_closed_file_that_was_written_to_is_in_the_list(place, browser):
    file_id = place.begin(called="Ottilie")
    code = papers_of(place, file_id).page
    services.set_state(file_id=file_id, state="closed", **place.by())
    opened(browser, place, code, "/wrong", words="I am still here")
    assert "Ottilie" in text(place.desk().get(place.at()))


def test_goals_of_their_own_and_how_they_end(place, browser):
    file_id = place.begin()
    code = papers_of(place, file_id).page
    assert opened(browser, place, code, "/goal", words="").status_code == 422
    assert "see the sea" in text(opened(browser, place, code, "/goal", words="see the sea"))
    [[goal]] = file_of(place, file_id).goals
    assert goal.theirs
    for state, words in (("let_go", "no longer what I want"), ("open", "on the way"), ("reached", "reached")):
        assert words in text(opened(browser, place, code, f"/goals/{goal.record}", state=state))
    assert [one.said["state"] for one in file_of(place, file_id).goals[0]] == ["reached", "open", "let_go", "open"]
    assert "written by themselves" in text(place.desk().get(place.at(file_id)))
    note = put(place, file_id, kinds.NOTE, "ours")
    assert opened(browser, place, code, f"/goals/{note}", state="reached").status_code == 422
    assert opened(browser, place, code, f"/goals/{goal.record}", state="failed").status_code == 422


def test_they_take_it_along(place, browser):
    file_id = place.begin(called="Ottilie", contact="a corner")
    for kind in kinds.WRITTEN:
        put(place, file_id, kind, f"the {kind}")
    agreed(place, file_id)
    code = papers_of(place, file_id).page
    opened(browser, place, code, "/wrong", words="not the corner")
    saved = json.loads(opened(browser, place, code, "/save", **{"as": "json"}).content)
    assert (saved["called"], saved["contact"]) == ("Ottilie", "a corner")
    for kind in kinds.WRITTEN:
        assert saved[f"{kind}s"][0][0]["words"] == f"the {kind}"
    assert saved["corrections"][0][0]["written_by"] == "participant"
    assert saved["hand_offs"][0]["answer"] == "yes"
    assert "secret" not in json.dumps(saved)
    page = opened(browser, place, code, "/save", **{"as": "page"})
    assert "attachment" in page["Content-Disposition"]
    assert page["Cache-Control"] == "no-store"
    for words in ("the goal", "the plan", "not the corner"):
        assert words in text(page)


@pytest.mark.parametrize("how", ["made anew", "refused", "renewed", "closed", "forgotten"])
def test_a_code_that_was_ended_opens_nothing(place, browser, how: str):
    file_id = place.begin(called="Ottilie")
    made = papers_of(place, file_id)
    if how == "made anew":
        papers_of(place, file_id)
    elif how == "refused":
        place.desk().post(place.at(file_id, "own-page", "refuse"))
    elif how == "renewed":
        page = opened(browser, place, made.page, "/renew", sure="yes").content.decode()
        new = re.search(r"#((?:\w{3}-){8}\w{3})", page) or re.search(r'value="((?:\w{3}-){8}\w{3})"', page)
        assert "Hello, Ottilie" in text(opened(browser, place, new[1]))
        assert opened(browser, place, new[1], "/second", second=made.second).status_code == 200
    elif how == "closed":
        assert "Close this page?" in text(opened(browser, place, made.page, "/close"))
        assert place.room.pages.objects.exists()
        opened(browser, place, made.page, "/close", sure="yes")
    else:
        services.forget(file_id=file_id, **place.by())
        assert not place.room.pages.objects.exists()
    assert opened(browser, place, made.page).status_code == 422
    if how in ("refused", "closed"):
        assert not place.room.pages.objects.exists()
        assert place.room.keys.objects.filter(to_page=None).count() == place.room.keys.objects.count()


def test_an_old_paper_with_an_old_copy_reads_nothing_written_since(place):
    file_id = place.begin()
    put(place, file_id, kinds.NOTE, "before")
    made = papers_of(place, file_id)
    page = place.room.pages.objects.get()
    copied = {row.generation: row for row in place.room.keys.objects.all()}
    papers_of(place, file_id)
    put(place, file_id, kinds.NOTE, "after")
    thief = own_pages.PageKeys(page, long_codes.read(made.page))
    case, seen = place.room.files.objects.get().case, []
    for row in place.room.records.objects.all():
        try:
            key = thief.of(copied.get(row.generation) or place.room.keys.objects.get(generation=row.generation), case)
        except CannotOpen:
            continue
        seen.append(opening.casefiles.open_record(key, row._meta.db_table, row.record, row.version, bytes(row.sealed)))
    assert [one["words"] for one in seen] == ["before"]


def test_the_page_goes_on_when_the_teams_key_changes(place, browser):
    file_id = place.begin()
    code = papers_of(place, file_id).page
    change_key(place.room.team)
    put(place, file_id, kinds.GOAL, "by the team")
    assert "by the team" in text(opened(browser, place, code))
    change_key(place.room.team)
    opened(browser, place, code, "/goal", words="by themselves")
    words = {lot[0].words for lot in file_of(place, file_id).goals}
    assert words == {"by the team", "by themselves"}
    assert place.room.records.objects.order_by("generation").last().generation == 3
    assert "by themselves" in text(opened(browser, place, code))


def test_only_the_team_makes_and_closes_papers(place):
    file_id = place.begin()
    papers_of(place, file_id)
    olga = {"room": place.room, "by": place.people["Olga"], "keyring": place.keyring("Olga")}
    for verb in (papers.make, papers.refuse):
        with pytest.raises(NotAllowed):
            verb(file_id=file_id, **olga)
    desk = place.people.at_desk("Olga")
    assert desk.post(place.at(file_id, "own-page")).status_code == 403
    assert desk.post(place.at(file_id, "own-page", "refuse")).status_code == 403


def test_a_page_opens_its_own_file_only(place):
    one, other = place.begin(called="Ottilie"), place.begin(called="Ines")
    made = papers_of(place, one)
    papers_of(place, other)
    goal = put(place, other, kinds.GOAL, "hers")
    mine = own.found(place.room, made.page)
    with pytest.raises(NotFound):
        own.set_goal(own=mine, record=goal, state="reached")
    with pytest.raises(CannotOpen):
        opening.one_file(place.room, other, mine.keys)


def test_whoever_tries_codes_is_slowed_down(place, browser, settings):
    settings.LIMITS = True
    from waymeet.config.limits import COUNTS

    COUNTS.forget()
    statuses = [opened(browser, place, long_codes.new_secret()).status_code for _try in range(40)]
    COUNTS.forget()
    assert (statuses[0], statuses[-1]) == (422, 429)
