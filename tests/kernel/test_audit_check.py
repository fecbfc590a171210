"""Every change to an audit chain shows: by itself, by a checkpoint, or by what an outside witness keeps."""

import datetime as dt

import pytest
from django.db import connections
from hypothesis import assume, given
from hypothesis import strategies as st

from waymeet.consent.models import AuditCheckpoint, AuditLine
from waymeet.kernel import audit, audit_cut, audit_witness, clock, signing
from waymeet.kernel.audit_check import Fault, Line, Point, Wrong, examine, follow, vouch
from waymeet.kernel.audit_witness import Verdict
from waymeet.kernel.errors import BadInput

WORDS = ("2026-11-23", "rosa", "test.verb", "id", "basis")
WRONG_WORD = st.sampled_from(range(len(WORDS)))


def chain(length: int, *, begin: bytes = audit.GENESIS, first: int = 1) -> list[Line]:
    lines, before = [], begin
    for number in range(first, first + length):
        words = (*WORDS[:3], f"id {number}", WORDS[4])
        before = audit.hash_of_words(before, words)
        lines.append(Line(number, tuple(word.encode() for word in words), before))
    return lines


def point(line: Line, day: str = "2026-11-23") -> Point:
    message = audit.checkpoint_message(line.number, line.hash, day)
    return Point(line.number, line.hash, day, signing.sign(message), signing.public_key())


def look(lines: list[Line], points: list[Point]) -> list[Fault]:
    known = {signing.public_key()}
    return vouch(follow(sorted(lines, key=lambda line: line.number), points), points, known).faults


WHOLE = chain(12)
POINTS = [point(WHOLE[4]), point(WHOLE[11])]


def flipped(value: bytes, bit: int) -> bytes:
    bit %= len(value) * 8
    return value[: bit // 8] + bytes([value[bit // 8] ^ 1 << bit % 8]) + value[bit // 8 + 1 :]


def test_an_untouched_chain_has_no_fault() -> None:
    assert look(WHOLE, POINTS) == []
    assert look([], []) == []


@given(st.integers(0, 11), st.one_of(WRONG_WORD, st.just("hash")), st.integers(0, 1000))
def test_one_flipped_bit_anywhere_shows(at: int, where: int | str, bit: int) -> None:
    line = WHOLE[at]
    if where == "hash":
        changed = line._replace(hash=flipped(line.hash, bit))
    else:
        words = list(line.words)
        words[int(where)] = flipped(words[int(where)], bit)
        changed = line._replace(words=tuple(words))
    assert look([*WHOLE[:at], changed, *WHOLE[at + 1 :]], POINTS)[0] == Fault(Wrong.CHANGED, at + 1)


@given(st.integers(0, 11), st.integers(1, 40))
def test_another_number_shows(at: int, number: int) -> None:
    assume(number != at + 1)
    assert look([*WHOLE[:at], WHOLE[at]._replace(number=number), *WHOLE[at + 1 :]], POINTS)


@given(st.sets(st.integers(0, 11), min_size=1))
def test_lines_that_were_deleted_show(gone: set[int]) -> None:
    assert look([line for at, line in enumerate(WHOLE) if at not in gone], POINTS)


@given(st.sets(st.integers(0, 11), min_size=1, max_size=11))
def test_deleted_lines_show_when_the_rest_is_numbered_anew(gone: set[int]) -> None:
    rest = [line for at, line in enumerate(WHOLE) if at not in gone]
    assert look([line._replace(number=at + 1) for at, line in enumerate(rest)], POINTS)


@given(st.permutations(range(12)))
def test_another_order_shows(order: list[int]) -> None:
    assume(order != list(range(12)))
    assert look([WHOLE[old]._replace(number=new + 1) for new, old in enumerate(order)], POINTS)


@given(st.integers(0, 11), st.booleans())
def test_a_line_put_in_shows(at: int, chained: bool) -> None:
    before = WHOLE[at - 1].hash if at else audit.GENESIS
    words = tuple(word.encode() for word in WORDS)
    forged = Line(at + 1, words, audit.hash_of_words(before, WORDS) if chained else bytes(32))
    later = [line._replace(number=line.number + 1) for line in WHOLE[at:]]
    assert look([*WHOLE[:at], forged, *later], POINTS)


@given(st.integers(0, 11))
def test_a_history_written_anew_from_some_line_on_shows_by_its_checkpoint(at: int) -> None:
    before = WHOLE[at - 1].hash if at else audit.GENESIS
    other = [line._replace(words=(b"2026-11-24", *line.words[1:])) for line in WHOLE[at:]]
    anew = []
    for line in other:
        before = audit.hash_of_words(before, [word.decode() for word in line.words])
        anew.append(line._replace(hash=before))
    assert Wrong.REWRITTEN in {fault.wrong for fault in look([*WHOLE[:at], *anew], POINTS)}


@given(st.integers(0, 1), st.sampled_from(["number", "hash", "day", "signature", "public_key"]), st.integers(0, 600))
def test_one_flipped_bit_in_a_checkpoint_shows(at: int, name: str, bit: int) -> None:
    value = getattr(POINTS[at], name)
    if name == "number":
        changed = value ^ 1 << bit % 60
    elif name == "day":
        changed = flipped(value.encode(), bit).decode(errors="replace")
    else:
        changed = flipped(value, bit)
    points = [*POINTS[:at], POINTS[at]._replace(**{name: changed}), *POINTS[at + 1 :]]
    assert Wrong.SIGNATURE in {fault.wrong for fault in look(WHOLE, points)}


def test_a_checkpoint_by_a_key_the_server_never_had_shows() -> None:
    assert vouch(follow(WHOLE, POINTS), POINTS, set()).faults == [Fault(Wrong.KEY, 5), Fault(Wrong.KEY, 12)]


def test_a_chain_may_begin_later_only_where_it_says_so_itself() -> None:
    begin = point(WHOLE[4])
    rest = WHOLE[5:]
    assert look(rest, [begin, POINTS[1]]) == [Fault(Wrong.MISSING, 1)]
    words = ("2033-11-23", "", "audit.forget", "5", "2026-11-23")
    said = Line(13, tuple(word.encode() for word in words), audit.hash_of_words(rest[-1].hash, words))
    assert look([*rest, said], [begin, POINTS[1]]) == []
    assert look([*rest, said], [POINTS[1]])
    assert look([*rest[1:], said], [begin, POINTS[1]])


db = pytest.mark.django_db(databases="__all__")
KNOWN = {signing.public_key()}


def write(count: int) -> None:
    for number in range(count):
        audit.write(AuditLine, who="rosa", verb="test.verb", subject=number, basis="ñ")


def found() -> list[Fault]:
    return examine(AuditLine, AuditCheckpoint, KNOWN).faults


@db
def test_the_rows_of_a_database_are_followed_and_counted() -> None:
    write(3)
    audit.sign_checkpoint(AuditLine, AuditCheckpoint)
    write(2)
    looked = examine(AuditLine, AuditCheckpoint, KNOWN)
    assert (looked.lines, looked.checkpoints, looked.faults) == (5, 1, [])
    assert looked.last - looked.first == 4


@db
@pytest.mark.parametrize("day", ["2026-13-40", "", "2026-11-2\udcff"])
def test_a_row_that_no_longer_reads_is_a_changed_line(day: str) -> None:
    write(3)
    second = AuditLine.objects.order_by("number")[1]
    if connections["consent"].vendor != "sqlite":
        pytest.skip("PostgreSQL takes no such day")
    with connections["consent"].cursor() as cursor:
        raw = day.encode("utf-8", "surrogateescape")
        cursor.execute("UPDATE consent_auditline SET day = CAST(%s AS TEXT) WHERE number = %s", [raw, second.number])
    assert found() == [Fault(Wrong.CHANGED, second.number)]


@db
def test_a_deleted_end_shows_by_the_number_sqlite_remembers_and_by_a_checkpoint() -> None:
    write(3)
    last = AuditLine.objects.order_by("number").last()
    audit.sign_checkpoint(AuditLine, AuditCheckpoint)
    AuditLine.objects.filter(pk=last.pk).delete()
    assert found() == [Fault(Wrong.CUT_OFF, last.number)]
    AuditCheckpoint.objects.all().delete()
    if connections["consent"].vendor == "sqlite":
        assert found() == [Fault(Wrong.CUT_OFF, last.number)]


@db
def test_a_witness_says_same_changed_missing_rewritten() -> None:
    write(4)
    audit.sign_checkpoint(AuditLine, AuditCheckpoint)
    write(2)
    audit.sign_checkpoint(AuditLine, AuditCheckpoint)
    text = audit_witness.written(audit_witness.extended({}))
    kept = audit_witness.read(text)
    assert audit_witness.written(audit_witness.extended(kept)) == text

    def verdict() -> audit_witness.Compared:
        return next(one for one in audit_witness.compare(kept) if one.database == "consent")

    first, second = (row.number for row in AuditCheckpoint.objects.order_by("number"))
    assert (verdict().verdict, verdict().number) == (Verdict.SAME, second)
    write(1)
    assert verdict().verdict is Verdict.SAME
    AuditLine.objects.filter(pk=second).update(verb="other")
    assert (verdict().verdict, verdict().number, verdict().since) == (Verdict.CHANGED, second, first)
    AuditLine.objects.filter(pk__gt=first).delete()
    assert (verdict().verdict, verdict().number) == (Verdict.MISSING, first + 1)
    for number in (first + 1, second):
        before = AuditLine.objects.get(pk=number - 1).hash
        day = dt.date(2026, 1, 1)
        digest = audit.line_hash(bytes(before), day, "", "other", "", "")
        AuditLine.objects.create(number=number, day=day, verb="other", hash=digest)
    AuditCheckpoint.objects.filter(pk=second).delete()
    assert (verdict().verdict, verdict().number, verdict().since) == (Verdict.REWRITTEN, second, first)


@db
def test_a_changed_witness_file_and_a_stranger_database_are_told_apart() -> None:
    write(2)
    audit.sign_checkpoint(AuditLine, AuditCheckpoint)
    kept = audit_witness.extended({})
    (only,) = kept["consent"]
    compared = audit_witness.compare({"consent": [only._replace(hash=bytes(32))], "elsewhere": [only]})
    said = {one.database: one.verdict for one in compared}
    assert (said["consent"], said["elsewhere"]) == (Verdict.OTHER_FILE, Verdict.NOT_HERE)
    assert not any(one.is_fault for one in compared if one.database != "consent")


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"format": "waymeet-witness-1"}', '{"format": "waymeet-witness-1", "checkpoints": [{}]}']
)
def test_what_is_no_witness_file_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        audit_witness.read(text)


@db
def test_the_oldest_lines_go_only_up_to_a_checkpoint_and_the_rest_still_holds() -> None:
    write(3)
    old = clock.today() - dt.timedelta(days=3000)
    age_everything(old)
    audit.sign_checkpoint(AuditLine, AuditCheckpoint)
    AuditCheckpoint.objects.all().update(day=old)
    last_old = AuditLine.objects.order_by("-number")[0].number
    write(2)
    assert audit_cut.due(AuditLine, old) == 3
    # a checkpoint's day is signed, so sign it as it would have been signed then
    row = AuditCheckpoint.objects.get()
    message = audit.checkpoint_message(row.number, bytes(row.hash), old.isoformat())
    AuditCheckpoint.objects.update(signature=signing.sign(message))
    assert audit_cut.cut(AuditLine, old) == 3
    assert AuditLine.objects.order_by("number")[0].number == last_old + 1
    assert found() == []
    assert audit_cut.cut(AuditLine, old) == 0


def age_everything(day: dt.date) -> None:
    before = audit.GENESIS
    for row in AuditLine.objects.order_by("number"):
        row.day, row.hash = day, audit.line_hash(before, day, row.who, row.verb, row.subject, row.basis)
        before = row.hash
        row.save()
