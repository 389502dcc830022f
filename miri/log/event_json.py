"""Events as JSON and back: `{"type": "ShotsPlanned", "v": 1, ...fields}`.

Why here: stores keep text; old texts are upgraded on reading, by small functions.
Next: archive.py; miri/stores.
"""

import json
from collections.abc import Callable
from typing import Any

from miri.errors import Broken
from miri.events import (
    film_events,
    money_events,
    project_events,
    talk_events,
    version_events,
)
from miri.events.event import Event, event_types

EVENT_FILES = (film_events, money_events, project_events, talk_events, version_events)
"""Importing these registers every event type; a new file of events is named here."""

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
UPGRADES: dict[tuple[str, int], Upgrade] = {}
"""(type, from version) -> function to the next version. Empty while every event is at version 1."""


def dump_event(event: Event) -> str:
    """The event as one line of JSON, with its type and schema version."""
    body = event.model_dump(mode="json")
    return json.dumps(
        {"type": type(event).__name__, "v": type(event).version, "data": body},
        ensure_ascii=False,
        separators=(",", ":"),
    )


def load_event(text: str) -> Event:
    """The event of such a line. Raises Broken for a type this version does not know."""
    stored = json.loads(text)
    kind = event_types().get(stored["type"])
    if kind is None:
        raise Broken(f"The log holds an event '{stored['type']}' that this version does not know.")
    data, version = stored["data"], stored["v"]
    while version < kind.version:
        data = UPGRADES[(stored["type"], version)](data)
        version += 1
    return kind.model_validate(data)
