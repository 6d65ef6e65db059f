"""Actions: everything anybody can ask for, in one table that policies, API, console, docs and tests read."""

from dataclasses import dataclass

from offing.kernel.errors import InvalidInputError


@dataclass(frozen=True, slots=True)
class Action:
    """One action: on what, in a sentence; `personal` shows personal data, so that it needs a purpose."""

    name: str
    resource: str
    sentence: str
    personal: bool = False


_TABLE = (
    Action("case:view", "Case", "See a case and the queue", personal=True),
    Action("case:claim", "Case", "Take a case to work on it, or give it back", personal=True),
    Action("case:decide", "Case", "Clear a case or refer it to a port", personal=True),
    Action("case:acknowledge", "Case", "Acknowledge a referral at the port", personal=True),
    Action("case:result", "Case", "Record the result of an examination", personal=True),
    Action("case:advance", "Case", "Move a case on when its time is up"),
    Action("traveller:view", "Traveller", "See a traveller's dossier", personal=True),
    Action("traveller:search", "Traveller", "Search travellers and cases", personal=True),
    Action("traveller:export", "Traveller", "Take a dossier out of the system", personal=True),
    Action("traveller:unmask", "Traveller", "Ask to see depersonalised data", personal=True),
    Action("traveller:approve_unmask", "Traveller", "Agree to such a request", personal=True),
    Action("movement:view", "Movement", "See a movement and its travellers", personal=True),
    Action("message:view", "Message", "See the message log and its findings"),
    Action("message:resubmit", "Message", "Have a message read once more"),
    Action("message:push", "Message", "Send messages"),
    Action("message:validate", "Message", "Have a message explained that nobody keeps"),
    Action("message:ask", "Message", "Ask whether the travellers of a message may board"),
    Action("receipt:view", "Message", "See how a message was received"),
    Action("carrier:view", "Carrier", "See carriers, the movement board, data quality and notices"),
    Action("carrier:edit", "Carrier", "Change a carrier's profile, upload schedules"),
    Action("watchlist:view", "Watchlist", "See a list and its entries", personal=True),
    Action("watchlist:edit", "Watchlist", "Write and withdraw entries", personal=True),
    Action(
        "watchlist:authorise",
        "Watchlist",
        "Authorise an entry to keep a person from boarding, or withdraw that",
        personal=True,
    ),
    Action(
        "watchlist:adjudicate",
        "Watchlist",
        "Say whether a traveller is somebody on an own list",
        personal=True,
    ),
    Action("watchlist:push", "Watchlist", "Send entries of an own list"),
    Action("rule:view", "Rule", "See risk rules and how well they do"),
    Action("rule:write", "Rule", "Write risk rules"),
    Action("rule:approve", "Rule", "Approve another's rule"),
    Action("statistics:view", "Statistics", "See the figures of rules, lists and movements"),
    Action("capacity:edit", "Statistics", "Set what an office can examine"),
    Action("draw:edit", "Statistics", "Set with which shares the machine draws"),
    Action("audit:view", "AuditTrail", "Read the audit trail"),
    Action("audit:verify", "AuditTrail", "Verify the audit trail"),
    Action("account:manage", "Account", "Create people's accounts and give roles"),
    Action("service:operate", "Service", "Redrive queues, rebuild the index, see health"),
    Action("subscription:manage", "Subscription", "Subscribe to events"),
)  # fmt: skip
ACTIONS: dict[str, Action] = {action.name: action for action in _TABLE}
RESOURCES = tuple(dict.fromkeys(action.resource for action in _TABLE))


def action_of(name: str) -> Action:
    """The row of an action; an unknown name is a mistake of ours or of a caller, never a permission."""
    if name not in ACTIONS:
        raise InvalidInputError(f"There is no action '{name}'.", where="action")
    return ACTIONS[name]
