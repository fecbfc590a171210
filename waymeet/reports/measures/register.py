"""Every measure there is, by name."""

from waymeet.reports.measures import barriers_by_area_and_month, kits_by_area_and_month
from waymeet.reports.measures.measure import Measure

MEASURES: dict[str, Measure] = {
    measure.name: measure for measure in (kits_by_area_and_month.MEASURE, *barriers_by_area_and_month.MEASURES)
}
