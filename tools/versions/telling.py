"""Events told in a person's words, one phrase each; what has none is told by its name.

Why here: history, undo and comparisons tell changes alike.
Next: prompts/phrases/history.toml.
"""

import re

from miri.events.event import Recorded
from miri.events.film_events import ShotsChanged
from prompts.library import phrase, phrase_table


def tell(language: str, recorded: Recorded) -> str:
    """What happened, in a few words."""
    key = f"history.{recorded.type}"
    if isinstance(recorded.event, ShotsChanged):
        key = f"history.shots_{recorded.event.how}"
    if key in phrase_table():
        return phrase(key, language)
    return re.sub(r"(?<!^)([A-Z])", r" \1", recorded.type).lower()
