"""What the rooms do once a day: each does its own, and a trouble in one keeps no other back."""

import logging

from waymeet.keeping import daily

done: list[str] = []


def breaks() -> None:
    raise ValueError("Marisol")


def works() -> None:
    done.append("worked")


def test_a_trouble_in_one_keeps_no_other_back_and_is_said_without_any_value(settings, caplog, monkeypatch):
    here = {"first": breaks, "second": works}
    monkeypatch.setattr(daily, "import_string", here.__getitem__)
    settings.DAILY_WORK = ["first", "second"]
    with caplog.at_level(logging.WARNING):
        daily.work()
    assert done == ["worked"]
    assert "first did not run: ValueError" in caplog.text
    assert "Marisol" not in caplog.text


def test_every_name_in_the_settings_is_there(settings):
    assert settings.DAILY_WORK
    assert all(callable(daily.import_string(name)) for name in settings.DAILY_WORK)
