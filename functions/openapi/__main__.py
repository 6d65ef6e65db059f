"""What the outside is promised, written down: `python -m functions.openapi` writes docs/openapi and events/schemas."""

import json
from pathlib import Path
from typing import Any

from functions.openapi.apis import APIS
from functions.openapi.documents import document
from offing.runtime.events import EVENTS, SOURCES

ROOT = Path(__file__).parents[2]
APIS_FOLDER = Path("docs/openapi")
EVENTS_FOLDER = Path("events/schemas")
_VERSION = 1


def event_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of an event's detail."""
    source = next(s for s, events in SOURCES.items() if EVENTS[name] in events)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://offing.example/events/{name}.v{_VERSION}.json",
        "x-source": source,
        "x-detail-type": name,
        **EVENTS[name].model_json_schema(),
    }


def files() -> dict[Path, str]:
    """Every file of the published contract with its text, the same on every machine."""
    apis: dict[Path, Any] = {
        APIS_FOLDER / f"{name}.json": document(api) for name, api in APIS.items()
    }
    events: dict[Path, Any] = {
        EVENTS_FOLDER / f"{name}.v{_VERSION}.json": event_schema(name) for name in EVENTS
    }
    return {path: _text(content) for path, content in (apis | events).items()}


def _text(content: Any) -> str:
    return json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def main() -> None:
    """Write the files that have changed."""
    for path, text in files().items():
        target = ROOT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_text() != text:
            target.write_text(text)


if __name__ == "__main__":
    main()
