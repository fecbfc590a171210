"""Gets Django ready for a command, after the command has said how in the environment."""

import os
from typing import Self

import click


def django(**environment: str) -> None:
    """Set up Django with these settings from the environment; call it once, before importing any model."""
    os.environ.update(environment)
    import django as framework

    framework.setup()


def progress(total: int | None, what: str, unit: str) -> "Bar":
    return Bar(total, what, unit)


class Bar:
    """A progress bar that a service can be handed as a plain function: `bar(done, of)`."""

    def __init__(self, total: int | None, what: str, unit: str) -> None:
        from tqdm import tqdm

        self._bar = tqdm(total=total, desc=what, unit=unit, unit_scale=True, leave=True, mininterval=0.2)

    def __call__(self, done: int, of: int | None = None) -> None:
        if of is not None and of != self._bar.total:
            self._bar.total = of
        self._bar.update(done - self._bar.n)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_trouble: object) -> None:
        self._bar.close()


def refuse(sentence: str) -> click.ClickException:
    """To be raised: one sentence, exit code 1."""
    return click.ClickException(sentence)
