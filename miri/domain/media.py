"""Media: a stored file, named by the SHA-256 of its bytes.

Why here: every picture, clip, song and film is one; the same bytes are kept once.
Next: miri/ports/media_store.py.
"""

from pydantic import Field

from miri.domain.base import Value


class Media(Value):
    """`id` is `media_` + the hex SHA-256; `name` is the person's file name, for display only."""

    id: str
    content_type: str
    size: int = Field(ge=0)
    name: str = ""
