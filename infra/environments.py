"""What differs between stages, as frozen values; the stacks hold no string switches."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

type SearchKind = Literal["domain", "serverless", "external", "none"]
type Mfa = Literal["required", "optional", "off"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Memory in MB and time limit in seconds of one function."""

    memory: int
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The search engine: a managed domain, a serverless collection, one of your own, or none."""

    kind: SearchKind
    instance: str = "t3.small.search"
    nodes: int = 1
    zones: int = 1
    masters: int = 0
    volume_gib: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """Days that copies are kept; what the law sets lives here and nowhere else."""

    intake_days: int = 14
    archive_days: int = 1826  # five years, ICAO Annex 9 and EU PNR practice
    audit_lock_days: int = 1826
    audit_lock_mode: Literal["COMPLIANCE", "GOVERNANCE"] = "COMPLIANCE"
    log_days: int = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """Limits at the doors."""

    requests_per_second: int = 200
    burst: int = 400
    requests_per_address: int = 20_000  # in five minutes; a carrier's gateway is one address


# One row a function. 1,769 MB is one whole vCPU; match holds the index in memory.
SIZES: Mapping[str, Size] = {
    "parse": Size(memory=1769, seconds=60),
    "match": Size(memory=1769, seconds=60),
    "score": Size(memory=1024, seconds=60),
    "index": Size(memory=512, seconds=60),
    "advance": Size(memory=512, seconds=30),
    "notify": Size(memory=512, seconds=30),
    "board": Size(memory=1024, seconds=240),
    "audit_archive": Size(memory=512, seconds=60),
    "referral": Size(memory=512, seconds=30),
    "lists": Size(memory=3538, seconds=900),
    "rules": Size(memory=1769, seconds=300),
    "back_match": Size(memory=1769, seconds=300),
    "carrier_api": Size(memory=1024, seconds=29),
    # One whole vCPU as match has; a carrier has gone elsewhere long before these seconds are over.
    "interactive_api": Size(memory=1769, seconds=15),
    "officer_api": Size(memory=1769, seconds=29),
    "partner_api": Size(memory=512, seconds=29),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """One stage of the service."""

    stage: str
    retain: bool = True
    architecture: Literal["arm64", "x86_64"] = "arm64"
    layers: bool = True
    search: Search
    mfa: Mfa = "required"
    threat_protection: bool = True
    password_sign_in: bool = False
    console_urls: tuple[str, ...] = ()
    alarm_mail: str | None = None
    retention: Retention = field(default_factory=Retention)
    traffic: Traffic = field(default_factory=Traffic)
    sizes: Mapping[str, Size] = field(default_factory=lambda: SIZES)
    # Guards for what stands behind a function; an account starts with 1,000 in all.
    reserved_concurrency: Mapping[str, int] = field(default_factory=dict)
    queue_concurrency: Mapping[str, int] = field(default_factory=dict)
    # Functions kept warm for callers who wait; each costs about 17 USD a month and GB.
    provisioned_concurrency: Mapping[str, int] = field(default_factory=dict)
    # The State's own answer codes by outcome, such as {"ok": "0Z"}; what is not here is as in docs/users/carrier.md.
    interactive_codes: Mapping[str, str] = field(default_factory=dict)
    visibility_factor: int = 6  # AWS's advice: six times the function's time limit
    # Days of past departures that a changed list entry is held against: all that are kept.
    back_match_days: int = 1826
    back_match_at_once: int = 20
    # The share of travellers that the machine draws where supervisors have set none, and whether the score uses only
    # weights that people have approved (EU mode) or also what results have taught since.
    random_share: float = 0.002
    eu_mode: bool = False

    @property
    def learning(self) -> Mapping[str, str]:
        """What functions that score, or show how, are told of both."""
        return {"RANDOM_SHARE": str(self.random_share), "EU_MODE": str(self.eu_mode).lower()}


DEV = Environment(
    stage="dev",
    retain=False,
    search=Search(kind="domain"),
    mfa="optional",
    threat_protection=False,
    password_sign_in=True,
    console_urls=("http://localhost:5173/",),
    retention=Retention(
        archive_days=30, audit_lock_days=1, audit_lock_mode="GOVERNANCE", log_days=14
    ),
    traffic=Traffic(requests_per_second=50, burst=100),
)

TEST = Environment(
    stage="test",
    search=Search(kind="domain", instance="m7g.medium.search", nodes=2, zones=2, volume_gib=50),
    retention=Retention(archive_days=90, audit_lock_days=7, audit_lock_mode="GOVERNANCE"),
)

PROD = Environment(
    stage="prod",
    search=Search(
        kind="domain",
        instance="r7g.large.search",
        nodes=3,
        zones=3,
        masters=3,
        volume_gib=200,
    ),
    retention=Retention(log_days=365),
    traffic=Traffic(requests_per_second=1000, burst=2000, requests_per_address=100_000),
    reserved_concurrency={"index": 20, "audit_archive": 10, "lists": 2},
    provisioned_concurrency={"interactive_api": 4},
    queue_concurrency={"parse": 100, "match": 100, "score": 50, "notify": 10},
)

# Seconds that a message of a killed function is away, on one machine.
_PATIENCE = {"parse": 30, "match": 30, "score": 30, "notify": 15}

# The emulator runs functions in the project's own interpreter, so layers would be built for nothing;
# a message of a killed function must come back within a test's patience.
LOCAL = replace(
    DEV,
    stage="local",
    architecture="x86_64",
    layers=False,
    search=Search(kind="external"),
    mfa="off",
    visibility_factor=1,
    sizes={**SIZES, **{name: replace(SIZES[name], seconds=s) for name, s in _PATIENCE.items()}},
    queue_concurrency={"parse": 4, "match": 4, "score": 4, "notify": 2},
    back_match_days=366,  # a question a day, and the emulator is slow at asking
    back_match_at_once=2,
)

ENVIRONMENTS: Mapping[str, Environment] = {e.stage: e for e in (DEV, TEST, PROD, LOCAL)}


def named(stage: str) -> Environment:
    """The environment of that name."""
    if stage not in ENVIRONMENTS:
        known = ", ".join(ENVIRONMENTS)
        raise ValueError(
            f"There is no stage {stage!r} in infra/environments.py; it knows {known}. "
            "Choose with OFFING_STAGE or `-c stage=`."
        )
    return ENVIRONMENTS[stage]
