"""A recorded event as one line of JSON and back, envelope and all.

Why here: what goes from process to process is read by the same rules as what is stored.
Next: event_json.py (the event inside); miri/relays.
"""

import json

from miri.domain.identity import Actor
from miri.events.event import Recorded
from miri.log.event_json import dump_event, load_event


def dump_recorded(recorded: Recorded) -> str:
    """One line."""
    envelope = recorded.model_dump(mode="json", exclude={"event", "actor"})
    return json.dumps(
        {
            **envelope,
            "actor": recorded.actor.model_dump_json(),
            "event": dump_event(recorded.event),
        },
        ensure_ascii=False,
    )


def load_recorded(text: str) -> Recorded:
    """The event of such a line. Raises Broken for a type this version does not know."""
    stored = json.loads(text)
    actor = Actor.model_validate_json(stored.pop("actor"))
    return Recorded(actor=actor, event=load_event(stored.pop("event")), **stored)
