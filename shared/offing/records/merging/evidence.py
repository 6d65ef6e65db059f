"""Evidence: what speaks for two nodes being one person, and what forbids it."""

from offing.records.merging.mentions import dates_agree, full_date
from offing.records.merging.names import compatible, same
from offing.records.merging.nodes import Node


def _share_document(a: Node, b: Node) -> bool:
    return any(
        number == other and (issuer == land or issuer is None or land is None)
        for number, issuer in a.documents
        for other, land in b.documents
    )


def same_document(a: Node, b: Node) -> bool:
    """One document number and issuer, and a name or birth date that fits."""
    if not _share_document(a, b):
        return False
    return not a.name or not b.name or compatible(a.name, b.name) or _born_together(a, b)


def _born_together(a: Node, b: Node) -> bool:
    return full_date(a.dob) is not None and a.dob == b.dob


def same_reference(a: Node, b: Node) -> bool:
    """The carrier says so, unless both name and birth date say otherwise."""
    return dates_agree(a.dob, b.dob) or compatible(a.name, b.name)


def nothing_against(a: Node, b: Node) -> bool:
    """The key says enough, unless birth dates contradict."""
    return dates_agree(a.dob, b.dob)


def _sexes_agree(a: Node, b: Node) -> bool:
    return not a.sexes or not b.sexes or bool(a.sexes & b.sexes)


def like_in_booking(a: Node, b: Node) -> bool:
    """A shorter or cut form of the name in one booking."""
    return dates_agree(a.dob, b.dob) and _sexes_agree(a, b) and compatible(a.name, b.name)


def like_by_birth(a: Node, b: Node) -> bool:
    """A shorter or cut form of the name with one birth date."""
    given = bool(a.name.given and b.name.given)
    return given and _sexes_agree(a, b) and compatible(a.name, b.name)


def like_infants(a: Node, b: Node) -> bool:
    """An infant has no place, seldom a document of its own in a PNR: the name has to do."""
    apart = a.locators and b.locators and not set(a.locators) & set(b.locators)
    papers = a.documents and b.documents
    return not apart and not papers and dates_agree(a.dob, b.dob) and compatible(a.name, b.name)


def one_in_list(a: Node, b: Node) -> bool:
    """Whether two mentions of one list are a true duplicate: the carrier named the same person twice."""
    if same(a.name, b.name) and (_born_together(a, b) or _cut_booking(a, b)):
        return True
    return _share_document(a, b) and compatible(a.name, b.name)


def _cut_booking(a: Node, b: Node) -> bool:
    """A booking that continues in the next part of a split list names its travellers again."""
    if not set(a.locators) & set(b.locators) or not dates_agree(a.dob, b.dob):
        return False
    return not {id(m.report) for m in a.mentions} & {id(m.report) for m in b.mentions}


def may_join(a: Node, b: Node, strict: bool) -> bool:
    """Whether nothing in either cluster speaks against it; `strict` asks of all names and birth dates."""
    for x in a.cluster:
        for y in b.cluster:
            if x.units & y.units and not one_in_list(x, y):
                return False
            if strict and not _alike(x, y):
                return False
    return True


def _alike(x: Node, y: Node) -> bool:
    if not dates_agree(x.dob, y.dob):
        return False
    return not x.name or not y.name or compatible(x.name, y.name)
