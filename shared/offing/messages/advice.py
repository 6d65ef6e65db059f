"""What a sender should do about a finding: one sentence for each code, for the sandbox and the data-quality pages."""

# Finding -> advice; the finding's own text says what is wrong, this says where the cause mostly lies.
ADVICE: dict[str, str] = {
    "unknown-format": "Send EDIFACT beginning with UNA or UNB, or PNRGOV XML, without anything around it.",
    "format-not-read": "Send passenger data as PAXLST or PNRGOV; this kind of message has another address.",
    "no-message": "Check that UNB, UNH, UNT and UNZ are all there and that the file was not cut before UNH.",
    "too-large": "Send one message for each flight instead of one file for many.",
    "not-readable": "Nothing to do for you: we have kept the message and will mend our reader.",
    "unreadable-xml": "Write well-formed XML without a document type definition.",
    "truncated": "Look for a limit of length between your system and ours, and send the whole message again.",
    "segment-count": "Count the segments of the message from UNH to UNT, both included, after the last change.",
    "message-reference": "Give UNT the reference of its UNH.",
    "interchange-open": "End the interchange with UNZ.",
    "interchange-count": "Count the messages in UNZ, or the groups where UNG is used.",
    "interchange-reference": "Give UNZ the reference of its UNB.",
    "service-string": "Let UNA name the separators that the message is written with, or leave it out.",
    "character-set": "Declare UNOW for UTF-8 or UNOC for ISO 8859-1 in UNB, and encode the text so.",
    "unknown-segment": "Leave out what the message type does not have; it was read by nobody.",
    "out-of-place": "Put the segment after the one it belongs to, in the order of the guide.",
    "unknown-party": "Name travellers by NAD with FL, FM, DDU or DDT.",
    "unknown-country": "Use the three letters of ISO 3166, or ICAO's codes for documents.",
    "unknown-sex": "Send M, F, X or U.",
    "impossible-date": "Send a day and a time that exist, with the format that its qualifier names.",
    "no-movement": "Send carrier, number, airports and times of the flight before the travellers.",
    "person-count": "Let CNT count the travellers of the whole flight, over all parts of the list.",
    "no-count": "Say how many there are: CNT+42 or CNT+41 in lists, EQN in pushes of bookings.",
    "no-departure": "Send the departure: DTM+189 after the port in lists, the date in the header's TVL in pushes.",
    "no-flight-number": "Put carrier and number into TDT, as XQ0417.",
    "no-document": "Send DOC with type and number, its issuer in LOC+91 and its expiry in DTM+36, for each traveller.",
    "no-birth-date": "Send DTM+329 with YYMMDD for each traveller; check for blanks, zeros and other orders of digits.",
    "no-given-name": "Send given names as in the document; where it has none, nothing is wrong.",
    "no-surname": "Send the only name of a person as the surname, without LNU or XXX for what is not there.",
    "expired-document": "Ask the traveller for the document in use, and check the order of digits in its expiry.",
    "unknown-qualifier": "Use a qualifier of the guide, or leave the segment out; nobody reads what it says.",
    "no-locator": "Put carrier and record locator into the first RCI of the booking.",
    "no-traveller": "Send a TIF for each traveller; cancel a booking by SRC, RCI and an empty ORG.",
    "party-size": "Send a TIF for everybody counted in RPI, also where the party was divided.",
    "booking-count": "Let EQN count the bookings of the whole push.",
    "check-in-only": "Send the booking with its names also in TIF, not at check-in alone.",
    "document-only": "Send a TIF for each traveller, not a document alone.",
    "unreadable-docs": "Write DOCS as type, issuer, number, nationality, birth, sex, expiry, surname, given names.",
    "more-findings": "Mend these first; the others are mostly of the same kind.",
}
_OTHERWISE = "Correct the segment and send the message again."


def advice(code: str) -> str:
    """What to do about findings of this kind."""
    return ADVICE.get(code, _OTHERWISE)
