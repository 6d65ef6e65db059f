"""What DynamoDB takes as one transaction; the twin in memory takes no more."""

from collections import Counter
from collections.abc import Sequence

from offing.kernel.ports import Change

MOST = 100


def checked(changes: Sequence[Change]) -> Sequence[Change]:
    """The changes, where they can be made together: each of another item, and not too many."""
    items = Counter((c.table, c.pk, c.sk) for c in changes)
    twice = sorted({f"{table} {sk}" for (table, _, sk), n in items.items() if n > 1})
    if twice:
        raise ValueError(f"changed twice in one transaction: {', '.join(twice)}")
    if not 0 < len(items) <= MOST:
        raise ValueError(f"a transaction has 1 to {MOST} changes, not {len(items)}")
    return changes
