"""Every rule field of GTAS has one of ours, or a reason why not."""

import json
import os
from pathlib import Path

import pytest

from offing.risk.fields import FIELDS

_KEYS = "the keys of its database's rows say nothing about anybody"
_BAG = "records keep a traveller's bags together (pieces, weight, tags), for messages do not tell more of each"
_CABIN = "messages that we read give a seat and no cabin"
OURS = {
    "Address": {
        "city": "address_cities",
        "country": "address_countries",
        "line1": "address_streets",
        "line2": "address_streets",
        "line3": "address_streets",
        "postalCode": "address_postal_codes",
        "state": "address_states",
    },
    "Bag": {
        "bagId": "bag_tags",
        "bagMeasurements.weight": "bag_weight_kg",
        "bagMeasurements.bagCount": "bag_count",
        "data_source": "sources",
    },
    "BookingDetail": {"origin": "legs", "destination": "legs"},
    "CreditCard": {
        "accountHolder": "card_holders",
        "expiration": "card_expiries",
        "number": "card_prefixes",
        "cardType": "card_vendors",
    },
    "Document": {
        "issuanceCountry": "document_issuer",
        "expirationDate": "document_expiry",
        "issuanceDate": "document_issued_before",
        "documentNumber": "document_number",
        "documentType": "document_type",
    },
    "DwellTime": {"location": "dwell_port", "dwellTime": "dwell_hours_before"},
    "Email": {"address": "emails", "domain": "email_domains"},
    "Flight": {
        "destination": "destination",
        "origin": "origin",
        "carrier": "carrier",
        "direction": "direction",
        "destinationCountry": "destination_country",
        "originCountry": "origin_country",
        "mutableFlightDetails.etaDate": "arrival_date",
        "etdDate": "departure_date",
        "flightDate": "departure_date",
        "flightNumber": "number",
        "isOperatingFlight": "shared_code",
        "isMarketingFlight": "shared_code",
    },
    "FlightPax": {
        "residenceCountry": "residence",
        "installationAddress": "has_destination_address",
        "embarkation": "origin",
        "debarkation": "destination",
        "reservationReferenceNumber": "booking_locator",
        "embarkationCountry": "origin_country",
        "debarkationCountry": "destination_country",
        "bagWeight": "bag_weight_kg",
        "bagCount": "bag_count",
        "averageBagWeight": "bag_average_kg",
    },
    "FrequentFlyer": {"carrier": "frequent_flyer_carriers", "number": "frequent_flyer_numbers"},
    "Hits": {"isWatchListHit": "list_match", "isRuleHit": "earlier_hits"},
    "MutableFlightInformation": {"etaDate": "arrival_date"},
    "PNR": {
        "bagCount": "party_bag_count",
        "baggageWeight": "party_bag_weight_kg",
        "dateBooked": "booking_created",
        "carrier": "booking_carrier",
        "dateReceived": "booking_changed",
        "daysBookedBeforeTravel": "lead_days",
        "departureDate": "departure_date",
        "paymentForms": "payment_forms",
        "origin": "journey_origin",
        "originCountry": "journey_origin_country",
        "passengerCount": "booking_size",
        "recordLocator": "booking_locator",
        "seat": "seat",
        "tripType": "trip_type",
        "tripDuration": "trip_days",
    },
    "PassengerDetails": {
        "age": "age",
        "nationality": "nationality",
        "debarkation": "destination",
        "debarkCountry": "destination_country",
        "dob": "date_of_birth",
        "embarkation": "origin",
        "embarkCountry": "origin_country",
        "gender": "sex",
        "firstName": "given_names",
        "lastName": "surname",
        "middleName": "given_names",
        "residencyCountry": "residence",
        "passengerType": "role",
        "travelFrequency": "trips_365_days",
    },
    "Passenger": {
        "passengerDetails.age": "age",
        "passengerDetails.nationality": "nationality",
        "passengerTripDetails.debarkation": "destination",
        "passengerTripDetails.debarkCountry": "destination_country",
        "passengerDetails.dob": "date_of_birth",
        "passengerTripDetails.embarkation": "origin",
        "passengerTripDetails.embarkCountry": "origin_country",
        "passengerDetails.gender": "sex",
        "passengerDetails.firstName": "given_names",
        "passengerDetails.lastName": "surname",
        "passengerDetails.middleName": "given_names",
        "passengerDetails.residencyCountry": "residence",
        "passengerTripDetails.coTravelerCount": "co_travellers",
        "passengerTripDetails.hoursBeforeTakeOff": "lead_hours",
        "seat": "seat",
        "passengerDetails.passengerType": "role",
        "passengerTripDetails.travelFrequency": "trips_365_days",
    },
    "PaymentForm": {"wholeDollarAmount": "payment_amount", "paymentType": "payment_forms"},
    "Phone": {"number": "phones"},
    "Seat": {"number": "seat"},
    "TravelAgency": {
        "country": "agency_country",
        "identifier": "agency_id",
        "location": "agency_city",
        "name": "agency_name",
        "city": "agency_city",
        "phone": "phones",
    },
}
WHY_NOT = {
    "Bag": {
        "airline": _BAG,
        "destination": _BAG,
        "country": _BAG,
        "destinationAirport": _BAG,
        "primeFlight": _BAG,
        "headPool": _BAG,
        "passengerId": _KEYS,
        "flightId": _KEYS,
    },
    "Document": {
        "categoryId": "a category of a watchlist item, which matches tell: match_categories",
        "passengerId": _KEYS,
    },
    "FlightPax": {
        "portOfFirstArrival": "the movement is one leg: its destination is where it first arrives",
        "headOfPool": _BAG,
        "passengerId": _KEYS,
        "flightId": _KEYS,
    },
    "Hits": {"id": _KEYS},
    "PNR": {"id": _KEYS},
    "Seat": {
        "cabinClass": _CABIN,
        "apis": "every value shows its source, and `sources` which have reported",
    },
}


def _data() -> Path:
    return Path(os.environ.get("OFFING_DATA", "../shared/data")) / "gtas_rule_fields.json"


def test_what_stands_for_a_field_is_a_field() -> None:
    known = {name for fields in OURS.values() for name in fields.values()}
    assert known - set(FIELDS) == set()


def test_every_field_of_gtas_is_answered() -> None:
    if not _data().exists():
        pytest.skip(f"the list of GTAS fields is not here: {_data()} (set OFFING_DATA)")
    theirs = {
        (entity, row["field"])
        for entity, rows in json.loads(_data().read_text())["entities"].items()
        for row in rows
    }
    answered = {(e, f) for table in (OURS, WHY_NOT) for e, fields in table.items() for f in fields}
    assert theirs - answered == set()
    assert answered - theirs == set()
