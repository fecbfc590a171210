"""Keeps files and functions small enough to read in one sitting, and asks each module to say what it is."""

import ast
import os
import pathlib
import sys
from collections.abc import Iterator

ROOT = pathlib.Path(__file__).resolve().parents[1]
FILE_LINES, FUNCTION_LINES = 400, 50  # hard; aim for 250 and 25
PYTHON = ("waymeet", "tools", "tests", "bench")
NOT_OURS = {"migrations", "node_modules", ".venv", "__pycache__"}
PHONE = ("*.ts", "*.tsx", "*.css")


def python_files() -> Iterator[pathlib.Path]:
    for folder in PYTHON:
        for place, folders, names in os.walk(ROOT / folder):
            folders[:] = sorted(name for name in folders if name not in NOT_OURS)
            yield from (pathlib.Path(place) / name for name in sorted(names) if name.endswith(".py"))


def phone_files() -> Iterator[pathlib.Path]:
    for pattern in PHONE:
        yield from sorted((ROOT / "field" / "src").rglob(pattern))


def too_long(path: pathlib.Path) -> Iterator[str]:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    if lines > FILE_LINES:
        yield f"{path.relative_to(ROOT)}: {lines} lines, at most {FILE_LINES}. Split it by what it is about."


def troubles_in_python(path: pathlib.Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    name = path.relative_to(ROOT)
    if tree.body and not ast.get_docstring(tree):
        yield f"{name}: say in one plain sentence at the top what this module is."
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{name}:{node.lineno}: {node.name} has {length} lines, at most {FUNCTION_LINES}."


def main() -> int:
    troubles = [trouble for path in python_files() for trouble in (*too_long(path), *troubles_in_python(path))]
    troubles += [trouble for path in phone_files() for trouble in too_long(path)]
    print("\n".join(troubles))
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
