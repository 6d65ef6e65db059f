"""Official lists in the forms in which they are published, with people who do not exist."""

import pytest

from offing.kernel.errors import TooLargeError
from offing.watchlists.model import Alias, Entry, ListedDocument
from offing.watchlists.sources import Rejected, formats, read

EU_XML = """<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-01-01T00:00:00">
<sanctionEntity euReferenceNumber="EU.7.7" logicalId="71">
 <regulation programme="TST" numberTitle="2026/1 (OJ L1)" entryIntoForceDate="2026-01-02"/>
 <subjectType code="person" classificationCode="P"/>
 <nameAlias wholeName="Barzun Takrani" gender="M" strong="true"/><nameAlias firstName="Zeit" strong="false"/>
 <citizenship countryIso2Code="IQ" countryDescription="IRAQ"/>
 <birthdate birthdate="1961-03-17" year="1961" city="Basra" countryIso2Code="00" countryDescription="UNKNOWN"/>
 <birthdate birthdate="" yearRangeFrom="1960" yearRangeTo="1962"/><birthdate year="1960" monthOfYear="4"/>
 <identification number="A7731902" identificationTypeDescription="National passport" countryIso2Code="IQ"/>
 <address street="1 Road" city="Basra" countryIso2Code="IQ" countryDescription="IRAQ"/>
</sanctionEntity>
<sanctionEntity logicalId="72"><subjectType code="enterprise"/><nameAlias wholeName="Takrani Trading"/></sanctionEntity>
<sanctionEntity logicalId="73"><subjectType code="ghost"/><nameAlias wholeName="Nobody"/></sanctionEntity>
</export>"""

EU_CSV = (
    "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_SubjectType;"
    "Entity_SubjectType_ClassificationCode;Entity_Regulation_Programme;NameAlias_LastName;NameAlias_FirstName;"
    "NameAlias_MiddleName;NameAlias_WholeName;NameAlias_Gender;BirthDate_BirthDate;BirthDate_Year;"
    "Citizenship_CountryIso2Code\n"
    "01/01/2026;71;EU.7.7;P;person;TST;Takrani;Barzun;;Barzun Takrani;M;;;\n"
    "01/01/2026;71;EU.7.7;P;person;TST;;;;;;1961-03-17;1961;\n"
    "01/01/2026;71;EU.7.7;P;person;TST;Takrany;Barzoon;;;;;;IQ\n"
    "01/01/2026;;EU.7.8;P;person;TST;;;;;;;;\n"
)

UK_OLD = (
    "Last Updated,05/06/2021\n"
    "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,DOB,Town of Birth,Country of Birth,Nationality,Passport Details,"
    "Country,Group Type,Alias Type,Alias Quality,Regime,Listed On,Group ID\n"
    "TAKRANY,Barzoon,,,,,,,,,,,,Individual,AKA,Low quality,Testland,02/01/2020,9001\n"
    "TAKRANI,Barzun,Hamdul,,,,Mr,17/03/1961,Basra,Iraq,(1) Iraq (2) Jordan,A7731902,Iraq,Individual,Primary name,,"
    "Testland,02/01/2020,9001\n"
    "TAKRANI TRADING,,,,,,,,,,,,,Entity,Primary name,,Testland,,9002\n"
    "GHOST,,,,,,,,,,,,,Spirit,Primary name,,Testland,,9003\n"
)

UK_NEW = (
    "Report Date: 13-Feb-2026\n"
    "Last Updated,Unique ID,OFSI Group ID,Name 6,Name 1,Name type,Alias strength,Name non-latin script,Regime Name,"
    "Designation Type,D.O.B,Nationality(/ies),Passport number,Gender,IMO number\n"
    "12/01/2026,TST0001,9001,TAKRANI,Barzun,Primary Name,,Барзун Такрани,Testland,Individual,dd/mm/1961,Iraq,A7731902,"
    "Male,\n"
    "12/01/2026,TST0002,9002,SEA GHOST,,Primary Name,,,Testland,Ship,,,,,9123456\n"
)

OFAC_XML = """<?xml version="1.0"?><sdnList xmlns="http://tempuri.org/sdnList.xsd"><publshInformation/>
<sdnEntry><uid>77</uid><firstName>Barzun</firstName><lastName>TAKRANI</lastName><sdnType>Individual</sdnType>
<programList><program>TST</program></programList>
<idList><id><idType>Passport</idType><idNumber>A7731902</idNumber><idCountry>Iraq</idCountry></id>
<id><idType>Gender</idType><idNumber>Male</idNumber></id>
<id><idType>Secondary sanctions risk:</idType><idNumber>section 1(b) of 13224</idNumber></id></idList>
<akaList><aka><uid>1</uid><type>a.k.a.</type><category>weak</category><lastName>ZEIT</lastName></aka></akaList>
<nationalityList><nationality><country>Iraq</country></nationality></nationalityList>
<dateOfBirthList><dateOfBirthItem><dateOfBirth>17 Mar 1961</dateOfBirth></dateOfBirthItem>
<dateOfBirthItem><dateOfBirth>circa 1960</dateOfBirth></dateOfBirthItem></dateOfBirthList></sdnEntry>
<sdnEntry><lastName>NAMELESS</lastName><sdnType>Entity</sdnType></sdnEntry></sdnList>"""


def one(form: str, text: str) -> Entry:
    """The first entry of a file."""
    return next(found for found in read(form, text.encode("utf-8-sig")) if isinstance(found, Entry))


@pytest.mark.parametrize(
    ("form", "text", "identity"),
    [
        ("eu", EU_XML, "EU-71"),
        ("eu", EU_CSV, "EU-71"),
        ("uk", UK_OLD, "UK-9001"),
        ("uk", UK_NEW, "UK-TST0001"),
        ("ofac-xml", OFAC_XML, "OFAC-77"),
    ],
)
def test_each_form_gives_the_same_person(form: str, text: str, identity: str) -> None:
    entry = one(form, text)
    assert (entry.id, entry.kind) == (identity, "person")
    assert {"BARZUN", "TAKRANI"} <= set(entry.name.upper().replace(",", "").split())
    assert entry.nationalities[0] == "IRQ"
    assert entry.births[0][:4] == "1961"


def test_eu_xml_keeps_what_is_known() -> None:
    entry = one("eu", EU_XML)
    assert entry.births == ("1961-03-17", "1960/1962", "1960-04")
    assert entry.aliases == (Alias("Zeit", "weak"),)
    assert entry.documents == (ListedDocument("A7731902", "National passport", "IRQ"),)
    assert (entry.places, entry.addresses) == (("Basra",), ("1 Road, Basra, IRAQ",))
    assert (entry.category, entry.legal_basis, entry.valid_from) == (
        "TST",
        "2026/1 (OJ L1)",
        "2026-01-02",
    )
    assert (entry.gender, entry.reference, entry.list) == ("M", "EU.7.7", "EU")


def test_eu_csv_gathers_the_rows_of_a_subject() -> None:
    entry = one("eu", EU_CSV)
    assert [alias.name for alias in entry.aliases] == ["Barzoon Takrany"]
    assert entry.births == ("1961-03-17",)


def test_uk_puts_the_primary_name_first() -> None:
    entry = one("uk", UK_OLD)
    assert (entry.name, entry.aliases) == (
        "TAKRANI, Barzun Hamdul",
        (Alias("TAKRANY, Barzoon", "weak"),),
    )
    assert (entry.births, entry.nationalities) == (("1961-03-17",), ("IRQ", "JOR"))
    assert (entry.places, entry.valid_from) == (("Basra, Iraq",), "2020-01-02")


def test_uk_sanctions_list_has_ships_and_scripts() -> None:
    person, ship = (found for found in read("uk", UK_NEW.encode()) if isinstance(found, Entry))
    assert person.aliases == (Alias("Барзун Такрани", "strong", "Cyrl"),)
    assert (person.births, person.gender) == (("1961",), "M")
    assert (ship.kind, ship.documents) == ("vessel", (ListedDocument("9123456", "IMO"),))


def test_ofac_xml_tells_papers_from_remarks() -> None:
    entry = one("ofac-xml", OFAC_XML)
    assert entry.documents == (ListedDocument("A7731902", "Passport", "IRQ"),)
    assert (entry.births, entry.gender) == (("1961-03-17", "1960"), "M")
    assert entry.aliases == (Alias("ZEIT", "weak"),)


def test_sltd_is_number_issuer_type() -> None:
    text = "Number;Issuer;Type;Date\na-77 31902;IRQ;P;2025-02-03\n123;IRQ;P;\nB1234567;Nowhere;P;\n"
    entry, short, nowhere = read("sltd", text.encode())
    assert isinstance(entry, Entry)
    assert (entry.id, entry.kind, entry.valid_from) == ("IRQ-P-A7731902", "document", "2025-02-03")
    assert entry.documents == (ListedDocument("A7731902", "P", "IRQ"),)
    assert isinstance(short, Rejected)
    assert isinstance(nowhere, Rejected)
    assert (short.line, nowhere.line) == (3, 4)


@pytest.mark.parametrize(
    ("form", "text", "line", "word"),
    [
        ("eu", EU_XML, 3, "subjectType"),
        ("eu", EU_CSV, 5, "LogicalId"),
        ("uk", UK_OLD, 6, "Spirit"),
        ("ofac-xml", OFAC_XML, 2, "without uid"),
        ("eu", "<!DOCTYPE x [<!ENTITY a 'b'>]><export/>", 1, "document type"),
        ("ofac-xml", "<!DOCTYPE sdnList><sdnList/>", 1, "document type"),
        ("ofac-xml", "<sdnList><sdnEntry>", 1, "well-formed"),
        ("eu", "", 1, "headings"),
        ("uk", "a,b\n1,2\n", 1, "headings"),
        ("sltd", "colour\nred\n", 1, "headings"),
    ],
)
def test_what_cannot_be_read_is_named(form: str, text: str, line: int, word: str) -> None:
    rejected = [found for found in read(form, text.encode()) if isinstance(found, Rejected)]
    assert [found.line for found in rejected] == [line]
    assert word in rejected[0].why


def test_a_document_type_in_another_encoding_is_refused_too() -> None:
    text = "<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE x [<!ENTITY a 'b'>]><sdnList>&a;</sdnList>"
    (only,) = read("ofac-xml", text.encode("utf-16"))
    assert isinstance(only, Rejected)
    assert "document type" in only.why


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MOST_STREAMED", 10)
    with pytest.raises(TooLargeError):
        list(read("csv", b"name,dob\nTAKRANI,1961\n"))
