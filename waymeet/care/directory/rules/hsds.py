"""The tables of Open Referral HSDS 3.0, and how its nested JSON form hangs them into each other."""

from collections.abc import Mapping
from dataclasses import dataclass

VERSION = "3.0"
PROFILE = "https://docs.openreferral.org/en/3.0/"


@dataclass(frozen=True)
class Hangs:
    """What stands under one name inside an object: many that point back with `by`, or one that `by` points to."""

    table: str
    by: str
    many: bool = True


# Table -> the file it stands in.
FILES: Mapping[str, str] = {
    "organization": "organizations.csv",
    "program": "programs.csv",
    "service": "services.csv",
    "attribute": "attributes.csv",
    "service_at_location": "service_at_location.csv",
    "location": "locations.csv",
    "phone": "phones.csv",
    "contact": "contacts.csv",
    "address": "addresses.csv",
    "schedule": "schedules.csv",
    "funding": "funding.csv",
    "service_area": "service_areas.csv",
    "required_document": "required_documents.csv",
    "language": "languages.csv",
    "accessibility": "accessibility.csv",
    "taxonomy": "taxonomies.csv",
    "taxonomy_term": "taxonomy_terms.csv",
    "metadata": "metadata.csv",
    "meta_table_description": "meta_table_descriptions.csv",
    "cost_option": "cost_options.csv",
    "organization_identifier": "organization_identifiers.csv",
}
TABLES: Mapping[str, str] = {file: table for table, file in FILES.items()}

# Columns as the specification orders them; a file of ours begins with those it needs.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    table: tuple(words.split())
    for table, words in {
        "organization": "id name alternate_name description email website tax_status tax_id year_incorporated"
        " legal_status logo uri parent_organization_id",
        "program": "id organization_id name alternate_name description",
        "service": "id organization_id program_id name alternate_name description url email status"
        " interpretation_services application_process fees_description wait_time fees accreditations"
        " eligibility_description minimum_age maximum_age assured_date assurer_email licenses alert last_modified",
        "attribute": "id link_id taxonomy_term_id link_type link_entity value",
        "service_at_location": "id service_id location_id description",
        "location": "id location_type url organization_id name alternate_name description transportation latitude"
        " longitude external_identifier external_identifier_type",
        "phone": "id location_id service_id organization_id contact_id service_at_location_id number extension type"
        " description",
        "contact": "id organization_id service_id service_at_location_id location_id name title department email",
        "address": "id location_id attention address_1 address_2 city region state_province postal_code country"
        " address_type",
        "schedule": "id service_id location_id service_at_location_id valid_from valid_to dtstart timezone until count"
        " wkst freq interval byday byweekno bymonthday byyearday description opens_at closes_at schedule_link"
        " attending_type notes",
        "funding": "id organization_id service_id source",
        "service_area": "id service_id name description extent extent_type uri",
        "required_document": "id service_id document uri",
        "language": "id service_id location_id phone_id name code note",
        "accessibility": "id location_id description details url",
        "taxonomy": "id name description uri version",
        "taxonomy_term": "id code name description parent_id taxonomy language taxonomy_id term_uri",
        "metadata": "id resource_id resource_type last_action_date last_action_type field_name previous_value"
        " replacement_value updated_by",
        "meta_table_description": "id name language character_set",
        "cost_option": "id service_id valid_from valid_to option currency amount amount_description",
        "organization_identifier": "id organization_id identifier_scheme identifier_type identifier",
    }.items()
}
NEEDS: Mapping[str, tuple[str, ...]] = {  # what a row is nothing without
    "organization": ("name",),
    "service": ("name",),
    "phone": ("number",),
    "program": ("name",),
    "taxonomy": ("name",),
    "taxonomy_term": ("name",),
}
NUMBERS: Mapping[str, frozenset[str]] = {
    "organization": frozenset({"year_incorporated"}),
    "service": frozenset({"minimum_age", "maximum_age"}),
    "location": frozenset({"latitude", "longitude"}),
    "phone": frozenset({"extension"}),
    "schedule": frozenset({"timezone", "count", "interval"}),
    "cost_option": frozenset({"amount"}),
}
CHOICES: Mapping[tuple[str, str], frozenset[str]] = {
    ("service", "status"): frozenset({"active", "inactive", "defunct", "temporarily closed"}),
    ("location", "location_type"): frozenset({"physical", "postal", "virtual"}),
    ("address", "address_type"): frozenset({"physical", "postal", "virtual"}),
    ("schedule", "freq"): frozenset({"WEEKLY", "MONTHLY"}),
    ("schedule", "wkst"): frozenset({"MO", "TU", "WE", "TH", "FR", "SA", "SU"}),
}
# What the JSON form demands beyond the id, and what we say where a package is silent.
DEMANDED: Mapping[str, Mapping[str, str]] = {
    "organization": {"name": "", "description": ""},
    "program": {"name": "", "description": ""},
    "service": {"name": "", "status": "active"},
    "location": {"location_type": "physical"},
    "phone": {"number": ""},
    "address": {
        **dict.fromkeys(("address_1", "city", "state_province", "postal_code", "country"), ""),
        "address_type": "physical",
    },
    "taxonomy": {"name": "", "description": ""},
    "taxonomy_term": {"name": "", "description": ""},
    "organization_identifier": {"identifier_type": "", "identifier": ""},
    "metadata": dict.fromkeys(
        ("last_action_date", "last_action_type", "field_name", "previous_value", "replacement_value", "updated_by"), ""
    ),
}

_SAID = {"attributes": Hangs("attribute", "link_id"), "metadata": Hangs("metadata", "resource_id")}


def _of(parent: str, **names: str) -> dict[str, Hangs]:
    return {name: Hangs(table, f"{parent}_id") for name, table in names.items()} | _SAID


INSIDE: Mapping[str, Mapping[str, Hangs]] = {
    "organization": _of(
        "organization",
        funding="funding",
        contacts="contact",
        phones="phone",
        locations="location",
        programs="program",
        organization_identifiers="organization_identifier",
        services="service",
    ),
    "service": _of(
        "service",
        phones="phone",
        schedules="schedule",
        service_areas="service_area",
        service_at_locations="service_at_location",
        languages="language",
        funding="funding",
        cost_options="cost_option",
        required_documents="required_document",
        contacts="contact",
    )
    | {
        "organization": Hangs("organization", "organization_id", many=False),
        "program": Hangs("program", "program_id", many=False),
    },
    "service_at_location": _of("service_at_location", contacts="contact", phones="phone", schedules="schedule")
    | {"location": Hangs("location", "location_id", many=False)},
    "location": _of(
        "location",
        languages="language",
        addresses="address",
        contacts="contact",
        accessibility="accessibility",
        phones="phone",
        schedules="schedule",
    ),
    "contact": _of("contact", phones="phone"),
    "phone": _of("phone", languages="language"),
    "attribute": {
        "taxonomy_term": Hangs("taxonomy_term", "taxonomy_term_id", many=False),
        "metadata": _SAID["metadata"],
    },
    "taxonomy_term": {
        "taxonomy_detail": Hangs("taxonomy", "taxonomy_id", many=False),
        "metadata": _SAID["metadata"],
    },
    "taxonomy": {"metadata": _SAID["metadata"]},
    "metadata": {},
    **{
        table: dict(_SAID)
        for table in (
            *("program", "schedule", "service_area", "address", "accessibility", "funding", "language"),
            *("cost_option", "required_document", "organization_identifier", "meta_table_description"),
        )
    },
}
# Every column that points to another row. Attributes and metadata point to any table.
POINTS: Mapping[str, frozenset[str]] = {
    table: frozenset({c for c in columns if c.endswith("_id") and c not in ("id", "tax_id")})
    for table, columns in COLUMNS.items()
}

# A table of ours: a row that hangs in several others of one kind can name only one in its own column.
ALSO = "also_belongs_to"
ALSO_FILE = f"{ALSO}.csv"
ALSO_COLUMNS = ("table", "id", "column", "points_to")
