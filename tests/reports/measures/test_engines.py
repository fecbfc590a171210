"""The measure's code is the same wherever it runs, and so are its figures."""

import importlib.util
import shutil

import ibis
import pytest
from django.conf import settings

from tests.reports.measures.test_kits import handed_out, program  # noqa: F401 - a fixture
from waymeet.care.supplies.models import Program
from waymeet.reports.measures import kits_by_area_and_month as measure
from waymeet.reports.measures.measure import Counted

pytestmark = pytest.mark.django_db(databases=["default", "care"])
CARE = settings.DATABASES["care"]


@pytest.fixture
def figures(program: Program) -> list[Counted]:  # noqa: F811
    """What DuckDB says of weeks at both ends of a month and of a year, corrections, a sum below nought, many rows."""
    for week in ("2026-W40", "2026-W44", "2026-W45", "2026-W53", "2027-W01", "2027-W05"):
        for area in (1, 2, 3):
            handed_out(program, week, area, {"1": area, "2": 7})
            handed_out(program, week, area, {"1": 2, "3": 1}, taken_back=area == 2)
    found = measure.count()
    assert {row.month for row in found} == {"2026-10", "2026-11", "2026-12", "2027-01", "2027-02"}
    assert {row.count for row in found} >= {0, 4, 6, 8}
    return found


@pytest.mark.deep
@pytest.mark.filterwarnings("default")  # Spark's own parts warn of their future
@pytest.mark.skipif(not shutil.which("java"), reason="no java here")
@pytest.mark.skipif(not importlib.util.find_spec("pyspark"), reason="pyspark comes with requirements/deep.txt")
def test_spark_counts_the_same(figures: list[Counted]):
    from pyspark.sql import SparkSession

    local = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.sql.shuffle.partitions": "2"}
    builder = SparkSession.builder.master("local[2]").config(map=local)
    session = builder.getOrCreate()
    try:
        assert measure.count(ibis.pyspark.connect(session)) == figures
    finally:
        session.stop()


@pytest.mark.skipif("postgresql" not in CARE["ENGINE"], reason="runs where the suite runs on PostgreSQL")
def test_postgresql_counts_the_same(figures: list[Counted]):
    place = {"host": CARE["HOST"], "port": int(CARE["PORT"]), "user": CARE["USER"], "password": CARE["PASSWORD"]}
    engine = ibis.postgres.connect(database=CARE["NAME"], **place)
    try:
        assert measure.count(engine) == figures
    finally:
        engine.disconnect()
