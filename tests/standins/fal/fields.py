"""The small language of endpoints.json: `kind! least..most option|option`, and what it refuses.

Why here: types, enums, limits and required fields of 36 endpoints in one readable table.
Next: table.py reads the lines; checks.py adds the rules between fields.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

PRESETS = {
    "square_hd": (1024, 1024),
    "square": (512, 512),
    "portrait_4_3": (768, 1024),
    "portrait_16_9": (576, 1024),
    "landscape_4_3": (1024, 768),
    "landscape_16_9": (1024, 576),
}
RANGE = re.compile(r"^(-?\d*\.?\d*)\.\.(\d*\.?\d*)$")
ADDRESS = re.compile(r"^(https?://[^\s/]+/?\S*|data:[\w.+-]+/[\w.+-]+;base64,\S+)$")


@dataclass(frozen=True)
class Complaint:
    """One entry of `detail`, as fal writes it."""

    loc: tuple[str | int, ...]
    msg: str
    type: str

    def shown(self) -> dict[str, Any]:
        """As JSON, under `body`."""
        return {"loc": ["body", *self.loc], "msg": self.msg, "type": self.type}


@dataclass(frozen=True)
class Field:
    """One field of a request: for `text` the range is of its length, for lists of their count."""

    kind: str
    required: bool = False
    least: float | None = None
    most: float | None = None
    options: tuple[str, ...] = ()

    def complaints(self, value: Any, at: tuple[str | int, ...]) -> list[Complaint]:
        """What is wrong with `value`, which stands at `at` in the body."""
        return KINDS[self.kind](self, value, at)

    def out_of_range(self, size: float, at: tuple[str | int, ...], what: str) -> list[Complaint]:
        if self.least is not None and size < self.least:
            return [Complaint(at, f"{what} should be at least {self.least:g}", f"{what}_too_small")]
        if self.most is not None and size > self.most:
            return [Complaint(at, f"{what} should be at most {self.most:g}", f"{what}_too_large")]
        return []


def read_field(line: str) -> Field:
    """A field of the table from its line."""
    word, *rest = line.split()
    least = most = None
    options: tuple[str, ...] = ()
    for part in rest:
        if found := RANGE.match(part):
            least, most = (float(end) if end else None for end in found.groups())
        else:
            options = tuple(part.split("|"))
    return Field(word.rstrip("!"), word.endswith("!"), least, most, options)


def _wrong(at: tuple[str | int, ...], wanted: str) -> list[Complaint]:
    return [Complaint(at, f"Input should be a valid {wanted}", f"{wanted}_type")]


def _text(field: Field, value: Any, at: tuple[str | int, ...]) -> list[Complaint]:
    if not isinstance(value, str):
        return _wrong(at, "string")
    return field.out_of_range(len(value), at, "length")


def _flag(_field: Field, value: Any, at: tuple[str | int, ...]) -> list[Complaint]:
    return [] if isinstance(value, bool) else _wrong(at, "boolean")


def _int(field: Field, value: Any, at: tuple[str | int, ...]) -> list[Complaint]:
    if isinstance(value, bool) or not isinstance(value, int):
        return _wrong(at, "integer")
    return field.out_of_range(value, at, "value")


def _number(field: Field, value: Any, at: tuple[str | int, ...]) -> list[Complaint]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _wrong(at, "number")
    return field.out_of_range(value, at, "value")


def _choice(field: Field, value: Any, at: tuple[str | int, ...]) -> list[Complaint]:
    if isinstance(value, str) and value in field.options:
        return []
    shown = ", ".join(f"'{option}'" for option in field.options)
    return [Complaint(at, f"Input should be one of {shown}", "literal_error")]


def _address(_field: Field, value: Any, at: tuple[str | int, ...]) -> list[Complaint]:
    if isinstance(value, str) and ADDRESS.match(value):
        return []
    return [Complaint(at, "Input should be an http(s) URL or a data URI", "url_parsing")]


def _several(one: Field) -> Callable[[Field, Any, tuple[str | int, ...]], list[Complaint]]:
    def check(field: Field, value: Any, at: tuple[str | int, ...]) -> list[Complaint]:
        if not isinstance(value, list):
            return _wrong(at, "list")
        inner = [c for i, item in enumerate(value) for c in one.complaints(item, (*at, i))]
        return field.out_of_range(len(value), at, "count") + inner

    return check


def _record(
    fields: dict[str, Field],
) -> Callable[[Field, Any, tuple[str | int, ...]], list[Complaint]]:
    def check(_field: Field, value: Any, at: tuple[str | int, ...]) -> list[Complaint]:
        return record_complaints(fields, value, at)

    return check


def _size(field: Field, value: Any, at: tuple[str | int, ...]) -> list[Complaint]:
    if isinstance(value, dict):
        side = Field("int", required=True, least=field.least, most=field.most)
        return record_complaints({"width": side, "height": side}, value, at)
    known = (*PRESETS, *field.options)
    return Field("choice", options=known).complaints(value, at)


def record_complaints(
    fields: dict[str, Field], value: Any, at: tuple[str | int, ...] = ()
) -> list[Complaint]:
    """What is wrong with an object: missing, unknown and ill-typed fields."""
    if not isinstance(value, dict):
        return _wrong(at, "dictionary")
    found = [
        Complaint((*at, name), "Field required", "missing")
        for name, field in fields.items()
        if field.required and name not in value
    ]
    for name, given in value.items():
        if field := fields.get(name):
            found += field.complaints(given, (*at, name))
        else:
            found.append(
                Complaint((*at, name), "Extra inputs are not permitted", "extra_forbidden")
            )
    return found


SHOT = {
    "prompt": read_field("text! 1..2500"),
    "duration": read_field("choice " + "|".join(str(n) for n in range(1, 16))),
}
ELEMENT = {
    "frontal_image_url": read_field("image"),
    "reference_image_urls": read_field("images 1..4"),
    "video_url": read_field("video"),
    "voice_id": read_field("text"),
}
KINDS: dict[str, Callable[[Field, Any, tuple[str | int, ...]], list[Complaint]]] = {
    "text": _text,
    "flag": _flag,
    "int": _int,
    "number": _number,
    "choice": _choice,
    "image": _address,
    "video": _address,
    "audio": _address,
    "size": _size,
    "words": _several(Field("text")),
    "images": _several(Field("image")),
    "shot": _record(SHOT),
    "shots": _several(Field("shot")),
    "element": _record(ELEMENT),
    "elements": _several(Field("element")),
}
