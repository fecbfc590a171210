"""Pins every requirement by version and hash for Python 3.11 and newer, without index addresses."""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
GROUPS = ("dev", "deep")
OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--no-annotate",
    "--quiet",
    "--upgrade",
)


def lock(name: str, *more: str) -> None:
    """Write requirements/<name>.txt."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "-o", f"requirements/{name}.txt"]
    subprocess.run([*command, *OPTIONS, *more], cwd=ROOT, check=True)
    print(f"wrote requirements/{name}.txt")


def main() -> None:
    lock("run")
    below = "run"
    for group in GROUPS:
        lock(group, "--group", group, "--constraint", f"requirements/{below}.txt")
        below = group


if __name__ == "__main__":
    main()
