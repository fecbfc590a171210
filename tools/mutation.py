"""Changes the pure hearts ([tool.mutmut] in pyproject.toml) one place at a time and asks whether their tests notice.

It works on a copy, so that a changed line never stands where somebody works.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
MUTMUT = str(pathlib.Path(sys.executable).parent / "mutmut")
COPIED = ("waymeet", "tests", "pyproject.toml")
LEFT = shutil.ignore_patterns("__pycache__", "field_build", ".output")
FLOOR = 0.9  # the rest are mostly changes that change nothing, such as a bound a library asks for anyway


def mutmut(folder: pathlib.Path, *arguments: str) -> str:
    command = [MUTMUT, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout[-4000:], done.stderr[-4000:])
        raise SystemExit(f"mutation: `mutmut {arguments[0]}` itself failed")
    return done.stdout


def survivors(folder: pathlib.Path) -> list[str]:
    """Names of the changes that no test noticed, without the tool's own prefixes."""
    rows = [line.strip().split(": ") for line in mutmut(folder, "results").splitlines() if ": " in line]
    return [name for name, fate in rows if fate not in {"killed", "timeout"}]


def try_all(folder: pathlib.Path) -> int:
    mutmut(folder, "run", "--max-children", "2")
    mutmut(folder, "export-cicd-stats")
    told = json.loads((folder / "mutants/mutmut-cicd-stats.json").read_text())
    noticed, tried = told["killed"] + told["timeout"], told["total"] - told["skipped"]
    unnoticed = survivors(folder)
    for name in unnoticed:
        print(name, mutmut(folder, "show", name), sep="\n")
    named = ", ".join(f"`{name.removeprefix('waymeet.')}`" for name in unnoticed) or "none"
    print(f"mutation: {noticed} of {tried} changes noticed; not noticed: {named}")
    return 0 if tried and noticed >= FLOOR * tried else 1


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="waymeet-mutation-") as made:
        folder = pathlib.Path(made)
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=LEFT)
            else:
                shutil.copy2(source, folder / name)
        return try_all(folder)


if __name__ == "__main__":
    sys.exit(main())
