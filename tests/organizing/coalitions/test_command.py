"""`waymeet officials`: from a terminal, a folder or an archive, twice the same."""

from pathlib import Path

from tests.organizing.coalitions.conftest import SAMPLE
from tests.organizing.coalitions.test_open_states import archives
from tests.server import Server


def test_officials_come_in_from_a_folder_and_again_from_an_archive(tmp_path: Path):
    server = Server(tmp_path / "data")
    said = server.waymeet("officials", str(SAMPLE)).stdout
    assert "4 new, 0 changed, 0 as they were." in said
    archive = tmp_path / "ny.zip"
    archive.write_bytes(archives()["ny.zip"])
    assert "0 new, 0 changed, 4 as they were." in server.waymeet("officials", str(archive)).stdout
