"""What agreement and disagreement weigh, in bits: one comparison a kind of thing we hold, written for splink.

The weights were chosen on made sets (see decision 0026) and do not change with the data: a group of 300 has too few
pairs to learn from. How rare a name is comes from the rows themselves.
"""

from typing import Any

from splink import SettingsCreator, block_on
from splink import comparison_level_library as levels
from splink import comparison_library as comparisons
from splink.backends.duckdb import DuckDBAPI as DuckDBAPI  # noqa: PLC0414 - named here for those who score

LIKELY = 0.93  # how alike two spellings of a word must be (Jaro-Winkler) to be one word with a slip
NEAR = 0.86

LIKE_FIRST = f"jaro_winkler_similarity(first_l, first_r) >= {NEAR}"
LIKE_LAST = f"jaro_winkler_similarity(last_l, last_r) >= {NEAR}"
SLIP = f"not (known_l and known_r) and {LIKE_FIRST}"
SHORT = "list_has_any(forms_l, forms_r)"
INITIAL = "(len(first_l) = 1 or len(first_r) = 1) and left(first_l, 1) = left(first_r, 1)"
RARE = "greatest(luck_l, luck_r) <= 0.1"  # so many namesakes by chance
FEW = "greatest(luck_l, luck_r) <= 0.3"
ONLY = "greatest(luck_l, luck_r) <= 0.02"
USUAL = "greatest(luck_l, luck_r) <= 1.5"
SHARED = "len(list_intersect(bag_l, bag_r))"
OVERLAP = "len(list_intersect(bag_l, bag_r)) / least(len(bag_l), len(bag_r))"

SAME_NAME = "first_l = first_r and last_l = last_r"
CROSSED = f"jaro_winkler_similarity(first_l, last_r) >= {NEAR} and jaro_winkler_similarity(last_l, first_r) >= {NEAR}"
ONE_WORD = "(last_l is null or last_r is null)"

# What was found, in SQL, and what it weighs. The first that holds counts.
NAMES = (
    ("nameless", "first_l is null or first_r is null", -9.0),
    ("same_only", f"{SAME_NAME} and {ONLY}", 9.0),
    ("same_rare", f"{SAME_NAME} and {RARE}", 7.0),
    ("same_usual", f"{SAME_NAME} and {USUAL}", 4.0),
    ("same", SAME_NAME, 3.0),
    ("swapped_only", f"first_l = last_r and last_l = first_r and {ONLY}", 7.0),
    ("swapped_rare", f"first_l = last_r and last_l = first_r and {FEW}", 6.5),
    ("swapped", "first_l = last_r and last_l = first_r", 3.5),
    ("short_only", f"{SHORT} and last_l = last_r and {ONLY}", 7.0),
    ("short_rare", f"{SHORT} and last_l = last_r and {RARE}", 5.5),
    ("short", f"{SHORT} and last_l = last_r", 2.5),
    ("slip_only", f"last_l = last_r and {SLIP} and {ONLY}", 7.0),
    ("slip_rare", f"last_l = last_r and {SLIP} and {RARE}", 6.5),
    ("slip", f"last_l = last_r and {SLIP}", 2.5),
    ("slip_last_only", f"{SHORT} and {LIKE_LAST} and {ONLY}", 4.0),
    ("slip_last", f"{SHORT} and {LIKE_LAST}", 2.5),
    ("slips", f"{SLIP} and {LIKE_LAST}", 1.5),
    ("slip_swapped", CROSSED, 2.5),
    ("initial", f"last_l = last_r and {INITIAL}", 1.5),
    ("half", f"{ONE_WORD} and {SHORT}", 0.0),
    ("half_last", f"{ONE_WORD} and (first_l = last_r or last_l = first_r)", -6.0),
    ("other_last", SHORT, -3.0),
    ("other_first", f"last_l = last_r or {LIKE_LAST}", -14.0),
)
PHONES = (("phone", "list_has_any(phones_l, phones_r)", 7.0),)
EMAILS = (("email", "list_has_any(emails_l, emails_r)", 9.0),)
PLACES = (
    ("tower", "lives_l = lives_r and tower_l", 1.0),
    ("whole", f"number_l = number_r and {SHARED} >= 4 and {OVERLAP} >= 0.7", 8.0),
    ("address", "number_l = number_r and street_l = street_r", 6.0),
    ("written", f"{OVERLAP} >= 0.75 and {SHARED} >= 3", 5.0),
    ("nearly", f"jaro_winkler_similarity(lives_l, lives_r) >= {NEAR} and number_l = number_r", 4.5),
    ("road", "street_l = street_r and zip_l = zip_r", 2.5),
    ("street", "street_l = street_r", 1.0),
    ("alike", f"jaro_winkler_similarity(lives_l, lives_r) >= {NEAR} and {OVERLAP} >= 0.3", 1.5),
)
AGES = (("same_age", "age_l = age_r", 1.0), ("other_age", "age_l is not null and age_r is not null", -40.0))

# name -> (nothing to compare, levels, weight of the rest)
KINDS = {
    "name": ("false", NAMES, -14.0),
    "phone": ("n_phones_l is null or n_phones_r is null", PHONES, -1.0),
    "email": ("n_emails_l is null or n_emails_r is null", EMAILS, -0.5),
    "place": ("lives_l is null or lives_r is null", PLACES, -2.0),
    "age": ("age_l is null and age_r is null", AGES, -20.0),
}
THRESHOLD = 6.5  # bits: chosen on the tuning seeds
SURE = 7.5  # two that are so surely a third are one
AGAINST = -25.0  # unless so much speaks against it
OTHERS = ("nameless", "half_last", "other_first")  # or one of these does: a relative's row may look like both


# Of a town without households (FEBRL's), where an address is one person's: for measuring only, see decision 0026.
ALONE = {
    "nameless": 0.0,
    "same_rare": 9.0,
    "slip_last_only": 5.0,
    "half_last": 0.0,
    "other_last": 0.0,
    "other_first": 0.0,
    "whole": 10.0,
    "address": 8.0,
    "nearly": 9.0,
    "written": 9.0,
    "road": 6.5,
    "street": 4.0,
    "alike": 6.0,
}


def settings(*, households: bool = True) -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_comparison(name, *said, alone=not households) for name, said in KINDS.items()],
        blocking_rules_to_generate_predictions=[block_on("unique_id")],  # never used: the pairs are ours
        probability_two_random_records_match=0.5,  # all weight lies in what is compared
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=False,
    )


def _comparison(
    name: str, null: str, found: tuple[tuple[str, str, float], ...], rest: float, *, alone: bool
) -> comparisons.CustomComparison:
    rest = {"name": -2.0, "place": -2.5}.get(name, rest) if alone else rest
    made = [levels.CustomLevel(null, f"no {name}").configure(is_null_level=True)]
    made += [
        _weighing(levels.CustomLevel(sql, code), ALONE.get(code, bits) if alone else bits) for code, sql, bits in found
    ]
    return comparisons.CustomComparison(
        output_column_name=name, comparison_levels=[*made, _weighing(levels.ElseLevel(), rest)]
    )


def _weighing(level: Any, bits: float) -> Any:
    """Splink weighs log2(m / u)."""
    m = 0.9 if bits >= 0 else 0.9 * 2.0**bits
    return level.configure(m_probability=m, u_probability=m / 2.0**bits)


def gamma_of(kind: str, code: str) -> int:
    codes = [one for one, _sql, _bits in KINDS[kind][1]]
    return len(codes) - codes.index(code)


def code_of(kind: str, gamma: int) -> str:
    """What a level of splink's answer stands for: the highest number is the first of the list."""
    codes = [code for code, _sql, _bits in KINDS[kind][1]]
    return "" if gamma < 1 else codes[len(codes) - gamma]
