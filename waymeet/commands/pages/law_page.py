"""The law as testable rules: each in words, with the tests that hold it, or why software does not."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import waymeet

TESTS = Path(waymeet.__file__).resolve().parents[1] / "tests"
NAMED = re.compile(r"def (test_\w*law_R\d\d\w*)\(|id=\"(law_R\d\d\w*)\"")
NUMBER = re.compile(r"R\d\d")


@dataclass(frozen=True)
class Rule:
    """`why` says what software cannot hold of it, or what is not built; `unsure` that no lawyer has confirmed it."""

    law: str
    words: str
    why: str = ""
    unsure: bool = False


PART_2, NY, LEAD = "42 CFR Part 2", "New York", "LEAD"
RULES: dict[str, Rule] = {
    "R01": Rule(PART_2, "A consent that lacks one of its elements is no consent."),
    "R02": Rule(
        PART_2,
        "Through an intermediary only with its members named.",
        "Nothing is sent: a sheet naming it and its members is printed. Whether a coalition is one is counsel's word.",
    ),
    "R03": Rule(PART_2, "Legal proceedings and counselling notes are documents of their own."),
    "R04": Rule(PART_2, "An expired, incomplete or revoked consent discloses nothing.", unsure=True),
    "R05": Rule(PART_2, "Taking back works at once, whole or in part, over anything that comes late."),
    "R06": Rule(PART_2, "Every disclosure carries the notice and the scope of the consent."),
    "R07": Rule(PART_2, "Only the classes the consent names."),
    "R08": Rule(PART_2, "Neither confirm nor deny that anybody is known.", unsure=True),
    "R09": Rule(
        PART_2,
        "An accounting of what was disclosed, for three years, on request.",
        "A network's own list of whom it told, due in thirty days, is the network's to keep.",
    ),
    "R10": Rule(
        PART_2,
        "Nothing for a proceeding without consent for it, or both an order under Subpart E and a subpoena.",
        "Whether a paper is such an order is read by counsel; the form asks counsel's name and word.",
    ),
    "R11": Rule(PART_2, "No consent that cannot be taken back."),
    "R12": Rule(
        PART_2,
        "A medical emergency may be told without consent, and is written down at once.",
        "Not built, and no path exists: nobody opens another team's record here. In an emergency a worker of the team "
        "speaks, and writes it down.",
        unsure=True,
    ),
    "R13": Rule(
        PART_2,
        "Breach notification, security policies, and what happens to records when a program closes.",
        "The drill and the erasure are tested; policies, and giving records to whoever takes over, are the program's.",
        unsure=True,
    ),
    "R14": Rule(PART_2, "To public health only what identifies nobody.", unsure=True),
    "R15": Rule(
        "HIPAA",
        "De-identified means the 18 identifiers are gone (Safe Harbor).",
        "No row about a person leaves, so nothing has to be stripped. Published counts name months and areas of at "
        "least 500 doors; we do not call them Safe Harbor.",
        unsure=True,
    ),
    "R16": Rule("VAWA, FVPSA, VOCA", "No victim's identity leaves, however encoded, encrypted or hashed."),
    "R17": Rule("VAWA, FVPSA, VOCA", "A release is informed, written, for a time; no service depends on it."),
    "R18": Rule("HMIS", "Funders and auditors get sums; a victim service provider is in no shared database."),
    "R19": Rule(
        "28 CFR 22",
        "Research data of OJP and BJA are immune from process; transfers are agreed and logged.",
        "No research copy exists to be flagged: data leave only as released counts. A privacy certificate is a paper.",
    ),
    "R20": Rule(
        "42 USC 241(d)",
        "A certificate of confidentiality forbids disclosure in any proceeding.",
        "The certificate is the researcher's. What R10 refuses, this refuses as well.",
        unsure=True,
    ),
    "R21": Rule(
        NY,
        "HIV has a release of its own, its own statement, and a written one within ten days (PHL 27-F).",
        "The sheet that is handed over carries it. What is said aloud is not known here; nothing counts its ten days.",
    ),
    "R22": Rule(
        NY,
        "About HIV a court decides under PHL 2785 only; a subpoena is refused.",
        "Sealed papers, a hearing in chambers and the name left out are the court's and counsel's to see to.",
    ),
    "R23": Rule(
        NY,
        "After a breach, notice within thirty days (SHIELD, GBL 899-aa).",
        "The drill says which classes were readable and counts the days; sending the letters is people's work.",
    ),
    "R24": Rule(
        NY,
        "Sealed arrests and convictions vanish (CPL 160.50 to 160.59).",
        "A charge stands in one table, without a person, and the day on which the law seals it beside it.",
    ),
    "R25": Rule(NY, "Syringe access uses codes and no names (10 NYCRR 80.135)."),
    "R26": Rule(
        NY,
        "People may see their own record (PHL 18, MHL 33.13).",
        "The receipt shows consents and the accounting. A copy of a whole file is printed by its team.",
        unsure=True,
    ),
    "R27": Rule(
        LEAD,
        "Nothing a case manager shares makes somebody worse off: words of a closed list, never free text.",
        "An officer sends closed answers and is answered with one of six words; every address is asked as an officer.",
    ),
    "R28": Rule(LEAD, "Consent is for each recipient, class and purpose, can be taken back, in one's own language."),
    "R29": Rule("all of them", "No consent is implied."),
    "R30": Rule("all of them", "The words agreed to are kept by their hash, and there is a receipt."),
    "R31": Rule(
        "all of them",
        "An organizer can never learn whether a contact is a participant.",
        "See tests/wall/noninterference, too.",
    ),
    "R32": Rule("this page", "Each rule has a test, or says why it has none."),
}
INTRODUCTION = """# The law, rule by rule

What federal and New York law ask of a group like ours, as rules that can be tested, and what holds each. This is how
*we* read the law; it is no legal advice. **(?)** marks what no lawyer has confirmed to us.

All care and diversion records are treated as records under 42 CFR Part 2, whether or not the program is one.

| rule | law | in words | held by | what software cannot hold, or does not yet |
|---|---|---|---|---|
"""


def by_rule(folder: Path = TESTS) -> dict[str, list[tuple[str, str]]]:
    """(file, name of the test) by rule, found by name and without running anything."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(folder.rglob("test_*.py")):
        for one, other in NAMED.findall(path.read_text(encoding="utf-8")):
            name = one or other
            for number in NUMBER.findall(name):
                found.setdefault(number, []).append((path.relative_to(folder).as_posix(), name))
    return found


def lacking(found: Mapping[str, list[tuple[str, str]]]) -> list[str]:
    """Rules with neither a test nor a reason, and tests of rules that are not here."""
    bare = {number for number, rule in RULES.items() if not found.get(number) and not rule.why}
    return sorted(bare | {*found} - {*RULES})


def page() -> str:
    found = by_rule()
    return INTRODUCTION + "\n".join(_line(number, rule, found.get(number, [])) for number, rule in RULES.items())


def _line(number: str, rule: Rule, tests: list[tuple[str, str]]) -> str:
    held = "<br>".join(f"`{path}` {_words(name)}" for path, name in tests) or ("" if rule.why else "**nothing yet**")
    return f"| {number} | {rule.law} | {rule.words}{' **(?)**' if rule.unsure else ''} | {held} | {rule.why} |"


def _words(name: str) -> str:
    return " ".join(part for part in name.removeprefix("test_").split("_") if not re.fullmatch(r"law|R\d\d", part))
