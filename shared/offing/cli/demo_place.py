"""A local stack as the demo sees it: addresses, tokens, signatures, and whether its index is in use."""

import json
import threading
import time
from collections.abc import Callable

from offing.demo.push import TokenProvider, need_https_or_local
from offing.demo.run import Place
from offing.kernel.ids import uuid7
from offing.local import aws, tokens
from offing.local.people import credentials
from offing.local.state import Stack
from offing.notices import signing

TARGETERS = ("sven", "tilda", "oren")  # a supervisor for the counts, and officers of each agency


def place_of(stack: Stack) -> Place:
    """Where the day is pushed, and how to speak as the people and systems of `stack`."""
    return Place(
        carrier_api=need_https_or_local(stack.urls["carrier_api"]),
        officer_api=need_https_or_local(stack.urls["officer_api"]),
        partner_api=need_https_or_local(stack.urls["partner_api"]),
        carrier_token=lambda carrier: _kept(lambda: tokens.token(stack, carrier)),
        officer_token=lambda officer: _kept(lambda: tokens.token(stack, officer)),
        sign=_signer(credentials(stack)["partners"]),
        index_ready=lambda entries: _entries_in_index(stack) >= entries,
        officers=TARGETERS,
    )


def _kept(fetch: Callable[[], str]) -> TokenProvider:
    """A token that is fetched once, and again when it was refused."""
    lock, kept = threading.Lock(), dict[str, str]()

    def provide(fresh: bool) -> str:
        with lock:
            if fresh or "token" not in kept:
                kept["token"] = fetch()
            return kept["token"]

    return provide


def _signer(secrets: dict[str, str]) -> Callable[[str, bytes], dict[str, str]]:
    def sign(partner: str, body: bytes) -> dict[str, str]:
        now = time.time()
        return signing.sign(f"msg_{uuid7(int(now * 1000))}", int(now), body, [secrets[partner]])

    return sign


def _entries_in_index(stack: Stack) -> int:
    """How many entries the index in use rests on; nothing while there is none."""
    s3, bucket = aws.client(stack, "s3"), stack.settings["ARTEFACTS_BUCKET"]

    try:
        pointer = s3.get_object(Bucket=bucket, Key="watchlists/CURRENT")["Body"].read()
        return int(json.loads(pointer)["entries"])
    except s3.exceptions.NoSuchKey:
        return 0
