"""Bits of evidence (log2 of how much likelier an observation is for the same person than for another), with reasons.

The shares of true pairs named below are judgements, not counts, and the weights began as those of a trial on public
lists. Those of birth dates were set again after looking at misses and false alerts on half of that data; only the
other half, which was not looked at, can say how good they are. Replace them by counts from adjudicated matches.

Bits are multiples of 1/16, so that sums of them are exact in floating point.
"""

MODEL = "fs-1"


def exact(bits: float) -> float:
    """`bits` rounded to a sixteenth."""
    return round(bits * 16) / 16


# Names. A word is worth -log2 of its share among travellers, between these.
INFO_MIN, INFO_MAX = 2.0, 13.0
# A variant counts from this similarity on (below, any two words are that alike); all of it at 1.
SIMILAR_FROM, SIMILAR_SPAN, SIMILAR_ENOUGH = 0.72, 0.28, 0.80
CONFLICT = -3.5  # a word left over on both sides: 1 in 11 true pairs, nearly all false ones
EXTRA_ASKED = -1.1875  # a further word of the traveller's: middle names come and go
EXTRA_LISTED = -0.6875  # a further word of the list's: lists are fuller than tickets
INITIAL, INITIAL_CONFLICT = 1.0, -1.0
WEAK_ALIAS = -2.0  # lists call one alias in four weak; as many times rarer in use
NAME_FLOOR = 6.0  # below it a name says nothing, unless date of birth or document speak
NOM_DE_GUERRE = -1.5  # a kunya or war name not on the list: one true bearer in three
NAME_UNLIKE = -5.0  # no name in common: one true pair in thirty (unlisted aliases)

# Dates of birth. Two travellers share a given day once in some 22,000 (60 years, uneven): 14.4 bits, less what
# true pairs lose to errors in lists.
BIRTH_SAME, BIRTH_SAME_USUAL = 13.0, 7.5
BIRTH_SWAPPED = 8.0  # day and month exchanged
BIRTH_NEAR = 5.0  # one of day, month, year differs by a usual slip
BIRTH_YEAR_ONLY = 5.0  # the list knows the year alone, and it agrees: 1 in 45
# Only the year is known on one side: lists guess, so a neighbouring year still speaks for the person.
BIRTH_YEAR_BESIDE, BIRTH_TWO_YEARS = 2.5, 0.5
# Both days are known and neither is a slip of the other: the year of birth meets by chance once in 60 (within two
# years once in 12), of true pairs some 3 in 100 look so.
BIRTH_SAME_YEAR, BIRTH_DAYS_BESIDE, BIRTH_DAYS_TWO_YEARS = 1.0, 0.0, -1.0
BIRTH_DIFFERENT, BIRTH_FAR = -3.5, -6.0  # three to five years apart; more

GENDER_SAME, GENDER_CONFLICT = 0.8125, -4.0
NATIONALITY_CONFLICT = -1.0  # true pairs: second passports, wrong list data
DOCUMENT_SAME, DOCUMENT_OTHER_ISSUER, DOCUMENT_OTHER_TYPE = 20.0, 10.0, 10.0
CONFIRMED = 10.0  # an officer once found the bearer of this document, or of name and birth date, to be the person
PATTERN_MET = 12.0  # an address or number that the owner of a pattern meant, and others with it
CONTACT_SAME = 14.0  # telephones and mailboxes are shared by families and agents

# A town holds about one in a thousand of those born in a country and lists name the province instead as often as not;
# a country of birth says less where the nationality has spoken already.
BIRTH_PLACE_SAME, BIRTH_COUNTRY_SAME, BIRTH_COUNTRY_OTHER = 4.0, 0.5, -1.0
ADDRESS_SAME, TOWN_SAME = 6.0, 1.5  # people move, and share houses and towns
POSTAL_ADDRESS_SAME = 12.0  # a house on a list of its own

STRONG_ABOVE = 6.0  # bits over the threshold, with a birth date or document, that make `strong`
WEAK_BELOW = 4.0  # stored below the threshold, for officers who ask
# However short a list and however wide the budget: below it the odds are against one person among 4,000 passengers.
LEAST_THRESHOLD = 12.0
# A birth date that agrees no better than this is another one: neither the day nor a usual slip of it.
BIRTH_OTHER = BIRTH_SAME_YEAR
