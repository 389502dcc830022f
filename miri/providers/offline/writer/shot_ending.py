"""The last shots: the ending that the person asked for, as pictures.

Why here: whatever came before, a film ends as its brief says; place, people, pose and framing of
the last two shots are read from the ending's own words.
Next: shots.py, which composes them.
"""

from collections.abc import Mapping
from dataclasses import replace

from miri.domain.prompt import Camera, CameraAngle, CameraMove, Framing
from miri.ports.story_writer import ShotSlot
from miri.providers.offline.writer import tables
from miri.providers.offline.writer.casting import Character
from miri.providers.offline.writer.luck import Deck
from miri.providers.offline.writer.scene_plan import ends_together
from miri.providers.offline.writer.shot_kinds import Kind
from miri.providers.offline.writer.shot_world import SceneWorld
from miri.providers.offline.writer.sight import Sight
from miri.providers.offline.writer.story import Story
from miri.providers.offline.writer.tables import Action, Still, Thing

NEAR_ACTIONS = ("cry", "kiss", "sleep", "laugh", "hug", "wake", "pray", "sing")
"""What is better seen from near; all else ends wide."""
FEWEST_SLOTS = 3


def ending_sights(
    story: Story, slots: tuple[ShotSlot, ...], worlds: Mapping[str, SceneWorld], cards: Deck
) -> dict[int, tuple[Sight, Camera]]:
    """The pictures of the last two slots by index, where the slots reach the song's end."""
    song = story.reading.film.song
    if not slots or song is None or slots[-1].end_frame < song.frames:
        return {}
    world = worlds[slots[-1].scene_id]
    last = len(slots) - 1
    found = {last: _last(story, world)}
    alone = len(slots) >= FEWEST_SLOTS and slots[last - 1].scene_id == slots[last].scene_id
    if alone and story.reading.ending and world.people:
        found[last - 1] = _last_but_one(world, cards)
    return found


def _last(story: Story, world: SceneWorld) -> tuple[Sight, Camera]:
    action, thing = next(iter(story.reading.end_actions), None), _thing(story)
    ending = story.reading.ending
    near = (action is None and thing is not None) or bool(action and action.key in NEAR_ACTIONS)
    if world.people and (action or thing is None):
        still = (action.far or action.still) if action else world.place.spots[0]
        people = () if action and action.on else _who_ends(story, world, action)
        kind = Kind.ACTION if people else Kind.IMAGE
        on = action.on if action else ""
        sight = Sight(kind, _ended(story, still), people, ending=ending, on=on)
    elif thing:
        sight = Sight(Kind.IMAGE, _ended(story, thing.sight), thing=thing, ending=ending)
    else:
        sight = Sight(Kind.PLACE, _ended(story, world.place.details[0]), ending=ending)
    framing = Framing.CLOSE_UP if near else Framing.EXTREME_WIDE
    if world.place.narrow and not near and not sight.on:
        framing = Framing.MEDIUM
    move = CameraMove.HOLD if near else CameraMove.PULL
    return sight, Camera(framing=framing, move=move, lens_mm=85 if near else 24)


def _who_ends(story: Story, world: SceneWorld, action: Action | None) -> tuple[Character, ...]:
    """Both where the ending says "they", or does what takes two; else the lead."""
    both = (action and action.pair) or ends_together(story)
    return world.people[: 2 if both else 1]


def away(sight: Sight, world: SceneWorld) -> SceneWorld:
    """The world of a picture that has a place of its own."""
    if not sight.on:
        return world
    place = tables.places()[sight.on]
    return replace(world, place=place, place_looks=place.looks)


def _last_but_one(world: SceneWorld, cards: Deck) -> tuple[Sight, Camera]:
    """A face, before the last picture says what became of it."""
    person = world.people[len(world.people) - 1]
    still = cards.draw(tables.poses("group" if person.many else "close"), Kind.CLOSE)
    shot = Camera(
        framing=Framing.MEDIUM, angle=CameraAngle.EYE_LEVEL, move=CameraMove.PUSH, lens_mm=50
    )
    kind = Kind.MEDIUM
    return Sight(kind, still, (person,)), shot


def _thing(story: Story) -> Thing | None:
    keys = tables.lexicon("things").keys(story.reading.ending)
    return tables.things()[keys[0]] if keys else None


def _ended(story: Story, still: Still) -> Still:
    """The motion of the last shot carries the person's own words for it."""
    ending = story.reading.film.brief.ending.strip().rstrip(".")
    if not ending:
        return still
    return Still(still.said, f"{still.motion}; the ending as asked for: {ending}")
