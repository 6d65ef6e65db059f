"""The coded answers of officers: one source for the workflow, the API, the console and the statistics."""

from dataclasses import dataclass
from typing import Any

from offing.cases.offices import OFFICES


@dataclass(frozen=True, slots=True)
class Code:
    """A code with its text for people; for results, of which outcome it is."""

    code: str
    text: str
    outcome: str = ""


GONE, NOT_INDICATED = "traveller_removed", "no_longer_indicated"
REASONS: dict[str, tuple[Code, ...]] = {
    "clear": (
        Code("different_person", "The list entry is another person"),
        Code("explained", "The indicators have an ordinary explanation"),
        Code("data_error", "The data were wrong and have been put right"),
        Code("known_traveller", "Examined before for the same reason, nothing found"),
        Code("low_value", "Real, but too slight for an examination"),
    ),
    "refer": (
        Code("confirmed_match", "The list entry is this person"),
        Code("possible_match", "The list entry may be this person: verify identity"),
        Code("risk_indicators", "The indicators together call for an examination"),
        Code("document_check", "The document must be seen"),
        Code("random_draw", "Drawn by the machine"),
        Code("other_information", "Information from another source"),
    ),
    "not_examined": (
        Code("not_arrived", "Did not arrive or did not board"),
        Code("no_capacity", "No officer or room free in time"),
        Code("left_before", "Had left before the referral was seen"),
        Code("other_agency", "Taken over by another agency"),
        Code("health_or_safety", "Not possible for reasons of health or safety"),
        Code("not_acknowledged_in_time", "No port acknowledged the referral in time"),
        Code("not_examined_in_time", "No result was recorded in time"),
        Code(GONE, "No longer on the movement"),
    ),
    "adjudicate": (
        Code("same", "The keeper of the entry says: this is the person on the list"),
        Code("different", "The keeper of the entry says: this is another person"),
        Code("unsure", "The keeper of the entry cannot say"),
    ),
    "expire": (Code("no_decision_in_time", "Nobody decided before the deadline"),),
    "cancel": (
        Code(GONE, "No longer on the movement"),
        Code(NOT_INDICATED, "Newer data took the indication back before anybody had looked"),
    ),
}
RESULTS: tuple[Code, ...] = (
    Code("drugs", "Narcotics", "positive"),
    Code("cash", "Undeclared cash or bearer instruments", "positive"),
    Code("weapons", "Weapons or ammunition", "positive"),
    Code("documents", "False or misused documents", "positive"),
    Code("wanted_person", "Wanted or missing person", "positive"),
    Code("immigration", "Entry refused or immigration offence", "positive"),
    Code("goods", "Undeclared or prohibited goods", "positive"),
    Code("wildlife", "Protected species", "positive"),
    Code("tobacco", "Tobacco or alcohol over the allowance", "positive"),
    Code("trafficking", "Signs of trafficking or smuggling of persons", "positive"),
    Code("health", "Health measure", "positive"),
    Code("other", "Other finding", "positive"),
    Code("nothing_found", "Nothing found", "negative"),
    Code("not_examined", "Not examined", "not_examined"),
)
OUTCOMES = {
    "positive": "Something was found",
    "negative": "Nothing was found",
    "not_examined": "There was no examination",
}
RESULT_OUTCOME = {row.code: row.outcome for row in RESULTS}


def reason_text(kind: str, code: str) -> str:
    """The text of a reason code, or the code itself where it is not ours."""
    return next((row.text for row in REASONS.get(kind, ()) if row.code == code), code)


def is_reason(kind: str, code: str | None) -> bool:
    """Whether a code is one of the reasons for an action."""
    return any(row.code == code for row in REASONS.get(kind, ()))


def table() -> dict[str, Any]:
    """The tables of `GET /codes`."""
    return {
        "reasons": {
            kind: [{"code": row.code, "text": row.text} for row in rows]
            for kind, rows in REASONS.items()
        },
        "results": [{"code": r.code, "text": r.text, "outcome": r.outcome} for r in RESULTS],
        "outcomes": [{"code": code, "text": text} for code, text in OUTCOMES.items()],
        "offices": [{"code": office.code, "text": office.name} for office in OFFICES],
    }
