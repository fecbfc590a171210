"""Finds words a participant should never read about themselves, and addresses that do not belong in the code."""

import pathlib
import re
import subprocess
import sys
from collections.abc import Iterator

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from waymeet.kernel import wording  # noqa: E402

# Word -> what we say instead (GLOSSARY.md). Looked for in names, text and translations, English and Spanish.
INSTEAD = {
    r"clients?|clientes?": "participant, contact, member; for a program: browser, phone, peer",
    r"addicts?|addictions?|adict[oa]s?|adicci(?:on|ones|ón)": "person who uses drugs",
    r"abus(?:e[rsd]?|ers|ing|o|os)": "use",
    r"clean(?:ed|ing)?|limpi[oa]s?": "say what is meant: tested negative, not using, checked, emptied",
    r"dirty|suci[oa]s?": "say what is meant: used, changed",
    r"offenders?|delincuentes?": "person",
    r"(?:non-?)?complian(?:t|ce)": "say what was agreed and what happened",
    r"blacklist(?:ed)?|whitelist(?:ed)?": "refused, allowed",
    r"master|slaves?": "main, copy",
}
# Names that other people's programs gave to their things.
GIVEN = re.compile(
    r"""cleaned_data|full_clean|def\ clean\w*|\.clean\(|super\(\)\.clean|make\ clean
    |client[XYWH]\w*|getBoundingClientRect|self\.clients|clients\.(?:claim|matchAll|get)|clientsClaim|clientDataJSON|WindowClient
    |sqlite_master|client_max_body_size|skip-master|httpx\.Client|test\ client|Client\(|http\.client|django\.test""",
    re.VERBOSE,
)
TEXT = {".py", ".html", ".txt", ".po", ".ts", ".tsx", ".css", ".js", ".json", ".md", ".toml", ".yml", ".sh", ".csv", ""}
# The first file is the licence's own text; these others name the words in order to refuse or to explain them.
EXEMPT = {"LICENSE", "GLOSSARY.md", "tools/words.py", "waymeet/kernel/wording.py"}
# Where sentences stand that people read: our own list of what can be said instead is held to them too.
READ_BY_PEOPLE = (".html", ".po", "words/en.ts", "words/es.ts", "words/week-en.ts", "words/week-es.ts")
# Written in two pieces each, so that this file names no registry either.
REGISTRIES = (
    ("py", r"pi\.(?:org|io)"),
    ("python", r"hosted\."),
    (r"registry\.", "npm"),
    ("npm", r"js\."),
    (r"deb\.", r"debian\."),
    (r"debian\.org", "/debian"),
    ("crates", r"\.io"),
    ("file:", "///"),
)
ADDRESSES = re.compile("|".join(first + second for first, second in REGISTRIES))


def tracked() -> list[str]:
    """Every file that is, or would be, committed; in a copy without git, every file."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listing.returncode == 0:
        return sorted(set(listing.stdout.splitlines()))
    return sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if path.is_file())


def parts(line: str) -> str:
    """snake_case and camelCase opened into words, so that names are read as well."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", line.replace("_", " "))


def word_troubles(name: str, number: int, line: str) -> Iterator[str]:
    text = parts(GIVEN.sub(" ", line))
    for pattern, instead in INSTEAD.items():
        found = re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE)
        if found and "words: quote" not in line:
            yield f"{name}:{number}: '{found.group()}': say instead: {instead}."


def sentence_troubles(name: str, number: int, line: str) -> Iterator[str]:
    """The stigma list (kernel.wording) over templates, translations and the phone's words."""
    if "words: quote" in line:
        return
    for hint in wording.hints(GIVEN.sub(" ", line), quotations=False):
        yield f"{name}:{number}: '{hint.word}': say instead: {hint.instead_en}."


def troubles_in(name: str) -> Iterator[str]:
    path = ROOT / name
    if path.suffix not in TEXT or not path.is_file() or name in EXEMPT:
        return
    ours = name.startswith(("waymeet/", "field/src/", "field/index", "docs/")) or name.endswith(".md")
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if ADDRESSES.search(line):
            yield f"{name}:{number}: an address of a package registry or of this machine does not belong here."
        if ours and path.suffix != ".csv":
            yield from word_troubles(name, number, line)
            if name.endswith(READ_BY_PEOPLE):
                yield from sentence_troubles(name, number, line)


def main() -> int:
    troubles = [trouble for name in tracked() for trouble in troubles_in(name)]
    print("\n".join(troubles))
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
