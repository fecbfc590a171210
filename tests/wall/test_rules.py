"""Rules are decisions in plain Python: they look nothing up and send nothing."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Rules may say a sentence in somebody's language; that is all they may have of Django.
ALLOWED = {"django.utils.translation"}
RULES = sorted({*ROOT.glob("waymeet/**/rules.py"), *ROOT.glob("waymeet/**/rules/*.py")})


def imported(path: Path) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, name.name) for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append((node.lineno, node.module or ""))
    return found


def test_there_are_rules():
    assert RULES


@pytest.mark.parametrize("path", RULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_rule_imports_no_database_and_no_request(path):
    for line, module in imported(path):
        plain = module.split(".")[0] not in ("django", "ninja") or module in ALLOWED
        assert plain, f"{path.relative_to(ROOT)}:{line}: a rule imports {module}; rules are plain Python"
        ours = module.startswith("waymeet.") and module.split(".")[-1] in ("models", "queries", "services", "views")
        assert not ours, f"{path.relative_to(ROOT)}:{line}: a rule imports {module}; rules come first"
