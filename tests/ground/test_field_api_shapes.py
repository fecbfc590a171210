"""Whatever shape a phone, or a stranger, sends to the field API: an answer with a sentence, never a broken server."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.server import Server

pytestmark = pytest.mark.deep


@pytest.mark.parametrize("half", ["organizing", "care"])
def test_no_shape_breaks_a_half_of_the_field_api(server: Server, tmp_path: Path, half: str):
    server.start()
    command = [str(Path(sys.executable).parent / "schemathesis"), "run"]
    command += [f"{server.address}/field/{half}/openapi.json", "--checks", "not_a_server_error"]
    command += ["--phases", "examples,coverage,fuzzing", "--max-examples", "60", "--no-color"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=1200, check=False)
    assert done.returncode == 0, done.stdout[-6000:]
    assert "Test cases" in done.stdout, done.stdout
    assert "Traceback" not in server.log()
