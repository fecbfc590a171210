"""Loaded before anything else: tests use a data folder of their own and never the one in var/."""

import os
import tempfile

DATA = tempfile.mkdtemp(prefix="waymeet-tests-")
os.environ["WAYMEET_DATA"] = DATA
os.environ.pop("WAYMEET_SIDES", None)
os.environ.setdefault("WAYMEET_SECRET_KEY", "a key that only tests know")
# Playwright runs an event loop in the test's own thread; the databases under test are not shared with it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
