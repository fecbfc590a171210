"""The whole directory as a package: a zip of tables or of JSON. What came in from elsewhere goes out as it came."""

import csv
import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from waymeet.care.directory.models import Record, Sheet
from waymeet.care.directory.nesting import Graph, Nest, cells, typed
from waymeet.care.directory.reading import DATAPACKAGE
from waymeet.care.directory.rules.hsds import ALSO_COLUMNS, ALSO_FILE, COLUMNS, FILES, NUMBERS, PROFILE, VERSION

A_DAY = (1980, 1, 1, 0, 0, 0)  # a zip wants moments; ours tell none


def tables() -> bytes:
    """A zip: one CSV a table, and a datapackage.json that describes them."""
    graph = Graph.everything()
    sheets = {sheet.table: sheet for sheet in Sheet.objects.exclude(table="")}
    also: list[tuple[str, str, str, str]] = []
    files: dict[str, str] = {}
    columns_of: dict[str, list[str]] = {}
    by_table: dict[str, list[Record]] = defaultdict(list)
    for record in graph.by_key.values():
        by_table[record.table].append(record)
    for table in {**dict.fromkeys(FILES), **dict.fromkeys(sheets), **dict.fromkeys(sorted(by_table))}:
        if table not in by_table and table not in sheets:
            continue
        sheet = sheets.get(table)
        name = sheet.file_name if sheet else FILES.get(table, f"{table}.csv")
        lines = [(one, *_links(graph, one, also)) for one in by_table.get(table, [])]
        columns = _columns(table, sheet, lines)
        columns_of[name] = columns
        files[name] = _csv(columns, (cells(one, columns, links) for one, links in lines))
    if also:
        files[ALSO_FILE] = _csv(ALSO_COLUMNS, also)
        columns_of[ALSO_FILE] = list(ALSO_COLUMNS)
    files[DATAPACKAGE] = _described(columns_of)
    return zipped(files)


def _links(graph: Graph, record: Record, also: list[tuple[str, str, str, str]]) -> tuple[dict[str, str]]:
    """What only its place inside another row told, by column; what a column has no room for goes into `also`."""
    links: dict[str, str] = {}
    for by, targets in graph.ends(record):
        own = str(record.fields.get(by) or "")
        fits = by in COLUMNS.get(record.table, ())
        rest = [to for to in targets if to != own]
        if not own and rest and fits:
            links[by] = rest.pop(0)
        also += [(record.table, record.key, by, to) for to in rest]
    return (links,)


def _columns(table: str, sheet: Sheet | None, lines: Iterable[tuple[Record, Mapping[str, str]]]) -> list[str]:
    """As the file had them; then, in the specification's order, what else has a value; then what HSDS does not know."""
    had = list(sheet.columns) if sheet else []
    used: dict[str, None] = dict.fromkeys(["id"] if not sheet else [])
    for record, links in lines:
        used |= dict.fromkeys((*record.fields, *links))
    ours = [name for name in COLUMNS.get(table, ()) if name in used and name not in had]
    return had + ours + [name for name in used if name not in had and name not in ours]


def _csv(columns: Iterable[str], lines: Iterable[Iterable[str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(lines)
    return out.getvalue()


def _described(columns_of: Mapping[str, list[str]]) -> str:
    """What the package that came in said of itself, with the tables that are really there."""
    kept = Sheet.objects.filter(file_name=DATAPACKAGE).first()
    try:
        said = json.loads(kept.text) if kept else {}
    except ValueError:
        said = {}
    said = said if isinstance(said, dict) else {}
    given = said.get("resources")
    before = {one.get("path"): one for one in given if isinstance(one, dict)} if isinstance(given, list) else {}
    tables_of = {file: table for table, file in FILES.items()}
    resources = [
        before.get(file) or _resource(file, tables_of.get(file, file[:-4]), columns)
        for file, columns in columns_of.items()
    ]
    usual = {"name": "human_services_data", "profile": "tabular-data-package", "hsds_version": VERSION}
    return json.dumps(usual | said | {"resources": resources}, ensure_ascii=False, indent=1)


def _resource(file: str, table: str, columns: Iterable[str]) -> dict[str, Any]:
    numbers = NUMBERS.get(table, frozenset())
    fields = [{"name": name, "type": "number" if name in numbers else "string"} for name in columns]
    schema: dict[str, Any] = {"fields": fields} | ({"primaryKey": "id"} if "id" in columns else {})
    described = {"name": table.lower(), "path": file, "format": "csv", "mediatype": "text/csv"}
    return described | {"profile": "tabular-data-resource", "schema": schema}


def page(contents: list[Any]) -> dict[str, Any]:
    """A list page of the HSDS API with everything on it."""
    count = len(contents)
    return {
        "total_items": count,
        "total_pages": 1,
        "page_number": 1,
        "size": count,
        "first_page": True,
        "last_page": True,
        "empty": not count,
        "contents": contents,
    }


def nested() -> bytes:
    """A zip: services with everything inside, organizations without services, and tables of what hangs in neither."""
    graph = Graph.everything()
    nest = Nest(graph)
    services = [nest.whole(one) for one in graph.of("service")]
    organizations = [nest.whole(one) for one in graph.of("organization") if one.pk not in nest.told]
    files = {
        "base.json": {"version": VERSION, "profile": PROFILE, "openapi_url": f"{PROFILE}openapi.json"},
        "services.json": page(services),
        "organizations.json": page(organizations),
    }
    rest = _rest(graph, nest)
    if rest:
        files["tables.json"] = rest
    return zipped({name: json.dumps(said, ensure_ascii=False, indent=1) for name, said in files.items()})


def _rest(graph: Graph, nest: Nest) -> dict[str, Any]:
    """Rows and links that hang in no service and no organization, as HSDS writes tables in JSON."""
    rest: dict[str, list[Any]] = defaultdict(list)
    sheets = {sheet.table: sheet for sheet in Sheet.objects.exclude(table="")}
    also = []
    for record in graph.by_key.values():
        if record.pk not in nest.told:
            sheet = sheets.get(record.table)
            name = sheet.file_name if sheet else FILES.get(record.table, f"{record.table}.csv")
            order = [column for column in (sheet.columns if sheet else ()) if column in record.fields]
            fields = typed(record)
            rest[name].append({column: fields[column] for column in order if column in fields} | fields)
        for by, targets in graph.ends(record):
            own = str(record.fields.get(by) or "")
            untold = [to for to in targets if to != own and (record.pk, by, to) not in nest.links]
            also += [dict(zip(ALSO_COLUMNS, (record.table, record.key, by, to), strict=True)) for to in untold]
    return dict(rest) | ({ALSO_FILE: also} if also else {})


def zipped(files: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, A_DAY), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()
