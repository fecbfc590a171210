"""The week on the phone, as Django sees it. At start-up the hand-in learns its kinds of records."""

from django.apps import AppConfig


class Week(AppConfig):
    name = "waymeet.organizing.week"
    label = "organizing_week"

    def ready(self) -> None:
        from waymeet.organizing.contacts import leaving
        from waymeet.organizing.week import kinds
        from waymeet.organizing.week.services import nothing_waits_about

        kinds.teach()
        leaving.when_somebody_goes(nothing_waits_about)
