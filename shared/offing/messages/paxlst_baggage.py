"""PAXLST baggage: pieces and weight in MEA, tags in FTX."""

from offing.messages.paxlst_header import NOTHING, unknown
from offing.messages.paxlst_meanings import Meanings, Step, elements, parts
from offing.messages.paxlst_state import List
from offing.messages.persons import bag_tags, kilogrammes, quantity
from offing.messages.service import COMPONENT, ELEMENT

_BAGGAGE = f"FTX{ELEMENT}BAG"


def measure(segment: str, _: Meanings) -> Step:
    """MEA: how many bags, or their weight."""
    e = elements(segment)
    what, value = e[1].strip(), parts(e[3], 2)
    number = value[1] or value[0]
    if what == "CT":
        return (List.bag, "count", quantity(number))
    if what == "WT":
        return (List.bag, "weight_kg", kilogrammes(number, value[0].upper()))
    return unknown("MEA", what)


def free_text(segment: str, _: Meanings) -> Step:
    """FTX: tags of bags; other texts are passed over."""
    texts = segment.split(ELEMENT)[4:]
    if not texts or not segment.startswith(_BAGGAGE):
        return NOTHING
    tag, _mark, many = texts[0].partition(COMPONENT)
    tags = bag_tags(tag, many.partition(COMPONENT)[0].strip())
    return (List.bag, "tags", tuple(tags)) if tags else NOTHING
