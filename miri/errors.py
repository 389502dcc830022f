"""The one error tree. Each error answers: can the model fix it, must a person decide, or is it ours?

    MiriError
    ├── Refused (422)        what was asked breaks a rule; the sentence says which and what to do
    │   └── BadMedia (415)   a file that is not what it should be
    ├── NotFound (404)       no such project, shot, version, thread
    ├── Forbidden (403)      this actor may not
    ├── Conflict (409)       something changed meanwhile, or a key was used for other content
    │   ├── StaleBasis       the store's word for it; commands re-read and decide again
    │   └── KeyTaken         this command already took effect; `answer` is what it answered
    ├── NeedsApproval (402)  money, and no person said yes
    ├── TooLarge (413)       more bytes, minutes or items than the limits allow
    ├── Unavailable (503)    a part we depend on is away; try again
    └── Broken (500)         our fault

Why here: adapters translate into this tree once at their edge; each channel renders it once.
Next: server/http/errors.py and tools/registry.py, which render it.
"""

from typing import Any, ClassVar


class MiriError(Exception):
    """A failure with a sentence a person can act on; `details` is JSON-safe data.

    Among the details `he` is the sentence in Hebrew, where it is raised below what knows the film's
    language; it is taken out.
    """

    code: ClassVar[str] = "broken"
    status: ClassVar[int] = 500
    retryable: ClassVar[bool] = False

    def __init__(self, message: str, **details: Any) -> None:
        super().__init__(message)
        self.message = message
        self.he = str(details.pop("he", ""))
        self.details = details

    def said(self, language: str) -> str:
        """The sentence in a language; in English where there is no other."""
        return self.he if language == "he" and self.he else self.message

    def document(self) -> dict[str, Any]:
        """The error as every channel's JSON: `{error, message, details, retryable}`."""
        return {
            "error": self.code,
            "message": self.message,
            "details": self.details,
            "retryable": self.retryable,
        }


class Refused(MiriError):
    """The request breaks a rule of the film or of the tool; the caller can mend it."""

    code = "refused"
    status = 422


class BadMedia(Refused):
    """A file that can't be read as what it claims to be."""

    code = "bad_media"
    status = 415


class NotFound(MiriError):
    """What was named does not exist, or is not this person's to see."""

    code = "not_found"
    status = 404


class Forbidden(MiriError):
    """This actor may not do this."""

    code = "forbidden"
    status = 403


class Conflict(MiriError):
    """Something changed meanwhile."""

    code = "conflict"
    status = 409


class StaleBasis(Conflict):
    """What the decision read has changed since; re-read and decide again."""

    code = "stale_basis"
    retryable = True


class KeyTaken(Conflict):
    """The key was claimed before; `answer` is the stored answer of the command that did."""

    code = "key_taken"

    def __init__(self, key: str, answer: str) -> None:
        super().__init__("This was already done; asking again changed nothing.", key=key)
        self.answer = answer


class NeedsApproval(MiriError):
    """It costs money and no person has said yes to it."""

    code = "needs_approval"
    status = 402


class TooLarge(MiriError):
    """More bytes, minutes or items than the limits allow."""

    code = "too_large"
    status = 413


class Unavailable(MiriError):
    """A part we depend on does not answer now."""

    code = "unavailable"
    status = 503
    retryable = True


class Broken(MiriError):
    """Our own fault: a broken invariant."""
