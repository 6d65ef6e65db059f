"""The error tree: every refusal Offing gives a person or a partner is one of these."""


class OffingError(Exception):
    """A refusal with words for the person who can mend it; `status` is its HTTP status (RFC 9110).

    `title` says what, `detail` where and how to mend. Neither may hold personal data.
    """

    status = 500
    code = "internal"
    title = "Something went wrong on our side"

    def __init__(self, detail: str = "", *, where: str | None = None) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.where = where


class InvalidInputError(OffingError):
    """The input cannot be used as it is."""

    status, code, title = 400, "invalid-input", "The input cannot be used as it is"


class UnauthenticatedError(OffingError):
    """Nobody, or nobody we know, is asking."""

    status, code, title = 401, "not-signed-in", "Sign in first"


class ForbiddenError(OffingError):
    """The caller is known but may not do this."""

    status, code, title = 403, "not-allowed", "This is not allowed for you"


class NotFoundError(OffingError):
    """There is no such thing, or the caller may not know of it."""

    status, code, title = 404, "not-found", "There is no such record"


class ConflictError(OffingError):
    """The thing has changed, or is in a state that does not allow this."""

    status, code, title = 409, "conflict", "The record does not allow this now"


class TooLargeError(OffingError):
    """The input is over the published limit."""

    status, code, title = 413, "too-large", "The message is over the limit"


class UnsupportedContentError(OffingError):
    """The content type is none we read."""

    status, code, title = 415, "unsupported-content", "This content type is not read here"


class UnavailableError(OffingError):
    """A part we need does not answer; nothing was lost, try again."""

    status, code, title = 503, "unavailable", "A part of the service does not answer"


class StaleWriteError(ConflictError):
    """A write lost against a newer version of the same record."""

    code, title = "stale-write", "The record has a newer version"
