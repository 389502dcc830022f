"""The world of a scene: its place, hour, people and prop, as the film's assets now stand.

Why here: a person may have changed any asset since it was written; pictures must show what is
there now, in its exact words, so shots are written from the film and not from memory.
Next: shots.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from miri.domain.asset import Asset, AssetKind
from miri.domain.scene import Scene
from miri.providers.offline.writer import tables
from miri.providers.offline.writer.casting import Character
from miri.providers.offline.writer.scene_plan import capital, scene_parts
from miri.providers.offline.writer.story import Story, named
from miri.providers.offline.writer.tables import Hour, Place, Thing
from miri.providers.offline.writer.wording import Word, Wording


@dataclass(frozen=True)
class SceneWorld:
    """What can be seen in a scene. Names are the assets' own; `companions` are things with their
    assets' words, `names` the assets' names by the thing's key."""

    key: str
    place: Place
    place_name: str
    place_looks: str
    hour: Hour
    people: tuple[Character, ...]
    prop_name: str
    prop_looks: str
    companions: tuple[tuple[Thing, str], ...]
    names: Mapping[str, str]
    wording: Wording

    @property
    def light(self) -> str:
        """The light that goes with hour and place (English)."""
        return self.hour.indoors if self.place.inside else self.hour.light

    def wording_for(self, people: tuple[Character, ...]) -> Wording:
        """The wording in which the first of these people leads; where nobody is named, the scene's
        own lead, so that verbs agree with whom a sentence may still mention."""
        people = people or self.people[:1]
        words = dict(self.wording.words)
        language = self.wording.language
        for name, person in zip(("who", "other"), people, strict=False):
            words[name] = person.word(language)
        sexes = ["p" if person.many else person.sex for person in people]
        return Wording(language, sexes[0] if sexes else "f", (sexes[1:] or ["m"])[0], words)


def world_of(story: Story, scene: Scene | None, scene_id: str) -> SceneWorld:
    """The world of a scene of the film; of the story's own scene where the film has none yet."""
    film = story.reading.film
    assets = [film.assets[key] for key in scene.asset_ids if key in film.assets] if scene else []
    place, place_name, place_looks = _place(story, assets, scene)
    prop_name, prop_looks = _prop(story, assets)
    language = story.reading.language
    along = _companions(story, assets)
    words = {
        **story.wording.words,
        "place": _place_word(place, place_name, language),
        "at_place": Word(place.at[language == "he"]),
        "prop": _prop_word(story, prop_name, language),
    }
    return SceneWorld(
        key=scene.id if scene else scene_id,
        place=place,
        place_name=place_name,
        place_looks=place_looks,
        hour=_hour(story, scene),
        people=_people(story, assets),
        prop_name=prop_name,
        prop_looks=prop_looks,
        companions=tuple((thing, asset.description or asset.name) for thing, asset in along),
        names={thing.key: asset.name for thing, asset in along},
        wording=Wording(language, words=words),
    )


def _people(story: Story, assets: list[Asset]) -> tuple[Character, ...]:
    """The scene's characters in its own order; without any, the story's lead."""
    if not story.reading.has_people:
        return ()
    played = tuple(story.played_by(a) for a in assets if a.kind is AssetKind.CHARACTER)
    return played or story.characters[:1]


def _place(story: Story, assets: list[Asset], scene: Scene | None) -> tuple[Place, str, str]:
    """The table's place that the scene's location is, and the location's own name and looks."""
    language = story.reading.language
    asset = next((a for a in assets if a.kind is AssetKind.LOCATION), None)
    if asset is None:
        place = _told_place(story, scene)
        return place, capital(place, language), place.looks
    by_name = {capital(p, language): p for p in tables.places().values()}
    keys = tables.lexicon("places").keys(f"{asset.name}. {asset.description}")
    place = by_name.get(asset.name) or tables.places()[keys[0] if keys else "anywhere"]
    return place, asset.name, asset.description or place.looks


def _told_place(story: Story, scene: Scene | None) -> Place:
    """A place named in the scene's own words, else the story's scene at that time."""
    told = f"{scene.title}. {scene.summary}" if scene else ""
    keys = tables.lexicon("places").keys(told)
    if keys:
        return tables.places()[keys[-1]]
    start = scene.start_frame if scene else 0
    parts = scene_parts(story)
    return next(
        (p.place for p in reversed(parts) if p.parts[0].section.start_frame <= start),
        parts[0].place,
    )


def _prop(story: Story, assets: list[Asset]) -> tuple[str, str]:
    """The scene's prop; "" for the looks where the scene has none."""
    asset = next((a for a in assets if a.kind is AssetKind.PROP), None)
    if asset:
        return asset.name, asset.description or asset.name
    return capital(story.prop, story.reading.language), "" if assets else story.prop.looks


def _companions(story: Story, assets: list[Asset]) -> list[tuple[Thing, Asset]]:
    """The scene's props after the first, where a table knows how they are seen."""
    by_name = {capital(t, story.reading.language): t for t in tables.things().values()}
    props = [a for a in assets if a.kind is AssetKind.PROP]
    first = (
        props[:1]
        if any(a.name == capital(story.prop, story.reading.language) for a in props)
        else []
    )
    return [(by_name[a.name], a) for a in props if a.name in by_name and a not in first]


def _hour(story: Story, scene: Scene | None) -> Hour:
    told = scene.time_of_day if scene else ""
    keys = tables.lexicon("hours", "hours").keys(told)
    by_said = {said: hour for hour in tables.hours().values() for said in hour.said}
    start = scene.start_frame if scene else 0
    parts = scene_parts(story)
    fitting = next(
        (p.hour for p in reversed(parts) if p.parts[0].section.start_frame <= start), parts[0].hour
    )
    return by_said.get(told) or (tables.hours()[keys[0]] if keys else fitting)


def _place_word(place: Place, name: str, language: str) -> Word:
    if name == capital(place, language):
        return named(place, language)
    return Word(name, definite=language == "he" and name.startswith("ה"))


def _prop_word(story: Story, name: str, language: str) -> Word:
    if name == capital(story.prop, language):
        return named(story.prop, language)
    lowered = name[:1].lower() + name[1:] if name.startswith("The ") else name
    return Word(lowered, definite=language == "he" and name.startswith("ה"))
