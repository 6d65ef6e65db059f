"""Problems found in a rule: what is wrong at which node, in words for its author."""

from collections.abc import Iterable
from dataclasses import dataclass

from offing.kernel.errors import InvalidInputError


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: `where` is the path of the node (`when.rules[2].value`), `text` says how to mend it."""

    where: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}: {self.text}"


class RuleError(InvalidInputError):
    """A rule that cannot be used, with all its problems."""

    code, title = "invalid-rule", "The rule cannot be used as it is"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            "; ".join(map(str, self.problems)),
            where=self.problems[0].where if self.problems else None,
        )
        self.extra = {"errors": [{"where": p.where, "text": p.text} for p in self.problems]}
