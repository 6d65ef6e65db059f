"""Clusters: which mentions are one person.

Equal mentions are collapsed into nodes first; then the tiers join nodes, strongest evidence first. A join must hold
for all nodes of both clusters, so that a chain of half-likenesses never bridges two people.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from offing.records.merging.mentions import DocumentKey, Mention, dates_agree, full_date
from offing.records.merging.names import Name, compatible, same

_CROWD = 100  # a key that so many share tells nobody apart, so it is not compared pair by pair
_LETTERS = 6  # a shorter name alone is no ground to join


class Node:
    """All mentions that say exactly the same of who it is."""

    __slots__ = (
        "cluster", "dob", "documents", "infant", "key", "locators",
        "mentions", "name", "order", "reference", "sexes", "units",
    )  # fmt: skip

    def __init__(self, first: Mention, order: int, departure: str) -> None:
        self.key = first.key
        self.order = order
        self.name = first.name
        self.documents: frozenset[DocumentKey] = first.documents
        self.dob = first.traveller.date_of_birth
        self.locators = first.locators
        self.reference = first.reference
        self.infant = first.traveller.type == "INF" or _is_infant(self.dob, departure)
        self.mentions: list[Mention] = []
        self.units: set[int] = set()
        self.sexes: set[str] = set()
        self.cluster = [self]

    def add(self, mention: Mention) -> None:
        """Take in a mention with the node's key."""
        self.mentions.append(mention)
        self.units.add(mention.list.order)
        if mention.locators != self.locators:
            self.locators = tuple(dict.fromkeys((*self.locators, *mention.locators)))
        if mention.documents != self.documents:  # the same numbers, from other issuers
            self.documents |= mention.documents
        if mention.traveller.sex in ("M", "F"):
            self.sexes.add(mention.traveller.sex)


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


def _is_infant(dob: str | None, departure: str) -> bool:
    """Under two years on the day of departure."""
    if full_date(dob) is None or not departure:
        return False
    return int(departure) - int(str(dob).replace("-", "")) < 2_00_00


def _join(nodes: list[Node]) -> None:
    shared = _shared_references(nodes)
    for keys, likely, strict in (
        (_document_keys, _same_document, False),
        (lambda n: _reference_keys(n, shared), _same_reference, False),
        (_place_and_name, _nothing_against, True),
        (_birth_and_name, _nothing_against, True),
        (_place_and_start, _like_in_booking, True),
        (_birth_and_start, _like_by_birth, True),
        (_infant_keys, _like_infants, True),
    ):
        for a, b in _pairs(nodes, keys):
            if a.cluster is not b.cluster and likely(a, b) and _may_join(a, b, strict):
                _unite(a, b)
    _join_by_name_alone(nodes)


def _pairs(
    nodes: list[Node], keys: Callable[[Node], Iterable[object]]
) -> Iterator[tuple[Node, Node]]:
    blocks: dict[object, list[Node]] = {}
    for node in nodes:
        for key in keys(node):
            blocks.setdefault(key, []).append(node)
    for block in blocks.values():
        if 1 < len(block) <= _CROWD:
            yield from combinations(block, 2)


def _shared_references(nodes: list[Node]) -> set[str]:
    """References that one list gives to different people: some carriers fill in the booking's."""
    holders: dict[tuple[str, int], list[Node]] = {}
    for node in nodes:
        if node.reference:
            for unit in node.units:
                holders.setdefault((node.reference, unit), []).append(node)
    return {
        reference
        for (reference, _), held in holders.items()
        if any(not _one_in_list(a, b) for a, b in combinations(held[:_CROWD], 2))
    }


def _document_keys(node: Node) -> Iterable[object]:
    return sorted({number for number, _ in node.documents})


def _reference_keys(node: Node, shared: set[str]) -> Iterable[object]:
    return (node.reference,) if node.reference and node.reference not in shared else ()


def _place_and_name(node: Node) -> Iterable[object]:
    if node.name:
        for locator in node.locators:
            yield locator, node.name.turned
            yield locator, "", node.name.glued


def _birth_and_name(node: Node) -> Iterable[object]:
    if full_date(node.dob) and node.name:
        yield node.dob, node.name.turned
        yield node.dob, "", node.name.glued


def _starts(name: Name) -> list[str]:
    # In order: a set's order changes from process to process, and with it which of two equals is joined first.
    words = name.surname or name.given
    return sorted({word[:2] for word in (*words, name.whole) if word})


def _place_and_start(node: Node) -> Iterable[object]:
    return ((locator, start) for locator in node.locators for start in _starts(node.name))


def _birth_and_start(node: Node) -> Iterable[object]:
    return ((node.dob, start) for start in _starts(node.name)) if full_date(node.dob) else ()


def _infant_keys(node: Node) -> Iterable[object]:
    return _starts(node.name) if node.infant else ()


def _share_document(a: Node, b: Node) -> bool:
    return any(
        number == other and (issuer == land or issuer is None or land is None)
        for number, issuer in a.documents
        for other, land in b.documents
    )


def _same_document(a: Node, b: Node) -> bool:
    if not _share_document(a, b):
        return False
    return not a.name or not b.name or compatible(a.name, b.name) or _born_together(a, b)


def _born_together(a: Node, b: Node) -> bool:
    return full_date(a.dob) is not None and a.dob == b.dob


def _same_reference(a: Node, b: Node) -> bool:
    """The carrier says so, unless both name and birth date say otherwise."""
    return dates_agree(a.dob, b.dob) or compatible(a.name, b.name)


def _nothing_against(a: Node, b: Node) -> bool:
    return dates_agree(a.dob, b.dob)


def _sexes_agree(a: Node, b: Node) -> bool:
    return not a.sexes or not b.sexes or bool(a.sexes & b.sexes)


def _like_in_booking(a: Node, b: Node) -> bool:
    return dates_agree(a.dob, b.dob) and _sexes_agree(a, b) and compatible(a.name, b.name)


def _like_by_birth(a: Node, b: Node) -> bool:
    given = bool(a.name.given and b.name.given)
    return given and _sexes_agree(a, b) and compatible(a.name, b.name)


def _like_infants(a: Node, b: Node) -> bool:
    """An infant has no place, seldom a document of its own in a PNR: the name has to do."""
    apart = a.locators and b.locators and not set(a.locators) & set(b.locators)
    papers = a.documents and b.documents
    return not apart and not papers and dates_agree(a.dob, b.dob) and compatible(a.name, b.name)


def _one_in_list(a: Node, b: Node) -> bool:
    """Whether two mentions of one list are a true duplicate: the carrier named the same person twice."""
    if same(a.name, b.name) and (_born_together(a, b) or _cut_booking(a, b)):
        return True
    return _share_document(a, b) and compatible(a.name, b.name)


def _cut_booking(a: Node, b: Node) -> bool:
    """A booking that continues in the next part of a split list names its travellers again."""
    if not set(a.locators) & set(b.locators) or not dates_agree(a.dob, b.dob):
        return False
    return not {id(m.report) for m in a.mentions} & {id(m.report) for m in b.mentions}


def _may_join(a: Node, b: Node, strict: bool) -> bool:
    """Whether nothing in either cluster speaks against it; `strict` asks of all names and birth dates."""
    for x in a.cluster:
        for y in b.cluster:
            if x.units & y.units and not _one_in_list(x, y):
                return False
            if strict and not _alike(x, y):
                return False
    return True


def _alike(x: Node, y: Node) -> bool:
    if not dates_agree(x.dob, y.dob):
        return False
    return not x.name or not y.name or compatible(x.name, y.name)


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
            if _half_known(a.cluster, b.cluster) and _may_join(a, b, strict=True):
                _unite(a, b)


def _half_known(a: list[Node], b: list[Node]) -> bool:
    located = [any(n.locators for n in cluster) for cluster in (a, b)]
    papers = [any(n.documents for n in cluster) for cluster in (a, b)]
    return not all(located) and not all(papers)
