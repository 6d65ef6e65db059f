"""Countries: ISO 3166 and ICAO codes, their English names, and what senders and lists call them."""

import unicodedata
from functools import lru_cache

_ISO = """
ABW AW Aruba; AFG AF Afghanistan; AGO AO Angola; AIA AI Anguilla; ALA AX Åland Islands; ALB AL Albania;
AND AD Andorra; ARE AE United Arab Emirates; ARG AR Argentina; ARM AM Armenia; ASM AS American Samoa;
ATA AQ Antarctica; ATF TF French Southern Territories; ATG AG Antigua and Barbuda; AUS AU Australia;
AUT AT Austria; AZE AZ Azerbaijan; BDI BI Burundi; BEL BE Belgium; BEN BJ Benin;
BES BQ Bonaire, Sint Eustatius and Saba; BFA BF Burkina Faso; BGD BD Bangladesh; BGR BG Bulgaria;
BHR BH Bahrain; BHS BS Bahamas; BIH BA Bosnia and Herzegovina; BLM BL Saint Barthélemy; BLR BY Belarus;
BLZ BZ Belize; BMU BM Bermuda; BOL BO Bolivia; BRA BR Brazil; BRB BB Barbados; BRN BN Brunei; BTN BT Bhutan;
BVT BV Bouvet Island; BWA BW Botswana; CAF CF Central African Republic; CAN CA Canada;
CCK CC Cocos (Keeling) Islands; CHE CH Switzerland; CHL CL Chile; CHN CN China; CIV CI Côte d'Ivoire;
CMR CM Cameroon; COD CD Democratic Republic of the Congo; COG CG Congo; COK CK Cook Islands; COL CO Colombia;
COM KM Comoros; CPV CV Cabo Verde; CRI CR Costa Rica; CUB CU Cuba; CUW CW Curaçao; CXR CX Christmas Island;
CYM KY Cayman Islands; CYP CY Cyprus; CZE CZ Czechia; DEU DE Germany; DJI DJ Djibouti; DMA DM Dominica;
DNK DK Denmark; DOM DO Dominican Republic; DZA DZ Algeria; ECU EC Ecuador; EGY EG Egypt; ERI ER Eritrea;
ESH EH Western Sahara; ESP ES Spain; EST EE Estonia; ETH ET Ethiopia; FIN FI Finland; FJI FJ Fiji;
FLK FK Falkland Islands; FRA FR France; FRO FO Faroe Islands; FSM FM Micronesia; GAB GA Gabon;
GBR GB United Kingdom; GEO GE Georgia; GGY GG Guernsey; GHA GH Ghana; GIB GI Gibraltar; GIN GN Guinea;
GLP GP Guadeloupe; GMB GM Gambia; GNB GW Guinea-Bissau; GNQ GQ Equatorial Guinea; GRC GR Greece;
GRD GD Grenada; GRL GL Greenland; GTM GT Guatemala; GUF GF French Guiana; GUM GU Guam; GUY GY Guyana;
HKG HK Hong Kong; HMD HM Heard Island and McDonald Islands; HND HN Honduras; HRV HR Croatia; HTI HT Haiti;
HUN HU Hungary; IDN ID Indonesia; IMN IM Isle of Man; IND IN India; IOT IO British Indian Ocean Territory;
IRL IE Ireland; IRN IR Iran; IRQ IQ Iraq; ISL IS Iceland; ISR IL Israel; ITA IT Italy; JAM JM Jamaica;
JEY JE Jersey; JOR JO Jordan; JPN JP Japan; KAZ KZ Kazakhstan; KEN KE Kenya; KGZ KG Kyrgyzstan;
KHM KH Cambodia; KIR KI Kiribati; KNA KN Saint Kitts and Nevis; KOR KR South Korea; KWT KW Kuwait; LAO LA Laos;
LBN LB Lebanon; LBR LR Liberia; LBY LY Libya; LCA LC Saint Lucia; LIE LI Liechtenstein; LKA LK Sri Lanka;
LSO LS Lesotho; LTU LT Lithuania; LUX LU Luxembourg; LVA LV Latvia; MAC MO Macao;
MAF MF Saint Martin (French part); MAR MA Morocco; MCO MC Monaco; MDA MD Moldova; MDG MG Madagascar;
MDV MV Maldives; MEX MX Mexico; MHL MH Marshall Islands; MKD MK North Macedonia; MLI ML Mali; MLT MT Malta;
MMR MM Myanmar; MNE ME Montenegro; MNG MN Mongolia; MNP MP Northern Mariana Islands; MOZ MZ Mozambique;
MRT MR Mauritania; MSR MS Montserrat; MTQ MQ Martinique; MUS MU Mauritius; MWI MW Malawi; MYS MY Malaysia;
MYT YT Mayotte; NAM NA Namibia; NCL NC New Caledonia; NER NE Niger; NFK NF Norfolk Island; NGA NG Nigeria;
NIC NI Nicaragua; NIU NU Niue; NLD NL Netherlands; NOR NO Norway; NPL NP Nepal; NRU NR Nauru;
NZL NZ New Zealand; OMN OM Oman; PAK PK Pakistan; PAN PA Panama; PCN PN Pitcairn; PER PE Peru;
PHL PH Philippines; PLW PW Palau; PNG PG Papua New Guinea; POL PL Poland; PRI PR Puerto Rico;
PRK KP North Korea; PRT PT Portugal; PRY PY Paraguay; PSE PS Palestine; PYF PF French Polynesia; QAT QA Qatar;
REU RE Réunion; ROU RO Romania; RUS RU Russia; RWA RW Rwanda; SAU SA Saudi Arabia; SDN SD Sudan;
SEN SN Senegal; SGP SG Singapore; SGS GS South Georgia and the South Sandwich Islands; SHN SH Saint Helena;
SJM SJ Svalbard and Jan Mayen; SLB SB Solomon Islands; SLE SL Sierra Leone; SLV SV El Salvador;
SMR SM San Marino; SOM SO Somalia; SPM PM Saint Pierre and Miquelon; SRB RS Serbia; SSD SS South Sudan;
STP ST Sao Tome and Principe; SUR SR Suriname; SVK SK Slovakia; SVN SI Slovenia; SWE SE Sweden;
SWZ SZ Eswatini; SXM SX Sint Maarten (Dutch part); SYC SC Seychelles; SYR SY Syria;
TCA TC Turks and Caicos Islands; TCD TD Chad; TGO TG Togo; THA TH Thailand; TJK TJ Tajikistan; TKL TK Tokelau;
TKM TM Turkmenistan; TLS TL Timor-Leste; TON TO Tonga; TTO TT Trinidad and Tobago; TUN TN Tunisia;
TUR TR Türkiye; TUV TV Tuvalu; TWN TW Taiwan; TZA TZ Tanzania; UGA UG Uganda; UKR UA Ukraine;
UMI UM United States Minor Outlying Islands; URY UY Uruguay; USA US United States; UZB UZ Uzbekistan;
VAT VA Holy See; VCT VC Saint Vincent and the Grenadines; VEN VE Venezuela; VGB VG British Virgin Islands;
VIR VI United States Virgin Islands; VNM VN Vietnam; VUT VU Vanuatu; WLF WF Wallis and Futuna; WSM WS Samoa;
YEM YE Yemen; ZAF ZA South Africa; ZMB ZM Zambia; ZWE ZW Zimbabwe;
"""

# ICAO 9303 and what travel documents carry beside ISO.
_ICAO = """
D DEU; GBD GBR; GBN GBR; GBO GBR; GBP GBR; GBS GBR; RKS XKX; XKX XKX; XK XKX; KS XKX; ROM ROU; ZAR COD; TMP TLS;
YUG SRB; SCG SRB; UK GBR; EL GRC; AN ANT; ANT ANT; CS SRB; BU MMR; TP TLS; ZR COD; SU SUN; SUN SUN; DD DEU; FX FRA;
NTZ NTZ; NT NTZ
"""
_SPECIAL = {
    "XKX": "Kosovo",
    "ANT": "Netherlands Antilles",
    "SUN": "Soviet Union",
    "NTZ": "Neutral Zone",
    "UNO": "United Nations",
    "UNA": "United Nations specialised agency",
    "UNK": "United Nations mission in Kosovo",
    "EUE": "European Union",
    "XXA": "Stateless person",
    "XXB": "Refugee (1951 Convention)",
    "XXC": "Refugee (other)",
    "XXX": "Unspecified nationality",
    "XOM": "Sovereign Military Order of Malta",
    "XPO": "Interpol",
    "XBA": "African Development Bank",
    "XIM": "African Export-Import Bank",
    "XCC": "Caribbean Community",
    "XCE": "Council of Europe",
    "XCO": "Common Market for Eastern and Southern Africa",
    "XEC": "Economic Community of West African States",
    "XMP": "Parliamentary Assembly of the Mediterranean",
    "XDC": "Southern African Development Community",
    "UTO": "Utopia (specimen documents)",
}

# What official lists and forms write for them.
_SPELLINGS = """
GBR Great Britain; GBR Britain; GBR United Kingdom of Great Britain and Northern Ireland; GBR England; GBR Scotland;
GBR Wales; GBR Northern Ireland; USA United States of America; USA America; RUS Russian Federation;
IRN Islamic Republic of Iran; SYR Syrian Arab Republic; PRK Democratic Peoples Republic of Korea; PRK DPRK;
PRK Korea North; PRK Korea Democratic Peoples Republic of; KOR Republic of Korea; KOR Korea Republic of; KOR Korea;
KOR Korea South; COD Congo Democratic Republic of the; COD DR Congo; COD DRC; COD Congo Kinshasa; COD Zaire;
COD The Democratic Republic of Congo; COD Congo The Democratic Republic of the; COD Democratic Republic of Congo;
COG Congo Brazzaville; COG Republic of the Congo; COG Congo Republic of the; CIV Ivory Coast;
CIV Republic of Cote d Ivoire; MMR Burma; BOL Plurinational State of Bolivia; VEN Bolivarian Republic of Venezuela;
TZA United Republic of Tanzania; MDA Republic of Moldova; TUR Turkey; SWZ Swaziland; MKD Macedonia;
MKD The former Yugoslav Republic of Macedonia; MKD Republic of North Macedonia; CPV Cape Verde; CZE Czech Republic;
LAO Lao Peoples Democratic Republic; LAO Lao PDR; VNM Viet Nam; VNM Socialist Republic of Vietnam;
PSE State of Palestine; PSE Palestinian; PSE Palestinian Territory Occupied; PSE Occupied Palestinian Territory;
PSE West Bank; PSE Gaza; PSE Region Gaza; PSE Palestinian Territories; TWN Taiwan Province of China;
TWN Republic of China; HKG Hong Kong SAR; HKG China Hong Kong; MAC Macau; MAC China Macau; VAT Vatican City;
VAT Vatican; VAT Holy See Vatican City State; BRN Brunei Darussalam; FSM Federated States of Micronesia;
TLS East Timor; GMB The Gambia; BHS The Bahamas; ARE UAE; ARE Emirates; SAU KSA; SAU Kingdom of Saudi Arabia;
CHN Peoples Republic of China; CHN PRC; DEU Federal Republic of Germany; AFG Islamic Republic of Afghanistan;
PAK Islamic Republic of Pakistan; YEM Republic of Yemen; IRQ Republic of Iraq; LBY Libyan Arab Jamahiriya;
LBY State of Libya; SSD Republic of South Sudan; SDN The Sudan; SDN Republic of the Sudan; SOM Somali Republic;
SOM Federal Republic of Somalia; XKX Republic of Kosovo; NLD The Netherlands; NLD Holland; PHL The Philippines;
COM The Comoros; CAF Central African Rep; GNB Guinea Bissau; DOM Dominican Rep; SRB Republic of Serbia; BIH Bosnia;
BIH Bosnia Herzegovina; TTO Trinidad; STP Sao Tome; UKR Crimea Ukraine; EGY Arab Republic of Egypt;
IRL Republic of Ireland; IRL Eire; ESP Kingdom of Spain; BLR Republic of Belarus; ROU Romania Republic of;
VIR US Virgin Islands; VGB Virgin Islands British; ESH Sahrawi; XKX Kosovo; SVK Slovak Republic; KGZ Kyrgyz Republic;
SHN St Helena; LCA St Lucia; KNA St Kitts and Nevis; VCT St Vincent and the Grenadines; MAF St Martin; XXA Stateless;
XXA None; REU La Reunion; GRC Hellenic Republic; POL Republic of Poland
"""


def _entries(table: str) -> list[str]:
    return [entry.strip() for entry in table.replace("\n", " ").split(";") if entry.strip()]


def _plain(text: str) -> str:
    """Capitals and single spaces only: `Iran (Islamic Republic of)` → `IRAN ISLAMIC REPUBLIC OF`."""
    bare = unicodedata.normalize("NFKD", text.upper())
    letters = "".join(
        c if c.isalnum() else " " for c in bare if c not in "'’´`" and not unicodedata.combining(c)
    )
    return " ".join(letters.split())


_NAMES: dict[str, str] = dict(_SPECIAL)
_CODES: dict[str, str] = {code: code for code in _SPECIAL}
for _entry in _entries(_ISO):
    _three, _two, _name = _entry.split(" ", 2)
    _NAMES[_three] = _name
    _CODES[_three] = _CODES[_two] = _CODES[_plain(_name)] = _three
for _entry in _entries(_ICAO):
    _code, _three = _entry.split(" ")
    _CODES.setdefault(_code, _three)
for _entry in _entries(_SPELLINGS):
    _three, _name = _entry.split(" ", 1)
    _CODES.setdefault(_plain(_name), _three)
_NAMES_PLAIN = {_plain(_name): _three for _three, _name in _NAMES.items()}


@lru_cache(maxsize=4096)
def alpha3(text: str) -> str | None:
    """The alpha-3 code of a code or an English name, in any usual spelling; None when it is not known.

    ICAO's one-letter D and the British passport codes (GBD, GBN, …) give the State; UNO, XXA and their like stay.
    """
    if len(text) == 3 and text in _NAMES:
        return text
    key = _plain(text)
    found = _CODES.get(key) or _NAMES_PLAIN.get(key) or _turned(text)
    if found is None and key.startswith("THE "):
        found = _CODES.get(key[4:])
    return found


def _turned(text: str) -> str | None:
    """`Iran (Islamic Republic of)` and `Korea, Republic of` read as `Islamic Republic of Iran`, `Republic of Korea`."""
    head, mark, tail = text.replace("(", ",").partition(",")
    if not mark:
        return None
    head, tail = _plain(head), _plain(tail)
    return _CODES.get(f"{tail} {head}") or (_CODES.get(head) if tail.endswith("OF") else None)


def name(code: str) -> str | None:
    """The English name of an alpha-3 code."""
    return _NAMES.get(code.upper())
