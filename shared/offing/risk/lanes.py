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
ANY = "*"


@dataclass(frozen=True, slots=True)
class Treatment:
    """Of a stream at an office (`*`: all others): where its bands begin, and the lane of each."""

    stream: str
    office: str
    red: float
    amber: float
    lanes: tuple[str, str, str]

    def band_of(self, p: float) -> str:
        """The band of a probability."""
        return "red" if p >= self.red else "amber" if p >= self.amber else "green"


# The first row that fits is taken; a deployment writes its offices' own rows above the general ones.
TREATMENTS = (
    # People who do not leave the airside area are stopped there only for a strong reason.
    Treatment("transit", ANY, 0.10, 0.04, ("red", "blue", "green")),
    Treatment(ANY, ANY, 0.10, 0.04, ("red", "yellow", "green")),
)


def treatment_of(
    stream: str, office: str = "", table: tuple[Treatment, ...] = TREATMENTS
) -> Treatment:
    """The row of a stream at an office."""
    return next(t for t in table if t.stream in (stream, ANY) and t.office in (office, ANY))


def lane_of(
    stream: str, band: str, *, office: str = "", random: bool = False, alert: bool = False
) -> str:
    """The lane of a traveller; those drawn by the machine, and those with a strong match, are always red."""
    if random or alert:
        return "red"
    return dict(zip(BANDS, treatment_of(stream, office).lanes, strict=True))[band]


def opens_case(band: str, *, random: bool = False, alert: bool = False) -> bool:
    """Whether an officer must look: band red, a strong match, or drawn by the machine."""
    return band == "red" or random or alert
