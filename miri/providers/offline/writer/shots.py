"""Shots: one idea per slot, chosen by film grammar from what the scene and the song offer.

Why here: which kind of shot comes next, whether the sung words ask for a picture, and whose turn
it is; the last two are shot_ending.py's.
Next: shot_words.py, which puts every choice into words.
"""

from dataclasses import dataclass, field, replace

from miri.domain.prompt import Camera
from miri.ports.story_writer import ShotIdea, ShotSlot
from miri.providers.offline.writer import tables
from miri.providers.offline.writer.casting import Character
from miri.providers.offline.writer.luck import Deck
from miri.providers.offline.writer.shot_ending import away, ending_sights
from miri.providers.offline.writer.shot_kinds import WITHOUT_PEOPLE, Kind, camera, deck, other_move
from miri.providers.offline.writer.shot_words import in_words
from miri.providers.offline.writer.shot_world import SceneWorld, world_of
from miri.providers.offline.writer.sight import Sight
from miri.providers.offline.writer.story import Story
from miri.providers.offline.writer.tables import Action, Still, Thing

POSITIONS = ("left", "right", "centre")


@dataclass
class ShotWriter:
    """Writes shots in order, remembering what came before."""

    story: Story
    before: Camera | None = None
    kinds: list[Kind] = field(default_factory=list[Kind])
    shown: list[str] = field(default_factory=list[str])
    turns: dict[Kind, int] = field(default_factory=dict[Kind, int])
    cards: dict[str, int] = field(default_factory=dict[str, int])
    lyric: str = ""
    in_scene: int = 0
    """Which shot of its scene is being written, from 0."""

    def __post_init__(self) -> None:
        self.deck = Deck(self.story.reading.luck, "shots")
        energies = [part.section.energy for part in self.story.parts]
        self.mean = sum(energies) / len(energies)
        wide = max(energies) - min(energies)
        self.spread = max(wide, 200)

    def write(self, slot: ShotSlot, world: SceneWorld, *, is_first: bool) -> ShotIdea:
        """The idea for one slot. `is_first`: the slot opens its scene."""
        level = self.level(slot.energy)
        self.in_scene = 0 if is_first else self.in_scene + 1
        sight = self._sight(slot, world, level, is_first=is_first)
        return self.compose(sight, world, level)

    def level(self, energy: int) -> str:
        """low, middle or high, against the song itself."""
        above = (energy - self.mean) / self.spread
        return "low" if above < -0.15 else "high" if above > 0.2 else "middle"

    def compose(
        self, sight: Sight, world: SceneWorld, level: str, shot_camera: Camera | None = None
    ) -> ShotIdea:
        """A decided picture in words, with its camera; remembered for the next one."""
        if not sight.still.motion:
            motion = self.deck.draw(tables.table("shots")["motions"]["quiet"], "motion")
            sight = replace(sight, still=Still(sight.still.said, str(motion)))
        turn = self.turns.get(sight.kind, 0)
        self.turns[sight.kind] = turn + 1
        reading = self.story.reading
        lens = reading.film.look.lens_mm if reading.film.look else reading.moods[0].lens
        move, narrow = reading.wishes.move, world.place.narrow
        chosen = shot_camera or camera(
            sight.kind, level, turn, lens, self.before, move=move, narrow=narrow
        )
        if self.before and (chosen.framing, chosen.move) == (self.before.framing, self.before.move):
            chosen = chosen.model_copy(update={"move": other_move(chosen.move)})
        self.before = chosen
        self.kinds.append(sight.kind)
        return in_words(self.story, sight, world, chosen, POSITIONS[turn % 3])

    def _sight(self, slot: ShotSlot, world: SceneWorld, level: str, *, is_first: bool) -> Sight:
        sung = None if is_first else self._sung(slot, world)
        self.lyric = slot.lyric
        if is_first:
            return self._opening(slot, world)
        if self.in_scene == 2 and len(world.people) > 1:
            return self._of_kind(Kind.TWO, world)
        if self.in_scene == 3 and world.companions:
            return self._along(world)
        return sung or self._of_kind(self._next_kind(world, level, slot), world)

    def _along(self, world: SceneWorld) -> Sight:
        """Something that goes along: its own picture first, then how it stands in others."""
        thing, looks = self.deck.draw(world.companions, "companion")
        first = f"along {thing.key}" not in self.shown
        self.shown.append(f"along {thing.key}")
        if first and thing.where in ("", "in" if world.place.inside else "out"):
            return Sight(Kind.IMAGE, thing.sight, thing=thing, looks=looks)
        rows = tables.table("shots")["along"]["poses"][0 if world.people else 1 :]
        pose = self.deck.draw([tables.still(row) for row in rows], "along")
        return Sight(Kind.ALONG, pose, world.people[:0], thing=thing, looks=looks)

    def _opening(self, slot: ShotSlot, world: SceneWorld) -> Sight:
        """A scene opens wide: a new place empty or with somebody small in it, in turn; a place
        that comes back for the third time opens on a person."""
        here = f"place {world.place.key}"
        seen = self.shown.count(here)
        self.shown.append(here)
        short = slot.end_frame - slot.start_frame < self.story.reading.film.settings.fps * 1.3
        if (short or seen > 1) and world.people:
            return self._of_kind(
                Kind.BACK if seen % 2 and not world.place.narrow else Kind.SPOT, world
            )
        peopled = seen == 1 or len([s for s in self.shown if s.startswith("place ")]) % 2 == 0
        people = world.people[:1] if peopled else ()
        still = self._draw(
            world.place.spots if people else world.place.details,
            world,
            "spot" if people else "detail",
        )
        return Sight(Kind.PLACE, still, people)

    def _sung(self, slot: ShotSlot, world: SceneWorld) -> Sight | None:
        """What the line names, once per line and not too often."""
        if not slot.lyric or slot.lyric == self.lyric:
            return None
        words = slot.lyric.strip().rstrip(",.;:–—- ")
        action = self._sung_action(slot.lyric)
        if action and world.people and not (action.pair and len(world.people) < 2):
            self.shown.append(f"action {action.key}")
            people = world.people[:2] if action.pair else world.people[:1]
            return Sight(Kind.ACTION, action.still, people, words=words)
        empty = self.kinds[-1:] and not self.kinds[-1].has_person
        thing = None if empty and world.people else self._sung_thing(slot.lyric)
        if thing:
            self.shown.append(f"thing {thing.key}")
            return Sight(Kind.IMAGE, thing.sight, thing=thing, words=words)
        return None

    def _sung_action(self, lyric: str) -> Action | None:
        if Kind.ACTION in self.kinds[-3:]:
            return None
        keys = tables.lexicon("actions").affirmed(lyric)
        fresh = [key for key in keys if f"action {key}" not in self.shown[-8:]]
        return tables.actions()[fresh[0]] if fresh else None

    def _sung_thing(self, lyric: str) -> Thing | None:
        keys = tables.lexicon("things").keys(lyric)
        fresh = [tables.things()[key] for key in keys if f"thing {key}" not in self.shown[-12:]]
        return next((thing for thing in fresh if self.story.reading.may_show(thing)), None)

    def _next_kind(self, world: SceneWorld, level: str, slot: ShotSlot) -> Kind:
        """The next card that does not repeat the last kind, and no third shot without people."""
        cards = self._cards(world, level)
        empty_twice = len(self.kinds) > 1 and not any(k.has_person for k in self.kinds[-2:])
        for _ in range(len(cards) * 2):
            at = self.cards.get(level, self.story.reading.luck.number(3, "card", level))
            self.cards[level] = at + 1
            kind = cards[at % len(cards)]
            if kind is Kind.INSERT and not world.prop_looks:
                kind = Kind.DETAIL
            if kind in self.kinds[-1:] or (empty_twice and world.people and not kind.has_person):
                continue
            return self._nearer_on_moment(kind, slot)
        return Kind.CLOSE if world.people else Kind.DETAIL

    def _cards(self, world: SceneWorld, level: str) -> tuple[Kind, ...]:
        if not world.people:
            return WITHOUT_PEOPLE
        lead, wishes = world.people[0], self.story.reading.wishes
        return deck(
            level,
            wishes,
            performs=(lead.performs and level != "low") or wishes.perform > 0,
            group=lead.many,
            two=len(world.people) > 1,
            narrow=world.place.narrow,
            calm=self._calm,
        )

    @property
    def _calm(self) -> bool:
        """True where the film's mood has no place for fists."""
        return self.story.reading.moods[0].calm > 1 and self.story.reading.wishes.move <= 0

    def _nearer_on_moment(self, kind: Kind, slot: ShotSlot) -> Kind:
        """A marked moment of the lyrics is seen from near."""
        song = self.story.reading.film.song
        moments = song.moments if song else ()
        marked = any(
            m.start_frame < slot.end_frame and m.end_frame > slot.start_frame for m in moments
        )
        near = {Kind.SPOT: Kind.CLOSE, Kind.MEDIUM: Kind.CLOSE, Kind.BACK: Kind.EXTREME}
        return near.get(kind, kind) if marked and Kind.CLOSE not in self.kinds[-1:] else kind

    def _of_kind(self, kind: Kind, world: SceneWorld) -> Sight:
        if kind is Kind.PLACE or kind is Kind.DETAIL:
            return Sight(kind, self._draw(world.place.details, world, "detail"))
        if kind is Kind.IMAGE:
            return self._emptiness(world)
        if kind is Kind.INSERT:
            rows = tables.table("shots")["inserts"]["rest"]
            return Sight(kind, self.deck.draw([tables.still(row) for row in rows], "insert"))
        if kind is Kind.SPOT:
            return Sight(kind, self._draw(world.place.spots, world, "spot"), self._whom(world))
        people = world.people[:2] if kind is Kind.TWO else self._whom(world)
        if kind in (Kind.PERFORM_CLOSE, Kind.PERFORM_FULL, Kind.OVERHEAD):
            people = world.people[:1]
        pack = "group" if kind is Kind.MEDIUM and people and people[0].many else kind.value
        stills = _fitting(tables.poses(pack), world, calm=self._calm)
        return Sight(kind, self.deck.draw(stills, kind), people)

    def _emptiness(self, world: SceneWorld) -> Sight:
        """A thing that could lie here, in a film without people."""
        where = ("", "in" if world.place.inside else "out")
        pool = [t for t in tables.things().values() if not t.body and t.where in where]
        thing = self.deck.draw(pool, "emptiness", where)
        return Sight(Kind.IMAGE, thing.sight, thing=thing)

    def _whom(self, world: SceneWorld) -> tuple[Character, ...]:
        """The lead; the other one in the scene's second shot and every third after it."""
        if len(world.people) < 2:
            return world.people[:1]
        return (world.people[1],) if self.in_scene % 3 == 1 else world.people[:1]

    def _draw(self, stills: tuple[Still, ...], world: SceneWorld, name: str) -> Still:
        return self.deck.draw(stills, name, world.place.key)


def _fitting(stills: tuple[Still, ...], world: SceneWorld, *, calm: bool) -> list[Still]:
    """Poses that need a horizon have no place indoors, nor fists in a calm film."""
    barred = (*(("horizon",) if world.place.inside else ()), *(("fist",) if calm else ()))
    return [s for s in stills if not any(word in s.said[0] for word in barred)]


def write_shots(story: Story, slots: tuple[ShotSlot, ...]) -> tuple[ShotIdea, ...]:
    """One idea per slot, in order."""
    film = story.reading.film
    writer = ShotWriter(story)
    worlds = {
        slot.scene_id: world_of(story, film.scenes.get(slot.scene_id), slot.scene_id)
        for slot in slots
    }
    last = ending_sights(story, slots, worlds, writer.deck)
    ideas: list[ShotIdea] = []
    for i, slot in enumerate(slots):
        world = worlds[slot.scene_id]
        if i in last:
            sight, shot_camera = last[i]
            world = away(sight, world)
            ideas.append(writer.compose(sight, world, writer.level(slot.energy), shot_camera))
            continue
        is_first = i == 0 or slots[i - 1].scene_id != slot.scene_id
        ideas.append(writer.write(slot, world, is_first=is_first))
    return tuple(ideas)
