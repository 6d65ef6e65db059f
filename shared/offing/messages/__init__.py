"""Wire formats: bytes to records and findings, and the answers that we write. Pure; nothing here does I/O."""

from offing.messages.cusres import write_cusres
from offing.messages.plain import to_json
from offing.messages.reading import FORMATS, read, read_file
from offing.messages.redaction import Redacted, redact
from offing.messages.writing import write

__all__ = ["FORMATS", "Redacted", "read", "read_file", "redact", "to_json", "write", "write_cusres"]
