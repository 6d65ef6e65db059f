"""A word processor's apostrophes: terminators that it has replaced are told from those that names have."""

import re
from functools import lru_cache

# The tags of PAXLST, PNRGOV and their answers: what a segment may begin with and a name seldom goes on with.
_TAGS = b"|".join(
    b"UN[BGHTEZS] BGM RFF DTM LOC NAD CTA COM TDT ATT MEA GEI GIS FTX EMP NAT DOC CPI QTY CNT AUT ERP ERC "
    b"MSG ORG TVL EQN SRC RCI SSR DAT IFT ADD EBD TIF FTI REF FAR TKT MON PTK TXD FOP TRA RPI APD TRI SSD TBD "
    b"ABI SAC LTS UC[IMSD]".split()
)


def terminators_restored(data: bytes, element: bytes) -> bytes:
    """`data` of the same length with ' for each U+2019 (or 0x92 of Windows) that ends a segment.

    It does at the end, before a new line with any tag, and before a tag of travel messages with its separator.
    In `D’ANA'` and `TIF+D’ANA+MARIA` it is part of a name, although three letters and a separator follow.
    """
    if data.isascii() or not (b"\xe2" in data or b"\x92" in data):
        return data
    begins = _begins(element)
    data = re.sub(rb"\xe2\x80\x99" + begins, b"'\n\n", data)
    return re.sub(rb"(?<![\x80-\xff])\x92" + begins, b"'", data)


@lru_cache(maxsize=8)
def _begins(element: bytes) -> bytes:
    separator, quote = re.escape(element), rb"(?:'|\xe2\x80\x99|\x92)"
    ends = rb"(?:" + separator + rb"|" + quote + rb")"
    return (
        rb"(?=\s*$|[ \t]*[\r\n]\s*[A-Z]{3}" + ends + rb"|[ \t]*(?:(?:" + _TAGS + rb")" + separator
        + rb"|SRC" + quote + rb"))"
    )  # fmt: skip
