"""Prints how many naloxone kits a state needs a year, each number with its band."""

from pathlib import Path

import click

from waymeet.commands import ready


@click.command()
@click.option("--state", help="One state; every state of the file without it.")
@click.option("--target", type=click.IntRange(1, 99), default=80, show_default=True, help="Percent of overdoses.")
@click.option(
    "--curves",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSV of curves in place of the published ones that come along (then also --baseline).",
)
@click.option("--baseline", type=click.IntRange(1990, 2100), help="The baseline year of --curves.")
def command(*, state: str | None, target: int, curves: Path | None, baseline: int | None) -> None:
    """Print how many two-dose naloxone kits a state needs a year, from all who hand them out, each with its band.

    By default: until naloxone is used in 80 percent of witnessed overdoses, by Irvine et al. 2022, baseline 2017.
    """
    ready.django()
    from waymeet.care.saturation import queries, rules, showing
    from waymeet.kernel.errors import BadInput

    if (curves is None) is not (baseline is None):
        raise click.UsageError("--curves and --baseline go together: no curve is shown without its baseline year.")
    found = queries.published()
    if curves is not None and baseline is not None:
        states = rules.read(curves.read_text(encoding="utf-8-sig").splitlines())
        found = queries.Curves("file", curves.name, curves.name, baseline, states)
    chosen = [one for one in found.states if state in (None, one.name)]
    if not chosen:
        raise BadInput(f"There is no {state} in {found.called}. States: {', '.join(one.name for one in found.states)}")
    click.echo(f"Kits of two doses a year for {target} percent. {found.source}, baseline year {found.baseline}.")
    for one in chosen:
        kits = showing.band_words(rules.whole(one.kits_for(target / 100)))
        click.echo(f"{one.name}: {kits}, {'modelled' if one.modelled else 'extrapolated'}")
