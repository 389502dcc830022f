"""A sight in words: scene, subjects, light and motion in English, and a line for the person.

Why here: models read static English with the assets' exact words; the person reads one line in
their own language; both come from the same sight.
Next: miri/providers/offline/artist, which draws it.
"""

from miri.domain.prompt import Camera, Subject, SubjectKind
from miri.ports.story_writer import ShotIdea
from miri.providers.offline.writer import tables
from miri.providers.offline.writer.garments import ANIMALS
from miri.providers.offline.writer.shot_kinds import Kind
from miri.providers.offline.writer.shot_world import SceneWorld
from miri.providers.offline.writer.sight import Sight
from miri.providers.offline.writer.story import Story, named
from miri.providers.offline.writer.wording import Wording, tidy

_NOUNS = frozenset(
    "the a an one something nothing only both focus reflections wind dust light lips hands "
    "steam snow mist rain shadows footprints sparks drops stars everything".split()
)
"""Words that begin a motion which names its own subject."""


def in_words(
    story: Story, sight: Sight, world: SceneWorld, shot_camera: Camera, position: str
) -> ShotIdea:
    """The sight as an idea. `position` is where in the frame a single subject stands."""
    return ShotIdea(
        display=_display(story, sight, world, shot_camera),
        scene=_scene(story, sight, world),
        subjects=_subjects(sight, world, position),
        lighting=_lighting(story, sight, world),
        camera=shot_camera,
        motion=_motion(story, sight, world),
        assets=_assets(story, sight, world),
    )


def _display(story: Story, sight: Sight, world: SceneWorld, shot_camera: Camera) -> str:
    """The shot in one line of the person's language."""
    wording = world.wording_for(sight.people)
    framing = wording.of(tables.phrase("framing", shot_camera.framing.value))
    head = framing
    if sight.ending:
        said = wording.with_words(framing=framing, ending=sight.ending)
        return tidy(said.of(tables.phrase("shots", "last")) + ".")
    if sight.kind is Kind.EXTREME:
        head = wording.with_words(framing=framing).of(tables.phrase("shots", "part_of"))
    if sight.words:
        on = wording.with_words(words=sight.words).of(tables.phrase("shots", "on_words"))
        head = f"{framing}, {on}"
    return tidy(f"{head}: {_said(story, sight, world, wording)}.")


def _said(story: Story, sight: Sight, world: SceneWorld, wording: Wording) -> str:
    pose = wording.of(sight.still.said)
    filled = wording.with_words(pose=pose, hour=wording.of(world.hour.said))
    if sight.kind in (Kind.DETAIL, Kind.IMAGE, Kind.EXTREME):
        return pose
    if sight.kind is Kind.ALONG and sight.thing:
        return filled.with_words(thing=named(sight.thing, story.reading.language)).of(
            tables.phrase("shots", "along")
        )
    if sight.kind is Kind.PLACE:
        empty = "empty_place" if story.reading.has_people else "bare_place"
        name = "small_in_place" if sight.people else empty
        return filled.of(tables.phrase("shots", name))
    if sight.kind is Kind.INSERT:
        return filled.of(tables.phrase("shots", "insert"))
    if len(sight.people) > 1:
        return filled.of(tables.phrase("shots", "two"))
    verbal = sight.still.said[1].startswith("[") and story.reading.language == "he"
    return filled.of(tables.phrase("shots", "person_spot" if verbal else "person"))


def _scene(story: Story, sight: Sight, world: SceneWorld) -> str:
    """The static surroundings, in English: what is near in sharp words, what is behind in soft."""
    when, looks = _when(story, world), world.place_looks
    if sight.kind in (Kind.DETAIL, Kind.IMAGE):
        behind = _behind(sight, world)
        return f"{sight.still.said[0]}{behind}, {when}"
    if sight.kind is Kind.PLACE and not sight.people:
        return f"{looks}, {when}; {sight.still.said[0]}"
    if sight.kind in (Kind.CLOSE, Kind.EXTREME, Kind.PERFORM_CLOSE, Kind.INSERT):
        return f"{looks}, soft and out of focus in the background, {when}"
    return f"{looks}, {when}"


def _when(story: Story, world: SceneWorld) -> str:
    """The hour, the weather out of doors, and a note that no table knows."""
    weather, unknown = story.reading.weather, story.reading.unknown_note
    said = [world.hour.said[0]]
    if weather and not world.place.inside:
        said.append(weather.scene)
    return ", ".join(said) + (f"; as asked: {unknown}" if unknown else "")


def _behind(sight: Sight, world: SceneWorld) -> str:
    """What lies behind a detail or a thing: its own place, the scene's, or nothing, where the
    thing is not at home there."""
    thing = sight.thing
    if thing and thing.at:
        return f"; {tables.places()[thing.at].looks}"
    here = "in" if world.place.inside else "out"
    return f"; {world.place_looks}" if not thing or thing.where in ("", here) else ""


def _subjects(sight: Sight, world: SceneWorld, position: str) -> tuple[Subject, ...]:
    if sight.kind is Kind.INSERT:
        kind = SubjectKind.OBJECT
        pose = sight.still.said[0]
        return (Subject(type=kind, description=world.prop_looks, pose=pose, position="centre"),)
    if sight.kind in (Kind.IMAGE, Kind.ALONG):
        animal = sight.thing is not None and sight.thing.key in ANIMALS
        kind = SubjectKind.ANIMAL if animal else SubjectKind.OBJECT
        what, pose = sight.still.said[0], ""
        if sight.looks:
            what, pose = sight.looks, wording_of(world).put(what)
        return (Subject(type=kind, description=what, pose=pose, position="centre"),)
    places = ("background",) if sight.kind is Kind.PLACE else (position,)
    if len(sight.people) > 1:
        places = ("left", "right")
    elif sight.people and sight.people[0].many and sight.kind is not Kind.PLACE:
        places = ("centre",)
    return tuple(
        Subject(description=person.description, pose=_pose(sight, world), position=where)
        for person, where in zip(sight.people, places, strict=False)
    )


def wording_of(world: SceneWorld) -> Wording:
    """English wording for models, with the lead called by a pronoun's noun."""
    who = world.people[0] if world.people else None
    name = (
        "the group"
        if who and who.many
        else {"f": "the woman", "m": "the man"}.get(who.sex if who else "", "nobody")
    )
    return Wording("en").with_words(who=name)


def _pose(sight: Sight, world: SceneWorld) -> str:
    small = "small in the frame, " if sight.kind is Kind.PLACE else ""
    return small + sight.still.said[0]


def _lighting(story: Story, sight: Sight, world: SceneWorld) -> str:
    film = story.reading.film
    base = film.look.lighting if film.look and film.look.lighting else story.reading.moods[0].light
    against = (
        "strong backlight, the figure in silhouette; " if sight.kind is Kind.SILHOUETTE else ""
    )
    return f"{against}{world.light}; {base}"


def _motion(story: Story, sight: Sight, world: SceneWorld) -> str:
    """What moves, in English; the weather moves too where it can be seen."""
    motion = sight.still.motion
    if motion.split(" ")[0] not in _NOUNS and sight.people:
        who = sight.people[0]
        verb = "they " if len(sight.people) > 1 else "the group " if who.many else ""
        motion = (verb or {"f": "she ", "m": "he "}[who.sex]) + motion
    weather = story.reading.weather
    if weather and not world.place.inside:
        motion = f"{motion}; {weather.motion}"
    return motion


def _assets(story: Story, sight: Sight, world: SceneWorld) -> tuple[str, ...]:
    """The names of the assets that are seen."""
    names = [person.asset(story.reading.language).name for person in sight.people]
    if sight.kind is not Kind.IMAGE:
        names.append(world.place_name)
    if sight.kind is Kind.INSERT:
        names.append(world.prop_name)
    if sight.thing and sight.looks:
        names.append(world.names[sight.thing.key])
    return tuple(names)
