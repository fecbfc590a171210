"""Changes the pure hearts ([tool.mutmut] in pyproject.toml) one place at a time and asks whether their tests notice.

It works on a copy, so that a changed line never stands where somebody works. Of some modules only:
`tools/mutation.py consent.gate kernel.policy`.
"""

import collections
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
MUTMUT = str(pathlib.Path(sys.executable).parent / "mutmut")
COPIED = ("waymeet", "tests", "pyproject.toml")
LEFT = shutil.ignore_patterns("__pycache__", "field_build", ".output")
# What is left is mostly a change that changes nothing, such as a bound a library asks for anyway.
FLOOR = 0.9
FLOOR_OF_EACH = 0.85
NOTICED = {"killed", "timeout"}
NOT_TRIED = {"skipped", "not checked"}


def mutmut(folder: pathlib.Path, *arguments: str) -> str:
    command = [MUTMUT, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout[-4000:], done.stderr[-4000:])
        raise SystemExit(f"mutation: `mutmut {arguments[0]}` itself failed")
    return done.stdout


def fates(folder: pathlib.Path) -> dict[str, str]:
    """What became of each change that was tried, by the tool's name of it."""
    rows = [
        line.strip().split(": ") for line in mutmut(folder, "results", "--all", "true").splitlines() if ": " in line
    ]
    return {name: fate for name, fate in rows if fate not in NOT_TRIED}


def module(name: str) -> str:
    return name.rpartition(".")[0].removeprefix("waymeet.")


def try_all(folder: pathlib.Path, modules: list[str]) -> int:
    mutmut(folder, "run", "--max-children", "2", *(f"waymeet.{name}.*" for name in modules))
    came_of = fates(folder)
    unnoticed = [name for name, fate in came_of.items() if fate not in NOTICED]
    for name in unnoticed:
        print(name, mutmut(folder, "show", name), sep="\n")
    tried, missed = collections.Counter(map(module, came_of)), collections.Counter(map(module, unnoticed))
    share = {name: 1 - missed[name] / count for name, count in tried.items()}
    scores = ", ".join(f"{name} {share[name]:.0%} of {tried[name]}" for name in sorted(share))
    print(f"mutation: {len(came_of) - len(unnoticed)} of {len(came_of)} changes noticed: {scores}")
    enough = came_of and len(unnoticed) <= (1 - FLOOR) * len(came_of) and min(share.values()) >= FLOOR_OF_EACH
    return 0 if enough else 1


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="waymeet-mutation-") as made:
        folder = pathlib.Path(made)
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=LEFT)
            else:
                shutil.copy2(source, folder / name)
        return try_all(folder, sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
