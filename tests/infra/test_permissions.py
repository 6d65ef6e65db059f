"""A change of what a function may do shows up as a line in the review."""

from tests.infra.conftest import Assembly
from tests.infra.permissions import SNAPSHOT, lines


def test_permissions_are_the_reviewed_ones(prod: Assembly) -> None:
    now, reviewed = set(lines(prod)), set(SNAPSHOT.read_text().splitlines())
    new, gone = sorted(now - reviewed), sorted(reviewed - now)
    assert now == reviewed, (
        "Permissions have changed. If that is meant, run `python -m tests.infra.permissions` and commit.\n"
        + "\n".join([f"+ {line}" for line in new] + [f"- {line}" for line in gone])
    )
