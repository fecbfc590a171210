"""Brings a directory of services in, and takes it out."""

from pathlib import Path

import click

from waymeet.commands import ready, serving


@click.group()
def command() -> None:
    """The directory of services, as Open Referral HSDS 3.0."""
    ready.django()
    serving.prepare()


@command.command("in")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what it would do, and write nothing.")
def bring_in(*, path: Path, dry_run: bool) -> None:
    """Bring in PATH: a folder or .zip of HSDS tables, HSDS JSON, or lines of the older Ohana form.

    All of it is written, or nothing. Every row is counted or explained; the desk can undo it.
    """
    from waymeet.accounts.people import OPERATOR
    from waymeet.care.directory import problems, reading, services

    package = reading.read(path)
    report = services.bring_in(package=package, file_name=path.name, by=OPERATOR, dry_run=dry_run)
    click.echo(
        f"{report.rows} rows read: {report.made} added, {report.changed} changed, {report.same} as they were, "
        f"{report.left} not taken. {report.notes} fields are kept and not used."
    )
    for one in package.told:
        field = f", {one.field}" if one.field else ""
        click.echo(f"{one.where}{field}: {problems.sentence(one.code)} {problems.remedy(one.code)}", err=True)
    if dry_run:
        click.echo("Nothing was written.")


@command.command("out")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--form", type=click.Choice(["csv", "json"]), default="csv", help="Tables, or nested JSON.")
def take_out(*, path: Path, form: str) -> None:
    """Write the whole directory to PATH, a .zip. What came in from elsewhere goes out as it came."""
    from waymeet.care.directory import packaging

    data = packaging.tables() if form == "csv" else packaging.nested()
    path.write_bytes(data)
    click.echo(f"wrote {path.name}, {len(data):,} bytes")
