"""Values as documents: LangGraph's (kind, bytes), gzip-ed where it pays, in pieces where it must.

Why here: a document may not reach 1 MiB, and a conversation has no such limit.
Next: shelf.py.
"""

import gzip
from collections.abc import Mapping, Sequence
from typing import Any

PIECE_BYTES = 850_000
GZIP_FROM = 8_000

Typed = tuple[str, bytes]
Document = dict[str, Any]


def to_documents(name: str, typed: Typed, **fields: Any) -> dict[str, Document]:
    """The documents of one value, by name: its own, then its pieces `name~1`, `name~2` ...

    `fields` stand in its own document; `more` there says how many pieces follow.
    """
    kind, data = typed
    zipped = len(data) >= GZIP_FROM
    body = gzip.compress(data, 4, mtime=0) if zipped else data
    pieces = [body[at : at + PIECE_BYTES] for at in range(0, len(body), PIECE_BYTES)] or [b""]
    own = {**fields, "kind": kind, "gz": zipped, "body": pieces[0], "more": len(pieces) - 1}
    rest = {piece_name(name, n): {"body": piece} for n, piece in enumerate(pieces[1:], start=1)}
    return {name: own, **rest}


def piece_name(name: str, n: int) -> str:
    """The name of a value's n-th piece."""
    return f"{name}~{n}"


def pieces_of(name: str, document: Mapping[str, Any]) -> Sequence[str]:
    """The names of the pieces that belong to a value's own document."""
    return [piece_name(name, n) for n in range(1, document["more"] + 1)]


def from_documents(name: str, documents: Mapping[str, Mapping[str, Any]]) -> Typed:
    """The value again."""
    own = documents[name]
    body = own["body"] + b"".join(documents[piece]["body"] for piece in pieces_of(name, own))
    return own["kind"], gzip.decompress(body) if own["gz"] else body
