"""Verbs of town and turf: each checks permission, changes rows and writes one audit line.

The town's (`services.town`, `services.addresses`), with `Progress = (done, total, what) -> None`,
`total` 0 while nobody can know it, and `what` one of progress.STEPS:

    import_town(*, path: Path, by: Person, progress: Progress = silent) -> TownReport
    import_addresses(*, path: Path, by: Person, mapping: Mapping[str, str] | None = None, dry_run: bool = False,
                     progress: Progress = silent) -> AddressReport
    preview_columns(path: Path, mapping: Mapping[str, str] | None = None) -> ColumnPreview
"""
