"""Bands to lanes, by stream: what is done with whom. One table for the machine, the console and the docs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lane:
    """A way of treatment, as ASYCUDA and its users name them."""

    code: str
    label: str
    sentence: str


LANES = {
    lane.code: lane
    for lane in (
        Lane("red", "Red", "An officer decides; a referral means examination."),
        Lane("yellow", "Yellow", "Documents are looked at on arrival."),
        Lane("blue", "Blue", "Goes through; looked at afterwards, and counted."),
        Lane("green", "Green", "Goes through."),
    )
}
BANDS = ("red", "amber", "green")
_BY_STREAM = {
    "passenger": {"red": "red", "amber": "yellow", "green": "green"},
    "crew": {"red": "red", "amber": "yellow", "green": "green"},
    # People who do not leave the airside area are stopped there only for a strong reason.
    "transit": {"red": "red", "amber": "blue", "green": "green"},
}


def lane_of(stream: str, band: str, *, random: bool = False, alert: bool = False) -> str:
    """The lane of a traveller; those drawn by the machine, and those with a strong match, are always red."""
    if random or alert:
        return "red"
    return _BY_STREAM.get(stream, _BY_STREAM["passenger"])[band]


def opens_case(band: str, *, random: bool = False, alert: bool = False) -> bool:
    """Whether an officer must look: band red, a strong match, or drawn by the machine."""
    return band == "red" or random or alert
