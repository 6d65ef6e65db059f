"""Fields of the filings: who told what when, and what was changed."""

from offing.risk.calendar import days_between, minute
from offing.risk.cargo_subject import CargoSubject
from offing.risk.fields.field import Field


def _amendments(subject: CargoSubject) -> int:
    return sum(f.function == "amendment" for f in subject.filings)


def _hours(subject: CargoSubject, at: str | None) -> int | None:
    """The departure is local, the filing UTC: good to the zone's offset."""
    filed, leaves = minute(at), minute(subject.movement.departure)
    return None if filed is None or leaves is None else (leaves - filed) // 60


def _first(subject: CargoSubject) -> int | None:
    return _hours(subject, subject.filings[0].filed_at) if subject.filings else None


def _last_change(subject: CargoSubject) -> int | None:
    changed = [f for f in subject.filings if f.function == "amendment"]
    return _hours(subject, changed[-1].filed_at) if changed else None


def _value_spread(subject: CargoSubject) -> float | None:
    values = [f.declared_value for f in subject.filings if f.declared_value]
    return round(max(values) / min(values), 3) if len(values) > 1 else None


def _account_days(subject: CargoSubject) -> int | None:
    days = [days_between(f.account_opened, f.filed_at) for f in subject.filings]
    return min((d for d in days if d is not None), default=None)


FIELDS: tuple[Field[CargoSubject], ...] = (
    Field("filing_count", "number", "Filings", "How many submissions tell of the consignment.",
          lambda s: len(s.filings)),
    Field("filing_kinds", "set", "Kinds of filing", "manifest, waybill, entry_summary or declaration.",
          lambda s: tuple(f.kind for f in s.filings)),
    Field("filers", "set", "Filers", "Who has submitted something about the consignment.",
          lambda s: tuple(f.filer for f in s.filings if f.filer)),
    Field("amendments", "number", "Amendments", "How often a filing was amended.", _amendments),
    Field("filed_hours_before", "number", "Filed hours before departure",
          "Hours from the first filing to departure.", _first),
    Field("amended_hours_before", "number", "Amended hours before departure",
          "Hours from the last amendment to departure; negative after it.", _last_change),
    Field("filing_value_spread", "number", "Values apart",
          "Largest over smallest value that the filings declare.", _value_spread),
    Field("filer_ip_addresses", "set", "Addresses of the filer", "Internet addresses from which was filed.",
          lambda s: tuple(f.ip_address for f in s.filings if f.ip_address)),
    Field("account_days", "number", "Age of the account", "Days the filer's account existed when it filed.",
          _account_days),
)  # fmt: skip
