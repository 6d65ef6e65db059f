"""No sockets but where a test asks for them; telemetry silent; the clock fixed."""

import atexit
import os
import shutil
import tempfile

import pytest

# What tests unpack goes with them; functions leave theirs to the machine that is thrown away.
tempfile.tempdir = tempfile.mkdtemp(prefix="offing-tests-")
atexit.register(shutil.rmtree, tempfile.tempdir, ignore_errors=True)

os.environ.setdefault("POWERTOOLS_TRACE_DISABLED", "1")
os.environ.setdefault("POWERTOOLS_METRICS_DISABLED", "true")
os.environ.setdefault("POWERTOOLS_SERVICE_NAME", "test")
os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
os.environ.setdefault("OFFING_STAGE", "local")

NOW = "2026-11-21T03:00:00.000Z"


@pytest.fixture
def now() -> str:
    """Three in the morning."""
    return NOW
