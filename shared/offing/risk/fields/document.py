"""Fields of the travel documents."""

from offing.risk.calendar import days_between
from offing.risk.fields.field import Field
from offing.risk.subject import Subject


def _expires_in(subject: Subject) -> int | None:
    document = subject.document
    return days_between(subject.travel_day, document.expiry) if document else None


def _expired(subject: Subject) -> bool | None:
    days = _expires_in(subject)
    return None if days is None else days < 0


def _issued_before(subject: Subject) -> int | None:
    document = subject.document
    return days_between(document.issued, subject.travel_day) if document else None


def _foreign_issuer(subject: Subject) -> bool | None:
    document, nationality = subject.document, subject.traveller.nationality
    if document is None or not document.issuer or not nationality:
        return None
    return document.issuer != nationality


def _other_name(subject: Subject) -> bool | None:
    names = {d.surname for d in subject.traveller.documents if d.surname}
    return subject.traveller.surname not in names if names else None


def _shared_by(subject: Subject) -> int:
    holders: set[str] = set()
    for document in subject.traveller.documents:
        holders |= subject.context.documents.get(
            f"{document.issuer or ''} {document.number}", set()
        )
    return len(holders - {subject.traveller.id})


FIELDS: tuple[Field[Subject], ...] = (
    Field("document_count", "number", "Documents", "How many different documents were reported.",
          lambda s: len(s.traveller.documents)),
    Field("document_types", "set", "Document types", "Types of all documents, as sent.",
          lambda s: tuple(d.type for d in s.traveller.documents)),
    Field("document_numbers", "set", "Document numbers", "Numbers of all documents.",
          lambda s: tuple(d.number for d in s.traveller.documents)),
    Field("document_issuers", "set", "Issuing countries", "Countries that issued the documents, alpha-3.",
          lambda s: tuple(d.issuer for d in s.traveller.documents if d.issuer)),
    Field("document_type", "text", "Document type", "Type of the document travelled on.",
          lambda s: s.document.type if s.document else None),
    Field("document_number", "text", "Document number", "Number of the document travelled on.",
          lambda s: s.document.number if s.document else None),
    Field("document_issuer", "text", "Issuing country", "Country that issued the document travelled on.",
          lambda s: s.document.issuer if s.document else None),
    Field("document_expiry", "date", "Document expiry", "Day on which the document travelled on expires.",
          lambda s: s.document.expiry if s.document else None),
    Field("document_expires_in", "number", "Document expires in",
          "Days from travel to the expiry of the document; negative when it has expired.", _expires_in),
    Field("document_expired", "boolean", "Document expired", "The document has expired before travel.", _expired),
    Field("document_issued_before", "number", "Document issued before",
          "Days from the issue of the document to travel.", _issued_before),
    Field("document_foreign", "boolean", "Document of another country",
          "The document was issued by another country than the nationality.", _foreign_issuer),
    Field("document_other_name", "boolean", "Document in another name",
          "No document bears the traveller's surname.", _other_name),
    Field("document_shared_by", "number", "Document shared by",
          "How many other travellers of the movement present the same document.", _shared_by),
    Field("visa_issuers", "set", "Visa countries", "Countries that issued the visas, alpha-3.",
          lambda s: tuple(d.issuer for d in s.traveller.documents if d.issuer and d.type[:1].upper() == "V")),
    Field("has_visa", "boolean", "Visa", "A visa was reported.",
          lambda s: any(d.type[:1].upper() == "V" for d in s.traveller.documents)),
)  # fmt: skip
