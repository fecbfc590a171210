"""What agreement and disagreement weigh, in bits: one comparison a kind of thing we hold, written for splink.

The weights were chosen on made sets (see decision 0026) and do not change with the data: a group of 300 has too few
pairs to learn from. How rare a name is comes from the rows themselves.
"""

from typing import Any

from splink import SettingsCreator, block_on
from splink import comparison_level_library as levels
from splink import comparison_library as comparisons
from splink.backends.duckdb import DuckDBAPI as DuckDBAPI  # noqa: PLC0414 - named here for those who score

NEAR = 0.86  # how alike two spellings must be (Jaro-Winkler) to be one word written otherwise

LIKE_FIRST = f"jaro_winkler_similarity(first_l, first_r) >= {NEAR}"
LIKE_LAST = f"jaro_winkler_similarity(last_l, last_r) >= {NEAR}"
SLIP = f"not (known_l and known_r) and {LIKE_FIRST}"
FIRST_SLIP = "damerau_levenshtein(first_l, first_r) = 1"  # one letter more, less, other or exchanged
LAST_SLIP = "damerau_levenshtein(last_l, last_r) = 1"
SHORT = "list_has_any(forms_l, forms_r)"
INITIAL = "(len(first_l) = 1 or len(first_r) = 1) and left(first_l, 1) = left(first_r, 1)"
LIKE_PLACE = f"jaro_winkler_similarity(lives_l, lives_r) >= {NEAR}"
LIKE_NUMBER = "(number_l is null or number_r is null or damerau_levenshtein(number_l, number_r) <= 1)"
SHARED = "len(list_intersect(bag_l, bag_r))"
OVERLAP = "len(list_intersect(bag_l, bag_r)) / least(len(bag_l), len(bag_r))"

SAME_NAME = "first_l = first_r and last_l = last_r"
CROSSED = f"jaro_winkler_similarity(first_l, last_r) >= {NEAR} and jaro_winkler_similarity(last_l, first_r) >= {NEAR}"
ONE_WORD = "(last_l is null or last_r is null)"

# What was found, in SQL, and what it weighs. The first that holds counts.
NAMES = (
    ("nameless", "first_l is null or first_r is null", -26.0),
    ("same", SAME_NAME, 4.1),
    ("swapped", "first_l = last_r and last_l = first_r", 2.4),
    ("short", f"{SHORT} and last_l = last_r", -0.1),
    ("slip", f"last_l = last_r and {SLIP} and {FIRST_SLIP}", 2.1),
    ("like", f"last_l = last_r and {SLIP}", -4.1),
    ("slip_last", f"{SHORT} and {LIKE_LAST} and {LAST_SLIP}", -2.1),
    ("like_last", f"{SHORT} and {LIKE_LAST}", -11.7),
    ("slips", f"{SLIP} and {LIKE_LAST}", -7.8),
    ("slip_swapped", CROSSED, -6.5),
    ("initial", f"last_l = last_r and {INITIAL}", -4.1),
    ("half", f"{ONE_WORD} and {SHORT}", -4.6),
    ("half_last", f"{ONE_WORD} and (first_l = last_r or last_l = first_r)", -22.0),
    ("other_last", SHORT, -12.7),
    ("other_first", f"last_l = last_r or {LIKE_LAST}", -28.0),
)
PHONES = (("phone", "list_has_any(phones_l, phones_r)", 8.6),)
EMAILS = (("email", "list_has_any(emails_l, emails_r)", 11.6),)
PLACES = (
    ("tower", "lives_l = lives_r and tower_l", 1.4),
    ("whole", f"number_l = number_r and {SHARED} >= 4 and {OVERLAP} >= 0.7", 6.7),
    ("address", "number_l = number_r and street_l = street_r", 9.0),
    ("mistyped", f"{LIKE_PLACE} and damerau_levenshtein(lives_l, lives_r) <= 1", 3.2),
    ("written", f"{OVERLAP} >= 0.75 and {SHARED} >= 3 and {LIKE_NUMBER}", 0.9),
    ("nearly", f"{LIKE_PLACE} and number_l = number_r", 1.9),
    ("road", "street_l = street_r and zip_l = zip_r", -0.3),
    ("street", "street_l = street_r", -1.5),
    ("alike", f"{LIKE_PLACE} and {OVERLAP} >= 0.3", -1.3),
)
AGES = (("same_age", "age_l = age_r", 2.0), ("other_age", "age_l is not null and age_r is not null", -60.0))

# How rare a name is: how many would bear it by chance (by how many have that first and that last name), and how many
# rows do. Two rows of a name nobody else bears say more than two of one that many do.
LUCK, MOST, LEAST = "greatest(luck_l, luck_r)", "greatest(same_l, same_r)", "least(same_l, same_r)"


def _up_to(said: str, *bits: tuple[float, float]) -> tuple[tuple[str, str, float], ...]:
    return tuple((f"to {most}", f"{said} <= {most}", weighs) for most, weighs in bits)


RARITY = {
    "luck": (
        f"{LUCK} is null",
        _up_to(LUCK, (2**-7, 4.4), (2**-6, 2.6), (2**-5, 1.8), (2**-4, 1.0), (2**-3, 0.2), (2**-2, -0.5),
               (2**-1, -1.2), (1, -2.0), (2, -2.6), (4, -3.2)),
        -3.8,
    ),
    "most": (f"{MOST} is null", _up_to(MOST, (4, 0.0), (10, -0.6), (20, -0.9)), -2.2),
    "least": (f"{LEAST} is null", _up_to(LEAST, (1, 1.6), (4, -0.7), (10, -2.1)), -2.3),
}  # fmt: skip

# name -> (nothing to compare, levels, weight of the rest)
KINDS = {
    "name": ("false", NAMES, -28.0),
    "phone": ("n_phones_l is null or n_phones_r is null", PHONES, -2.8),
    "email": ("n_emails_l is null or n_emails_r is null", EMAILS, -2.3),
    "place": ("lives_l is null or lives_r is null", PLACES, -3.1),
    "age": ("age_l is null and age_r is null", AGES, -30.0),
}
THRESHOLD = 2.2  # bits: chosen on the tuning seeds
SURE = 4.3  # two that are so surely a third are one
AGAINST = -15.0  # unless so much speaks against it
OTHERS = ("nameless", "half_last", "other_first")  # or one of these does: a relative's row may look like both


# Of a town without households (FEBRL's), where an address is one person's: for measuring only, see decision 0026.
ALONE = {
    "nameless": -4.5,
    "slip_last": 1.0,
    "like_last": 0.5,
    "half_last": -4.5,
    "other_last": -4.5,
    "other_first": -4.5,
    "whole": 10.0,
    "address": 5.0,
    "mistyped": 9.0,
    "written": 9.0,
    "nearly": 9.0,
    "road": 6.5,
    "street": 4.0,
    "alike": 6.0,
}


def settings(*, households: bool = True) -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_comparison(name, *said, alone=not households) for name, said in (KINDS | RARITY).items()],
        blocking_rules_to_generate_predictions=[block_on("unique_id")],  # never used: the pairs are ours
        probability_two_random_records_match=0.5,  # all weight lies in what is compared
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=False,
    )


def _comparison(
    name: str, null: str, found: tuple[tuple[str, str, float], ...], rest: float, *, alone: bool
) -> comparisons.CustomComparison:
    rest = {"name": -6.5, "place": -2.5}.get(name, rest) if alone else rest
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
