"""SSIM lines for tests, built by column so that no test counts blanks."""

_LEG = {
    "type": (1, "3"),
    "suffix": (2, " "),
    "carrier": (3, "XQ "),
    "number": (6, " 417"),
    "variation": (10, "01"),
    "leg": (12, "01"),
    "service": (14, "J"),
    "first": (15, "29MAR26"),
    "last": (22, "24OCT26"),
    "days": (29, "1234567"),
    "weeks": (36, " "),
    "origin": (37, "LHR"),
    "departure": (40, "1030"),
    "aircraft_departure": (44, "1030"),
    "departure_offset": (48, "+0100"),
    "destination": (55, "NBO"),
    "aircraft_arrival": (58, "2105"),
    "arrival": (62, "2105"),
    "arrival_offset": (66, "+0300"),
    "aircraft": (73, "788"),
    "disclosure": (149, " "),
    "departure_day": (193, "0"),
    "arrival_day": (194, "0"),
    "serial": (195, "000003"),
}


def leg(**others: str) -> str:
    """A type 3 line of 200 characters."""
    line = [" "] * 200
    for name, (column, text) in _LEG.items():
        said = others.get(name, text)
        line[column - 1 : column - 1 + len(said)] = said
    return "".join(line)


def data(element: str) -> str:
    """A type 4 line with a data element."""
    line = f"4 XQ  417{'01'}{'01'}J".ljust(28) + "AB" + element + "LHRNBO" + "ZY 9001"
    return line.ljust(200)


def file(*lines: str, mode: str = "L") -> str:
    """A whole data set around leg lines."""
    head = "1AIRLINE STANDARD SCHEDULE DATA SET".ljust(200)
    season = f"2{mode}XQ  0008S26 29MAR2624OCT2601FEB26".ljust(200)
    zeros = "0" * 200
    tail = "5 XQ ".ljust(200)
    return "\r\n".join([head, zeros, season, zeros, *lines, zeros, tail]) + "\r\n"
