"""What is released lies in a folder that does not change, and says so when somebody changes it."""

import csv
import io
import json
import os
import stat
from pathlib import Path

import msgspec
import pytest

from tests.builders import Worker
from tests.reports.release.conftest import approved, proposed
from tests.reports.release.conftest import published as published_release
from tests.reports.release.made import ONE, TWO, contents, put_out
from waymeet.accounts import server_keys
from waymeet.accounts.models import ServerKey
from waymeet.kernel.errors import Conflict
from waymeet.reports.disclosure.table import Cell
from waymeet.reports.release import files, published, queries, services
from waymeet.reports.release.contents import edition_of
from waymeet.reports.release.models import Release


def test_a_folder_is_written_whole_and_read_only(tmp_path: Path):
    put_out(tmp_path)
    folder = tmp_path / str(ONE)
    names = {"release.json", "table.csv", "chart.en.svg", "chart.es.svg"}
    assert {path.name for path in folder.iterdir()} == names
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o444}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o555
    assert {path.name for path in tmp_path.iterdir()} == {str(ONE), "index.json"}


def test_what_is_read_is_what_was_put_out(tmp_path: Path):
    made = put_out(tmp_path)
    assert msgspec.structs.replace(published.read(tmp_path / str(ONE)), files={}) == made


@pytest.mark.parametrize("name", ["release.json", "table.csv", "chart.en.svg", "chart.es.svg"])
def test_one_byte_changed_in_any_file_is_noticed(tmp_path: Path, name: str):
    put_out(tmp_path)
    path = tmp_path / str(ONE) / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)
    with pytest.raises(published.NotAsReleased):
        published.read(tmp_path / str(ONE))


def test_a_folder_under_another_name_or_with_a_file_missing_is_noticed(tmp_path: Path):
    put_out(tmp_path)
    folder = tmp_path / str(ONE)
    folder.chmod(0o755)
    folder.rename(tmp_path / str(TWO))
    with pytest.raises(published.NotAsReleased):
        published.read(tmp_path / str(TWO))
    (tmp_path / str(TWO)).rename(folder)
    (folder / "table.csv").unlink()
    with pytest.raises(published.NotAsReleased):
        published.read(folder)


def test_numbers_changed_and_not_signed_again_are_noticed(tmp_path: Path):
    put_out(tmp_path)
    path = tmp_path / str(ONE) / "release.json"
    path.chmod(0o644)
    path.write_text(path.read_text().replace("1272", "1273"))
    with pytest.raises(published.NotAsReleased):
        published.read(tmp_path / str(ONE))


def test_putting_it_out_again_changes_nothing(tmp_path: Path):
    """A server that stopped between writing the folder and remembering it finds its own folder."""
    put_out(tmp_path)
    before = {path: path.read_bytes() for path in (tmp_path / str(ONE)).iterdir()}
    put_out(tmp_path)
    assert {path: path.read_bytes() for path in (tmp_path / str(ONE)).iterdir()} == before


def test_another_table_never_takes_the_place_of_a_released_one(tmp_path: Path):
    put_out(tmp_path)
    with pytest.raises(published.NotAsReleased):
        put_out(tmp_path, contents(total=None))


def test_a_folder_that_could_not_be_finished_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    made = contents()
    whole = files.made_files(made)

    def disk_full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", disk_full)
    with pytest.raises(OSError, match="No space"):
        files.put_out(tmp_path, made, whole)
    assert list(tmp_path.iterdir()) == []


def test_the_index_lists_the_newest_first_and_leaves_out_what_is_not_sound(tmp_path: Path):
    put_out(tmp_path)
    put_out(tmp_path, contents(TWO, number=2))
    assert [line.id for line in published.read_index(tmp_path)] == [TWO, ONE]
    path = tmp_path / str(ONE) / "table.csv"
    path.chmod(0o644)
    path.write_text("other")
    files.rebuild_index(tmp_path)
    assert [line.id for line in published.read_index(tmp_path)] == [TWO]


def test_the_csv_holds_every_printed_number_and_no_hidden_one(tmp_path: Path):
    rows = list(csv.DictReader(io.StringIO(files.table_csv(contents()))))
    assert len(rows) == 6 * 4
    found = {(row["area"], row["month"]): (row["count"], row["status"]) for row in rows}
    assert found["Arbor Hill", "2026-08"] == ("", "hidden")
    assert found["Center Square / Hudson Park", "2026-09"] == ("1272", "shown")
    assert found["Whitehall", "all months"] == ("0", "shown")
    assert found["all areas", "all months"] == ("1550", "shown")


def test_an_area_that_looks_like_a_formula_does_not_run_in_a_spreadsheet():
    made = msgspec.structs.replace(contents(), areas=[published.AreaRow(1, "=1+1", [1, 2, 3], 6)])
    assert "'=1+1" in files.table_csv(made)


def test_the_charts_speak_their_language_and_ask_nobody(tmp_path: Path):
    made = files.made_files(contents())
    english, spanish = made["chart.en.svg"].decode(), made["chart.es.svg"].decode()
    assert "August 2026" in english
    assert "hidden" in english
    assert "agosto de 2026" in spanish
    assert "oculto" in spanish
    for drawn in (english, spanish):
        assert "<script" not in drawn
        assert drawn.count("http") == drawn.count("http://www.w3.org/")


@pytest.mark.django_db(databases=["default", "care"])
@pytest.mark.usefixtures("autumn")
class TestFromARealRelease:
    """The files of a release that went the whole way."""

    def test_no_hidden_number_is_in_any_file(self, dee: Worker, reviewers: tuple[Worker, Worker], released: Path):
        release = published_release(dee.person, reviewers)
        edition = edition_of(release)
        made = published.read(released / str(release.id))
        told = {Cell(area.number, m): c for area in made.areas for m, c in zip(made.months, area.counts, strict=True)}
        for cell in edition.table.inner():
            assert told[cell] == (None if cell in edition.hidden else edition.table.value(cell))
        assert {c for c in told if told[c] is None} == {c for c in edition.hidden if None not in c}

    def test_no_name_of_a_worker_is_in_any_file(self, dee: Worker, reviewers: tuple[Worker, Worker], released: Path):
        release = published_release(dee.person, reviewers)
        for path in (released / str(release.id)).iterdir():
            text = path.read_text().lower()
            for one in (dee, *reviewers):
                assert one.person.name not in text.split()
                assert str(one.person.id) not in text

    def test_the_hash_and_the_key_are_on_record(self, dee: Worker, reviewers: tuple[Worker, Worker], released: Path):
        server_keys._known.cache_clear()  # another test's database knew the key
        release = published_release(dee.person, reviewers)
        path = released / str(release.id) / "release.json"
        assert release.folder_hash == published.digest(path)
        _raw, signature = published.opened(path.read_bytes())
        assert signature.key in {published._text(bytes(key.public_key)) for key in ServerKey.objects.all()}

    def test_the_desk_sees_when_a_file_was_exchanged(
        self, dee: Worker, reviewers: tuple[Worker, Worker], released: Path
    ):
        """Exchanged and signed again with some key: only the hash on record tells."""
        release = published_release(dee.person, reviewers)
        assert queries.one_release(release.id).files_are_sound is True
        folder = released / str(release.id)
        path = folder / "release.json"
        other = msgspec.structs.replace(published.read(folder), total=99)
        path.chmod(0o644)
        path.write_bytes(published.sign(other))
        assert published.read(folder).total == 99
        assert queries.one_release(release.id).files_are_sound is False

    def test_withdrawing_adds_a_notice_and_touches_nothing(
        self, dee: Worker, reviewers: tuple[Worker, Worker], released: Path
    ):
        release = published_release(dee.person, reviewers)
        before = {path: path.read_bytes() for path in (released / str(release.id)).iterdir()}
        services.withdraw(release_id=release.id, because="wrong_count", by=reviewers[0].person)
        assert {path: path.read_bytes() for path in (released / str(release.id)).iterdir()} == before
        notice = published.read_notice(released, release.id)
        assert notice is not None
        assert (notice.because.es, notice.keeps_numbers) == ("Un número estaba mal.", True)
        assert published.read_index(released)[0].withdrawn_on == notice.withdrawn_on

    def test_publishing_goes_on_after_a_stop_between_folder_and_database(
        self, dee: Worker, reviewers: tuple[Worker, Worker], released: Path, monkeypatch: pytest.MonkeyPatch
    ):
        release = approved(proposed(dee.person), reviewers)

        def power_cut(*_: object) -> Release:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(services, "_move", power_cut)
            with pytest.raises(KeyboardInterrupt):
                services.publish(release_id=release.id, by=dee.person)
        folder_hash = published.digest(released / str(release.id) / "release.json")
        assert Release.objects.get().state == "approved"
        assert services.publish(release_id=release.id, by=dee.person).folder_hash == folder_hash

    def test_a_foreign_folder_in_its_place_is_refused_with_a_sentence(
        self, dee: Worker, reviewers: tuple[Worker, Worker], released: Path
    ):
        release = approved(proposed(dee.person), reviewers)
        put_out(released, contents(release.id))
        with pytest.raises(Conflict):
            services.publish(release_id=release.id, by=dee.person)
        assert Release.objects.get().number is None


def test_release_json_can_be_read_by_a_person(tmp_path: Path):
    put_out(tmp_path)
    text = (tmp_path / str(ONE) / "release.json").read_text()
    assert len(text.splitlines()) > 100
    assert json.loads(text)["contents"]["sentence"]["es"].startswith("Kits de naloxona")
