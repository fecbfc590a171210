"""Writes the reference pages that are made from code, or says which of them differ from it."""

from pathlib import Path

import click

from waymeet.commands import ready

REFERENCE = Path("docs/reference")


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail when a page differs from the code.")
@click.option("--to", "folder", type=click.Path(path_type=Path), default=REFERENCE, show_default=True)
def command(*, check: bool, folder: Path) -> None:
    """Write the reference pages that are made from code."""
    ready.django()
    from waymeet.commands import pages
    from waymeet.commands.pages import law_page

    stale = []
    for name in pages.PAGES:
        path, text = folder / name, pages.written(name)
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(str(path))
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            click.echo(f"wrote {path}")
    wrong = [f"{', '.join(stale)}: differs from the code. Run: make docs"] if stale else []
    lacking = law_page.lacking(law_page.by_rule()) if law_page.TESTS.is_dir() else []
    if lacking:
        wrong.append(f"law.md: {', '.join(lacking)} has neither a test named law_Rnn nor a reason why not.")
    if check and wrong:
        raise ready.refuse("\n".join(wrong))
