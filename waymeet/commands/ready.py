"""Gets Django ready for a command, after the command has said how in the environment."""

import os
from collections.abc import Mapping
from typing import Any, Self

import click


def django(**environment: str) -> None:
    """Set up Django with these settings from the environment; call it once, before importing any model."""
    os.environ.update(environment)
    import django as framework

    framework.setup()


class Bar:
    """A progress bar that a service can be handed as a plain function: `bar(done, of)` or `bar(done, of, step)`.

    A new step begins a new line; a total of 0 or None is one that nobody can know yet.
    """

    def __init__(self, what: str, unit: str = "", steps: Mapping[str, object] | None = None) -> None:
        self._what, self._unit, self._steps = what, unit, steps or {}
        self._step = ""
        self._bar: Any = None

    def __call__(self, done: int, of: int | None = None, step: str = "") -> None:
        from tqdm import tqdm

        if self._bar is None or step != self._step or done < self._bar.n:
            self._finish()
            words = str(self._steps.get(step, self._what))
            self._step, self._bar = step, tqdm(desc=words, unit=self._unit, unit_scale=True, mininterval=0.2)
        self._bar.total = of or None
        self._bar.update(done - self._bar.n)

    def _finish(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_trouble: object) -> None:
        self._finish()


def refuse(sentence: str) -> click.ClickException:
    """To be raised: one sentence, exit code 1."""
    return click.ClickException(sentence)
