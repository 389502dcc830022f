"""A Sight: what one shot will show, decided but not yet put into words.

Why here: the middle of the grammar and the ending both decide sights; shots.py words them all.
Next: shots.py, shot_ending.py.
"""

from dataclasses import dataclass

from miri.providers.offline.writer.casting import Character
from miri.providers.offline.writer.shot_kinds import Kind
from miri.providers.offline.writer.tables import Still, Thing


@dataclass(frozen=True)
class Sight:
    """What kind of shot, of whom, in which pose. `words` are the sung words it answers; `looks`
    the exact words of the asset that a thing is;
    `ending` the person's words for the last picture; `on` a place of its own, by key."""

    kind: Kind
    still: Still
    people: tuple[Character, ...] = ()
    thing: Thing | None = None
    words: str = ""
    looks: str = ""
    ending: str = ""
    on: str = ""
