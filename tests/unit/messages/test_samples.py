"""Each sample reads as the expected JSON that lies beside it."""

import json
import os
from pathlib import Path

import pytest

from offing.messages import read_file
from offing.messages.plain import to_json, unread
from tests.unit.messages.samples import SAMPLES, files

UPDATE = os.environ.get("OFFING_UPDATE_SAMPLES") == "1"


@pytest.mark.parametrize("path", files(), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_sample_reads_as_expected(path: Path) -> None:
    expected = path.with_suffix(".json")
    name = path.relative_to(SAMPLES).as_posix()
    parsed = read_file(path.read_bytes())
    documents = [to_json(message, name) for message in parsed.messages] or [
        unread(name, parsed.findings)
    ]
    if UPDATE:
        expected.write_text(
            json.dumps(documents, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    assert documents == json.loads(expected.read_text(encoding="utf-8"))
