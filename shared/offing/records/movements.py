"""Movements: one leg of a conveyance, with its times and ports."""

from dataclasses import dataclass

# PADIS segment statuses under which nobody flies: cancelled, unable, refused, schedule changed away.
DEAD = frozenset({"XX", "HX", "UN", "UC", "US", "NO", "XL", "XR", "WK"})


@dataclass(frozen=True, kw_only=True)  # without slots, as in travellers.py
class Movement:
    """One leg: `carrier` + `number` from `origin` to `destination`.

    `mode` is air, sea, rail or road. `number` has no leading zeros. Ports are IATA codes (air) or UN/LOCODEs.
    Times are local to the port, `YYYY-MM-DDTHH:MM` or `YYYY-MM-DD`. `status` is a PADIS segment status (HK, XX, …)
    where the movement is a segment of a booking, or `cancelled`, or nothing.
    """

    carrier: str
    number: str
    origin: str
    destination: str
    mode: str = "air"
    suffix: str | None = None
    operating: str | None = None
    departure: str | None = None
    arrival: str | None = None
    status: str | None = None

    @property
    def id(self) -> str:
        """The key under which everything about this leg is kept, safe in a URL."""
        day = (self.departure or self.arrival or "")[:10].replace("-", "") or "undated"
        parts = (self.carrier, f"{self.number}{self.suffix or ''}", self.origin, self.destination)
        carrier, number, origin, destination = map(_plain, parts)
        return f"{self.mode}-{carrier}{number}-{day}-{origin}-{destination}"

    @property
    def label(self) -> str:
        """How people name it: `UA988 FRA-IAD`."""
        return f"{self.carrier}{self.number}{self.suffix or ''} {self.origin}-{self.destination}"


def _plain(code: str) -> str:
    """A code as part of a key: what is neither letter nor digit would cut the key or the address."""
    if code.isascii() and code.isalnum():
        return code
    return "".join(c if c.isascii() and c.isalnum() else "_" for c in code)
