"""Clusters: which mentions are one person.

Equal mentions are collapsed into nodes first; then the tiers join nodes, strongest evidence first. A join must hold
for all nodes of both clusters, so that a chain of half-likenesses never bridges two people.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from offing.records.merging import evidence, keys
from offing.records.merging.mentions import Mention
from offing.records.merging.nodes import Node

_CROWD = 100  # a key that so many share tells nobody apart, so it is not compared pair by pair
_LETTERS = 6  # a shorter name alone is no ground to join


@dataclass(frozen=True, slots=True)
class Tier:
    """One ground to join: the keys under which nodes meet, what must hold of the two, and, if `strict`, of all."""

    keys: Callable[[Node], Iterable[object]]
    likely: Callable[[Node, Node], bool]
    strict: bool = True


TIERS = (
    Tier(keys.document_keys, evidence.same_document, strict=False),
    Tier(keys.reference_keys, evidence.same_reference, strict=False),
    Tier(keys.place_and_name, evidence.nothing_against),
    Tier(keys.birth_and_name, evidence.nothing_against),
    Tier(keys.place_and_start, evidence.like_in_booking),
    Tier(keys.birth_and_start, evidence.like_by_birth),
    Tier(keys.infant_keys, evidence.like_infants),
)


def clusters_of(mentions: Iterable[Mention], movement_id: str) -> list[list[Node]]:
    """The people among the mentions; every mention is in exactly one."""
    departure = next((p for p in movement_id.split("-") if len(p) == 8 and p.isdigit()), "")
    nodes: dict[str, Node] = {}
    for mention in mentions:
        node = nodes.get(mention.key)
        if node is None:
            node = nodes[mention.key] = Node(mention, len(nodes), departure)
        node.add(mention)
    _join(list(nodes.values()))
    return list({id(n.cluster): n.cluster for n in nodes.values()}.values())


def _join(nodes: list[Node]) -> None:
    _mark_shared_references(nodes)
    for tier in TIERS:
        for a, b in _pairs(nodes, tier.keys):
            if (
                a.cluster is not b.cluster
                and tier.likely(a, b)
                and evidence.may_join(a, b, tier.strict)
            ):
                _unite(a, b)
    _join_by_name_alone(nodes)


def _pairs(
    nodes: list[Node], keys_of: Callable[[Node], Iterable[object]]
) -> Iterator[tuple[Node, Node]]:
    blocks: dict[object, list[Node]] = {}
    for node in nodes:
        for key in keys_of(node):
            blocks.setdefault(key, []).append(node)
    for block in blocks.values():
        if 1 < len(block) <= _CROWD:
            yield from combinations(block, 2)


def _mark_shared_references(nodes: list[Node]) -> None:
    """References that one list gives to different people tell nothing: some carriers fill in the booking's."""
    holders: dict[tuple[str, int], list[Node]] = {}
    for node in nodes:
        if node.reference:
            for unit in node.units:
                holders.setdefault((node.reference, unit), []).append(node)
    shared = {
        reference
        for (reference, _), held in holders.items()
        if any(not evidence.one_in_list(a, b) for a, b in combinations(held[:_CROWD], 2))
    }
    for node in nodes:
        node.shares_reference = node.reference in shared


def _unite(a: Node, b: Node) -> None:
    kept, lost = (a, b) if a.cluster[0].order < b.cluster[0].order else (b, a)
    kept.cluster.extend(lost.cluster)
    joined = kept.cluster
    for node in lost.cluster:
        node.cluster = joined


def _join_by_name_alone(nodes: list[Node]) -> None:
    """One full name that only two clusters have, of which one came without locator: API and PNR of one person."""
    blocks: dict[str, list[Node]] = {}
    for node in nodes:
        if node.name.surname and node.name.given and len(node.name.glued) >= _LETTERS:
            blocks.setdefault(node.name.turned, []).append(node)
    for block in blocks.values():
        clusters = {id(node.cluster): node for node in block}
        if len(clusters) == 2:
            a, b = clusters.values()
            if _half_known(a.cluster, b.cluster) and evidence.may_join(a, b, strict=True):
                _unite(a, b)


def _half_known(a: list[Node], b: list[Node]) -> bool:
    located = [any(n.locators for n in cluster) for cluster in (a, b)]
    papers = [any(n.documents for n in cluster) for cluster in (a, b)]
    return not all(located) and not all(papers)
