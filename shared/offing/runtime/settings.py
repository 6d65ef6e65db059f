"""The environment of each function as a typed model, checked at cold start.

`infra` sets exactly these variables; a test holds the templates and these models together.
"""

import os
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, Json

Name = Annotated[str, Field(min_length=1, max_length=2048)]
# The share of the random arm where none is set, and whether the score uses approved weights alone.
Share = Annotated[float, Field(ge=0, le=1)]
RANDOM_SHARE = 0.002
AnswerCode = Annotated[str, Field(pattern=r"^[0-4][0-9A-Z]$")]


class Settings(BaseModel):
    """What every function is told."""

    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=str.upper)

    offing_stage: Name

    @classmethod
    def read(cls) -> Self:
        """The settings of this process; a missing one is an error that names it."""
        return cls.model_validate(dict(os.environ))


class CarrierApiSettings(Settings):
    """carrier_api: takes messages in."""

    travel_table: Name
    statistics_table: Name
    audit_table: Name
    notices_table: Name
    intake_bucket: Name
    archive_bucket: Name
    messages_queue_url: Name


class InteractiveApiSettings(Settings):
    """interactive_api: may these travellers board.

    `interactive_seconds` is the time for a whole answer; `interactive_codes` are a State's own answer codes by outcome.
    """

    travel_table: Name
    watchlists_table: Name
    statistics_table: Name
    audit_table: Name
    notices_table: Name
    archive_bucket: Name
    artefacts_bucket: Name
    messages_queue_url: Name
    interactive_seconds: Annotated[float, Field(gt=0, le=20)] = 2.5
    eu_mode: bool = False
    interactive_codes: Json[dict[str, AnswerCode]] = Field(default_factory=dict)


class OfficerApiSettings(Settings):
    """officer_api: everything the console asks."""

    intake_bucket: Name
    artefacts_bucket: Name
    event_bus: Name
    travel_table: Name
    cases_table: Name
    statistics_table: Name
    watchlists_table: Name
    audit_table: Name
    notices_table: Name
    messages_queue_url: Name
    match_queue_url: Name
    score_queue_url: Name
    notices_queue_url: Name
    partner_secrets_arn: Name
    search_endpoint: str = ""
    search_auth: str = "iam"
    random_share: Share = RANDOM_SHARE
    eu_mode: bool = False


class PartnerApiSettings(Settings):
    """partner_api: signed list entries."""

    watchlists_table: Name
    audit_table: Name
    event_bus: Name
    partner_secrets_arn: Name


class ParseSettings(Settings):
    """parse: bytes to reports."""

    travel_table: Name
    statistics_table: Name
    idempotency_table: Name
    intake_bucket: Name
    archive_bucket: Name
    messages_queue_url: Name
    match_queue_url: Name
    event_bus: Name


class MatchSettings(Settings):
    """match: reports to travellers held against the lists."""

    travel_table: Name
    watchlists_table: Name
    artefacts_bucket: Name
    score_queue_url: Name


class ScoreSettings(Settings):
    """score: rules, score, random draw, cases."""

    travel_table: Name
    cases_table: Name
    statistics_table: Name
    artefacts_bucket: Name
    draw_key_arn: Name
    random_share: Share = RANDOM_SHARE
    eu_mode: bool = False


class RulesSettings(Settings):
    """rules: rulebooks put into use, rules tried on the past."""

    travel_table: Name
    cases_table: Name
    statistics_table: Name
    artefacts_bucket: Name
    score_queue_url: Name
    event_bus: Name


class IndexSettings(Settings):
    """index: streams to the search engine."""

    search_endpoint: str = ""
    search_auth: str = "iam"


class AdvanceSettings(Settings):
    """advance: the stream of cases drives workflows and events."""

    cases_table: Name
    referral_machine_arn: Name
    event_bus: Name


class ReferralSettings(Settings):
    """referral: steps of the referral state machine."""

    cases_table: Name
    statistics_table: Name
    travel_table: Name
    watchlists_table: Name


class ListsSettings(Settings):
    """lists: steps that keep the watchlist index.

    A changed entry is held against the travellers stored of the last `back_match_days`.
    """

    watchlists_table: Name
    intake_bucket: Name
    artefacts_bucket: Name
    back_match_days: Annotated[int, Field(ge=1, le=3660)] = 1826


class BackMatchSettings(Settings):
    """back_match: stored travellers held against changed entries."""

    travel_table: Name
    artefacts_bucket: Name
    match_queue_url: Name


class NotifySettings(Settings):
    """notify: signed webhooks out."""

    notices_table: Name
    cases_table: Name
    partner_secrets_arn: Name


class BoardSettings(Settings):
    """board: what is due, late and missing."""

    travel_table: Name
    notices_table: Name
    statistics_table: Name
    event_bus: Name


class AuditArchiveSettings(Settings):
    """audit_archive: the audit stream to locked storage."""

    audit_bucket: Name


SETTINGS: dict[str, type[Settings]] = {
    "carrier_api": CarrierApiSettings,
    "interactive_api": InteractiveApiSettings,
    "officer_api": OfficerApiSettings,
    "partner_api": PartnerApiSettings,
    "parse": ParseSettings,
    "match": MatchSettings,
    "score": ScoreSettings,
    "rules": RulesSettings,
    "index": IndexSettings,
    "advance": AdvanceSettings,
    "referral": ReferralSettings,
    "lists": ListsSettings,
    "back_match": BackMatchSettings,
    "notify": NotifySettings,
    "board": BoardSettings,
    "audit_archive": AuditArchiveSettings,
}
