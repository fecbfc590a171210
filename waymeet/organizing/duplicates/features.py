"""What two rows are compared by, made by DuckDB out of what was written: names, numbers, emails, where they live.

Nothing else is read: no group, no saying, no note. What many share (a shelter's phone, a tower's address) says nothing
about who somebody is, and is left out of what is compared.
"""

import csv
from functools import cache
from pathlib import Path

import duckdb

NICKNAMES = Path(__file__).with_name("data") / "nicknames.csv"
SHARED_BY = 8  # a number or an email of more rows than this is a place's, not a person's
TOWER = 40  # and so is an address
KNOWN_FROM = 6  # a first name that stands in so many rows is a name, not a slip of the pen
TITLES = ("mr", "mrs", "ms", "miss", "mx", "dr", "rev", "sr", "sra", "srta", "don", "dona")
AGES = ("jr", "sr", "ii", "iii", "iv", "junior", "senior")
SHORT = {
    "street": "st", "avenue": "ave", "av": "ave", "road": "rd", "drive": "dr", "lane": "ln", "boulevard": "blvd",
    "court": "ct", "place": "pl", "terrace": "ter", "circle": "cir", "parkway": "pkwy", "square": "sq",
    "north": "n", "south": "s", "east": "e", "west": "w", "first": "1st", "second": "2nd", "third": "3rd",
    "fourth": "4th", "fifth": "5th", "apartment": "apt", "unit": "apt", "crescent": "cres", "close": "cl",
}  # fmt: skip


@cache
def nicknames() -> tuple[tuple[str, str], ...]:
    """(name, what it is shortened to)."""
    with NICKNAMES.open(encoding="utf-8") as file:
        return tuple((row["name"], row["short"]) for row in csv.DictReader(file))


@cache
def formal() -> dict[str, frozenset[str]]:
    """What each short name may be short for."""
    found: dict[str, set[str]] = {}
    for name, short in nicknames():
        found.setdefault(short, set()).add(name)
    return {short: frozenset(names) for short, names in found.items()}


def _listed(words: tuple[str, ...]) -> str:
    return "[" + ", ".join(f"'{word}'" for word in words) + "]"


WORDS = "string_split(trim(regexp_replace(lower(strip_accents({})), '[^a-z0-9]+', ' ', 'g')), ' ')"
LETTERS = "trim(regexp_replace(regexp_replace(lower(strip_accents({})), '[''\u2019]', '', 'g'), '[^a-z]+', ' ', 'g'))"
WRITTEN = "case when contains(name, ',') then split_part(name, ',', 2) || ' ' || split_part(name, ',', 1) else name end"
AGE = "' (jr|sr|ii|iii|iv|junior|senior)$'"
STEPS = (
    f"""
    create or replace temp table named as
    select id, phones, emails, place, age, chosen,
        nullif(list_filter(string_split(called, ' '), lambda t: len(t) > 0 and t not in {_listed(AGES)}), []) as parts
    from (
        select id, phones, emails, {WORDS.format("address")} as place,
            regexp_extract({LETTERS.format("name")}, {AGE}, 1) as age,
            nullif(split_part({LETTERS.format("chosen_name")}, ' ', 1), '') as chosen,
            regexp_replace({LETTERS.format(WRITTEN)}, '^({"|".join(TITLES)}) ', '') as called
        from people)
    """,  # noqa: S608 - only constants of this file  # nosec B608
    """
    create or replace temp table spelled as
    select id, phones, emails, chosen,
        replace(replace(age, 'junior', 'jr'), 'senior', 'sr') as age,
        coalesce(parts[1], chosen) as first,
        case when len(parts) > 1 then parts[-1] end as last,
        list_transform(place, lambda t: coalesce(short[t], t)) as place
    from named, (select map(list(word), list(brief)) as short from shortened)
    """,
    """
    create or replace temp table housed as
    select *, list_filter(place, lambda t: regexp_matches(t, '^[0-9]+[a-z]?$'))[1] as number,
        list_filter(place, lambda t: regexp_matches(t, '[a-z]') and not regexp_matches(t, '^[0-9]+[a-z]$')
            and t not in ('n', 's', 'e', 'w', 'apt'))[1] as street,
        list_filter(place, lambda t: regexp_matches(t, '^[0-9]{4,5}$'))[-1] as zip,
        list_sort(list_distinct(list_filter(place, lambda t: len(t) > 0))) as bag,
        array_to_string(place, ' ') as lives
    from spelled
    """,
    # How many share a value says what it is worth.
    """
    create or replace temp table phone_of as
    select id, list(phone) as phones from (
        select id, phone from (select id, unnest(phones) as phone from people)
        qualify count(*) over (partition by phone) <= $shared)
    group by id
    """,
    """
    create or replace temp table email_of as
    select id, list(email) as emails from (
        select id, email from (select id, unnest(emails) as email from people)
        qualify count(*) over (partition by email) <= $shared)
    group by id
    """,
    """
    create or replace temp table first_of as
    select first, n, first in (select name from nick union select short from nick) or n >= $known as known,
        list_distinct(list_append(coalesce(list(nick.name) filter (nick.name is not null), []), first)) as forms
    from (select first, count(*) as n from (
        select first from housed union all select chosen from housed where chosen is not null)
        where first is not null group by first)
    left join nick on nick.short = first
    group by first, n
    """,
    """
    create or replace temp table features as
    select h.id as unique_id, h.first, h.last, nullif(h.age, '') as age,
        p.phones, e.emails, len(p.phones) as n_phones, len(e.emails) as n_emails,
        case when h.chosen is null then f.forms else list_distinct(list_concat(f.forms, c.forms)) end as forms,
        coalesce(f.known, false) as known,
        f.n * count(*) over (partition by h.last) / (count(*) over ())::double as luck,
        case when h.last is not null then count(*) over (partition by h.first, h.last) end as same,
        h.number, h.street, h.zip, h.bag, nullif(h.lives, '') as lives,
        case when h.lives = '' then null else count(*) over (partition by h.lives) > $tower end as tower
    from housed h
    left join phone_of p on p.id = h.id left join email_of e on e.id = h.id
    left join first_of f on f.first = h.first left join first_of c on c.first = h.chosen
    """,
)


def make(base: duckdb.DuckDBPyConnection) -> None:
    """The table `features` out of `people` (id, name, chosen_name, address, phones, emails)."""
    base.execute("create or replace temp table nick (name varchar, short varchar)")
    base.execute("insert into nick select unnest($1), unnest($2)", list(map(list, zip(*nicknames(), strict=True))))
    base.execute("create or replace temp table shortened (word varchar, brief varchar)")
    base.execute("insert into shortened select unnest($1), unnest($2)", [list(SHORT), list(SHORT.values())])
    given = {"shared": SHARED_BY, "tower": TOWER, "known": KNOWN_FROM}
    for step in STEPS:
        base.execute(step, {name: value for name, value in given.items() if f"${name}" in step})
