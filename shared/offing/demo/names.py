"""Names put together by the patterns of their region, as a travel document prints them."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from offing.demo.regions import REGIONS, Region


@dataclass(frozen=True, slots=True)
class Name:
    """A surname and given names, upper case, A–Z with blanks, hyphens and apostrophes."""

    surname: str
    given: str

    @property
    def full(self) -> str:
        """Given names first, as a list entry has it."""
        return f"{self.given} {self.surname}".strip()


Pattern = Callable[[Random, Region, str, str], Name]


def _given(rng: Random, region: Region, sex: str) -> str:
    return rng.choice(region.female if sex == "F" else region.male)


def _other_given(rng: Random, region: Region, sex: str, first: str) -> str:
    names = region.female if sex == "F" else region.male
    return rng.choice([name for name in names if name != first])


def _plain(rng: Random, region: Region, sex: str, family: str) -> Name:
    """One given name, now and then two: `WHITLOCK/EMILY RUTH`."""
    first = _given(rng, region, sex)
    second = f" {_other_given(rng, region, sex, first)}" if rng.random() < 0.25 else ""
    return Name(family, first + second)


def _hyphen(rng: Random, region: Region, sex: str, family: str) -> Name:
    """Hyphenated given names: `MOREAU/JEAN-LUC`."""
    first = _given(rng, region, sex)
    if rng.random() < 0.6:
        return Name(family, first)
    return Name(family, f"{first}-{_other_given(rng, region, sex, first)}")


def _double(rng: Random, region: Region, sex: str, family: str) -> Name:
    """Father's and mother's surname: `GARCIA LOPEZ/MARIA JOSE`."""
    mother = rng.choice([f for f in region.families if f != family])
    return Name(f"{family} {mother}", _given(rng, region, sex))


def _portuguese(rng: Random, region: Region, sex: str, family: str) -> Name:
    """Mother's before father's surname, particles here and there: `DA SILVA SANTOS/ANA`."""
    mother = rng.choice([f for f in region.families if f != family])
    particle = rng.choice(("", "", "DA ", "DOS "))
    return Name(f"{particle}{mother} {family}", _given(rng, region, sex))


def _patronymic(rng: Random, region: Region, sex: str, family: str) -> Name:
    """Given name and the father's: `SMIRNOVA/ELENA NIKOLAEVNA`; half of the passports leave the father out."""
    feminine = sex == "F"
    given = _given(rng, region, sex)
    if rng.random() < 0.5:
        stem = rng.choice(("IVAN", "PETR", "NIKOLA", "SERGE", "VIKTOR", "ALEKSEE"))
        ending = (
            ("EVNA" if feminine else "EVICH")
            if stem[-1] in "AE"
            else ("OVNA" if feminine else "OVICH")
        )
        given += f" {stem.removesuffix('E') if stem[-1] == 'E' else stem}{ending}"
    return Name(family + ("A" if feminine and family.endswith(("OV", "EV")) else ""), given)


def _arabic(rng: Random, region: Region, sex: str, family: str) -> Name:
    """Father's name after one's own, articles and kunyas as clerks write them: `AL-MASRI/OMAR KHALED`."""
    first = _given(rng, region, sex)
    father = _other_given(rng, region, "M", first)
    form = rng.choice(
        ("{}", "{}", "AL-{}", "AL {}", "EL {}", "ABU {}", "BIN {}" if sex == "M" else "BINT {}")
    )
    return Name(form.format(family), f"{first} {father}" if rng.random() < 0.6 else first)


def _indonesian(rng: Random, region: Region, sex: str, family: str) -> Name:
    """Often one name only, which travels in the surname field."""
    if rng.random() < 0.4:
        return Name(f"{_given(rng, region, sex)}{family}", "")
    return Name(family, _given(rng, region, sex))


def _chinese(rng: Random, region: Region, sex: str, family: str) -> Name:
    """A given name of two syllables, joined or apart: `ZHANG/XIU YING`, `ZHANG/XIUYING`."""
    first = _given(rng, region, sex)
    second = _other_given(rng, region, sex, first)
    return Name(family, f"{first}{rng.choice(('', '', ' '))}{second}")


def _vietnamese(rng: Random, region: Region, sex: str, family: str) -> Name:
    """A middle name that tells the sex: `NGUYEN/VAN MINH`, `NGUYEN/THI LAN`."""
    return Name(family, f"{'THI' if sex == 'F' else 'VAN'} {_given(rng, region, sex)}")


def _african(rng: Random, region: Region, sex: str, family: str) -> Name:
    """A given name, or one's own and the father's as in Ethiopia: `BEKELE/SELAM DAWIT`."""
    first = _given(rng, region, sex)
    return Name(
        family, f"{first} {_other_given(rng, region, 'M', first)}" if rng.random() < 0.3 else first
    )


PATTERNS: dict[str, Pattern] = {
    "plain": _plain,
    "hyphen": _hyphen,
    "double": _double,
    "portuguese": _portuguese,
    "patronymic": _patronymic,
    "arabic": _arabic,
    "indonesian": _indonesian,
    "chinese": _chinese,
    "vietnamese": _vietnamese,
    "african": _african,
}


def name_in(rng: Random, region: Region, sex: str, family: str | None = None) -> Name:
    """A name of `region`; with `family` one of that family."""
    return PATTERNS[region.style](rng, region, sex, family or rng.choice(region.families))


def relative(rng: Random, region: Region, sex: str, of: Name) -> Name:
    """Somebody of the same household: the shared surname and a given name of one's own."""
    surname = of.surname
    if region.style == "patronymic":
        stem = surname.removesuffix("A") if surname.endswith(("OVA", "EVA")) else surname
        surname = stem + ("A" if sex == "F" and stem.endswith(("OV", "EV")) else "")
    return Name(surname, _given(rng, region, sex))


def region_for(rng: Random, nationality: str | None = None) -> Region:
    """A region at random, or one of those that `nationality` goes with."""
    fitting = [r for r in REGIONS if nationality in r.nationalities] if nationality else []
    return rng.choice(fitting or REGIONS)
