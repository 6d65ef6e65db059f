"""Index templates of the search projection: strict mappings, one name analyser, versions in the index name."""

from typing import Any

_KEYWORD = {"type": "keyword", "normalizer": "folded"}
_NAME = {"type": "text", "analyzer": "names", "fields": {"exact": _KEYWORD}}
_DATE = {
    "type": "date",
    "format": "strict_date_optional_time||strict_year_month||strict_year",
    "ignore_malformed": True,
}

_SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "analysis": {
        "analyzer": {
            "names": {
                "type": "custom",
                "tokenizer": "standard",
                "filter": ["lowercase", "asciifolding"],
            }
        },
        "normalizer": {"folded": {"type": "custom", "filter": ["lowercase", "asciifolding"]}},
    },
}

FIELDS: dict[str, dict[str, Any]] = {
    "travellers": {
        "name": _NAME,
        "other_names": _NAME,
        "date_of_birth": _DATE,
        "nationality": _KEYWORD,
        "sex": _KEYWORD,
        "documents": _KEYWORD,
        "phones": _KEYWORD,
        "emails": _KEYWORD,
        "bookings": _KEYWORD,
        "movement": _KEYWORD,
        "movement_label": _KEYWORD,
        "departure": _DATE,
        "band": _KEYWORD,
        "score": {"type": "float"},
        "lists": _KEYWORD,
        "rules": _KEYWORD,
        "agency": _KEYWORD,
        "office": _KEYWORD,
    },
    "messages": {
        "carrier": _KEYWORD,
        "status": _KEYWORD,
        "format": _KEYWORD,
        "received_at": _DATE,
        "movements": _KEYWORD,
        "finding_codes": _KEYWORD,
        "agency": _KEYWORD,
        "office": _KEYWORD,
    },
    "cases": {
        "reference": _KEYWORD,
        "name": _NAME,
        "nationality": _KEYWORD,
        "movement": _KEYWORD,
        "movement_label": _KEYWORD,
        "state": _KEYWORD,
        "band": _KEYWORD,
        "score": {"type": "float"},
        "outcome": _KEYWORD,
        "code": _KEYWORD,
        "opened_at": _DATE,
        "agency": _KEYWORD,
        "office": _KEYWORD,
    },
}

_VERSION = 1

# What free text is looked for in, with weights; everything else is reached by filters.
TEXT_FIELDS: dict[str, tuple[str, ...]] = {
    "travellers": (
        "name^3",
        "other_names^2",
        "documents^4",
        "bookings^4",
        "phones^2",
        "emails^2",
        "movement_label^2",
        "nationality",
    ),
    "messages": ("carrier", "movements", "finding_codes", "format"),
    "cases": ("reference^4", "name^3", "movement_label^2"),
}
FUZZY_FIELDS: dict[str, tuple[str, ...]] = {
    "travellers": ("name", "other_names"),
    "messages": (),
    "cases": ("name",),
}


def index_name(kind: str) -> str:
    """The concrete index behind the alias `kind`."""
    return f"{kind}-v{_VERSION}"


def creation(kind: str) -> dict[str, Any]:
    """The body that creates the index of a kind with its alias."""
    return {
        "settings": _SETTINGS,
        "mappings": {"dynamic": "strict", "properties": FIELDS[kind]},
        "aliases": {kind: {}},
    }
