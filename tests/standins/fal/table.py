"""The endpoints the stand-in serves, read from endpoints.json: fields, limits, what they make, price.

Why here: written by us from what fal documents; figures fal does not document are ours (README).
Next: checks.py validates by it, results.py makes by it, bills.py charges by it.
"""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tests.standins.fal.fields import Field, read_field

FILE = Path(__file__).with_name("endpoints.json")


@dataclass(frozen=True)
class Endpoint:
    """`frames`: the fields that name the first and the last frame of a clip."""

    id: str
    makes: str
    fields: dict[str, Field]
    defaults: dict[str, Any] = field(default_factory=dict)
    price: dict[str, Any] = field(default_factory=dict)
    frames: tuple[str, ...] = ()
    pictures: dict[str, Any] = field(default_factory=dict)
    either: tuple[str, ...] = ()
    together: dict[str, Any] | None = None
    fps: int = 24

    @property
    def app(self) -> str:
        """OWNER/APP: all that later calls keep of the endpoint's id."""
        return app_of(self.id)

    def option(self, body: dict[str, Any], name: str) -> Any:
        """What the caller asked for, or the endpoint's default."""
        return body.get(name, self.defaults.get(name))


def app_of(endpoint: str) -> str:
    """The first two segments of an endpoint's id."""
    return "/".join(endpoint.split("/")[:2])


def _described(rows: dict[str, Any], name: str) -> dict[str, Any]:
    """A row with what it inherits by `like`, less what it goes `without`."""
    row = rows[name]
    if "like" not in row:
        return row
    base = _described(rows, row["like"])
    merged = {**base, **{k: v for k, v in row.items() if k not in ("like", "without")}}
    for part in ("fields", "defaults", "price"):
        merged[part] = {**base.get(part, {}), **row.get(part, {})}
    for dropped in row.get("without", ()):
        merged["fields"].pop(dropped)
        merged["defaults"].pop(dropped, None)
    return merged


@cache
def endpoints() -> dict[str, Endpoint]:
    """All endpoints by id."""
    rows = json.loads(FILE.read_text("utf-8"))
    return {name: _endpoint(name, _described(rows, name)) for name in rows}


def _endpoint(name: str, row: dict[str, Any]) -> Endpoint:
    fields = {key: read_field(line) for key, line in row["fields"].items()}
    lists = {part: tuple(row.get(part, ())) for part in ("frames", "either")}
    rest = {k: v for k, v in row.items() if k not in ("fields", "frames", "either")}
    return Endpoint(id=name, fields=fields, **lists, **rest)
