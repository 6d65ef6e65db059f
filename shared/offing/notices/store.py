"""Subscriptions and the log of deliveries in the `notices` table."""

from collections.abc import Iterator

from offing.kernel.plain import pack, unpack
from offing.kernel.ports import Change, Tables
from offing.notices.subscriptions import Delivery, Subscription

TABLE = "notices"


class NoticeStore:
    """Who is told of what, and what was told."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def save(self, of: Subscription) -> None:
        """Add or replace a partner's subscription."""
        self._tables.put_many(TABLE, [{"pk": "SUBSCRIPTIONS", "sk": of.partner, "body": pack(of)}])

    def subscriptions(self) -> Iterator[Subscription]:
        """All subscriptions."""
        for item in self._tables.query(TABLE, "SUBSCRIPTIONS").items:
            body = item["body"]
            yield unpack(Subscription, body if isinstance(body, bytes) else b"")

    def delivery(self, event: str) -> Delivery | None:
        """How far an event to a partner has come."""
        item = self._tables.get(TABLE, f"DLV#{event}", "META")
        if item is None:
            return None
        body = item["body"]
        return unpack(Delivery, body if isinstance(body, bytes) else b"")

    def log(self, delivery: Delivery) -> None:
        """Write down a try."""
        change = Change(TABLE, f"DLV#{delivery.event}", "META", set={"body": pack(delivery)})
        self._tables.change([change])
