"""The scene plan: which sections belong together, where they happen, when, and with whom.

Why here: three to seven scenes that return to their places as the song returns to its chorus,
while the hour moves on. Scenes are given as sections; frames are miri.domain.slots' business.
Next: shots.py.
"""

import re
from dataclasses import dataclass

from miri.domain.film import Film
from miri.ports.story_writer import AssetIdea, SceneIdea, ScenePlan
from miri.providers.offline.writer import tables
from miri.providers.offline.writer.painting import as_told
from miri.providers.offline.writer.story import Part, Story
from miri.providers.offline.writer.tables import HEX, Hour, Named, Place
from miri.providers.offline.writer.wording import tidy

SECONDS_PER_SCENE = 36
SHORTEST_SECONDS = 6
FEWEST, MOST = 3, 7
_THEY = re.compile(
    r"\b(?:they|them|both|together|everyone|everybody|the two|each other)\b|"
    r"\b(?:holds?|holding) (?:her|his|their) hands?\b|"
    r"(?<![\u05d0-\u05ea])(?:הם|הן|שניהם|שתיהן|כולם|כולן|ביחד|יחד)(?![\u05d0-\u05ea])"
)
OTHER_PLACE, OTHER_KIND, THE_END = 9, 5, 15
"""What it costs, in seconds, to put sections into one scene that lie apart; the end stands alone
where it can."""


@dataclass(frozen=True)
class ScenePart:
    """Sections told as one scene, with its place and hour."""

    parts: tuple[Part, ...]
    place: Place
    hour: Hour


def write_scenes(story: Story) -> ScenePlan:
    """All scenes over the song's sections, and the assets that the film does not have yet."""
    scenes = scene_parts(story)
    titles: set[str] = set()
    ideas = tuple(_idea(story, i, scenes, titles) for i in range(len(scenes)))
    return ScenePlan(scenes=ideas, assets=_assets(story, scenes, story.reading.film))


def scene_parts(story: Story) -> tuple[ScenePart, ...]:
    """The story's parts, grouped."""
    groups = _grouped(story)
    hours = _hours(story, len(groups))
    last = len(groups) - 1
    return tuple(
        ScenePart(group, _place(story, group, is_last=i == last), hours[i])
        for i, group in enumerate(groups)
    )


def _grouped(story: Story) -> list[tuple[Part, ...]]:
    """Neighbours are joined, the cheapest first, until scenes are few and long enough."""
    rate = story.reading.film.settings.fps
    groups: list[tuple[Part, ...]] = [(part,) for part in story.parts]

    def seconds(group: tuple[Part, ...]) -> float:
        return float((group[-1].section.end_frame - group[0].section.start_frame) / rate)

    def cost(i: int) -> float:
        left, right = groups[i][-1], groups[i + 1][0]
        apart = OTHER_PLACE * (left.role != right.role)
        kind = OTHER_KIND * ("chorus" in (left.section.label, right.section.label))
        ends = THE_END * (right.role == "end")
        return seconds(groups[i] + groups[i + 1]) + apart + kind + ends

    total = seconds(tuple(story.parts))
    wanted = min(MOST, max(FEWEST, round(total / SECONDS_PER_SCENE)))
    while len(groups) > 1:
        short = [i for i, group in enumerate(groups) if seconds(group) < SHORTEST_SECONDS]
        if len(groups) <= wanted and not short:
            break
        pool = range(len(groups) - 1)
        if short and len(groups) <= wanted:
            pool = [i for i in pool if i in short or i + 1 in short]
        at = min(pool, key=cost)
        groups[at : at + 2] = [groups[at] + groups[at + 1]]
    return groups


def _place(story: Story, group: tuple[Part, ...], *, is_last: bool) -> Place:
    """Where most of a scene plays; the last scene plays where the film ends."""
    if is_last and (story.reading.end_places or group[-1].role == "end"):
        return story.places["end"]
    longest = max(group, key=lambda p: p.section.end_frame - p.section.start_frame)
    return story.places[longest.role]


def _hours(story: Story, count: int) -> list[Hour]:
    """The hour of each scene: the shape's day, or the one that was told; the ending has its own."""
    reading = story.reading
    told = [hour.key for hour in reading.told_hours]
    wish = reading.wishes.hour
    path = list(reading.shape.hours)
    if wish and reading.wishes.all_hours:
        path = [wish]
    elif told:
        path = told if len(told) > 1 else [told[0], told[0], _next_hour(told[0])]
    elif wish:
        path = [wish, wish, _next_hour(wish)]
    keys = [path[i * len(path) // count] for i in range(count)]
    if reading.end_hour and not reading.wishes.all_hours:
        keys[-1] = reading.end_hour.key
    return [tables.hours()[key] for key in keys]


def _next_hour(key: str) -> str:
    hours = tables.hours()
    later = {hour.order: name for name, hour in hours.items()}
    return later.get(hours[key].order + 1, key)


def _idea(story: Story, index: int, scenes: tuple[ScenePart, ...], titles: set[str]) -> SceneIdea:
    scene = scenes[index]
    hour = story.pair(scene.hour.said)
    return SceneIdea(
        title=_title(story, scene, titles),
        summary=_summary(story, scene, is_last=index == len(scenes) - 1),
        time_of_day=hour,
        first_section=scene.parts[0].index,
        last_section=scene.parts[-1].index,
        assets=_asset_names(story, scene, index, is_last=index == len(scenes) - 1),
    )


def _title(story: Story, scene: ScenePart, titles: set[str]) -> str:
    """The title of the scene's longest part; where it came before, with the hour."""
    by_length = sorted(scene.parts, key=lambda p: p.section.start_frame - p.section.end_frame)
    free = [part.title for part in by_length if part.title not in titles]
    title = free[0] if free else by_length[0].title
    if title in titles:
        title = story.said("scenes", "again", title=title, hour=story.pair(scene.hour.said))
    number = 2
    while title in titles:
        title, number = f"{by_length[0].title} {number}", number + 1
    titles.add(title)
    return title


def _summary(story: Story, scene: ScenePart, *, is_last: bool) -> str:
    beats = list(dict.fromkeys(part.text for part in scene.parts))
    if is_last and story.reading.ending and not _tells_ending(story, beats):
        beats.append(story.said("scenes", "ending", ending=story.reading.ending))
    return tidy(
        story.wording.with_words(
            place=capital(scene.place, story.reading.language),
            hour=story.pair(scene.hour.said),
            beats=" ".join(beats),
        ).of(tables.phrase("scenes", "summary"))
    )


def _tells_ending(story: Story, beats: list[str]) -> bool:
    return any(story.reading.ending in beat for beat in beats)


def ends_together(story: Story) -> bool:
    """True where the ending speaks of more than one person, or does what takes two."""
    ending = story.reading.ending
    named = story.other and story.other.short[0].lower() in ending.lower()
    said = story.other and story.other.short[1] in ending
    pair = any(action.pair for action in story.reading.end_actions)
    return bool(pair or named or said or _THEY.search(ending.lower()))


def _asset_names(story: Story, scene: ScenePart, index: int, *, is_last: bool) -> tuple[str, ...]:
    """Characters first, the lead before the others; then the place, then the prop."""
    casts = {part.cast for part in scene.parts}
    names: list[str] = []
    language = story.reading.language
    if story.lead and casts & {"lead", "both"}:
        names.append(story.lead.asset(language).name)
    if story.other and casts & {"other", "both"}:
        names.append(story.other.asset(language).name)
    if story.lead and not names:
        names.append(story.lead.asset(language).name)
    unseen = not any(part.cast in ("other", "both") for part in story.parts)
    if story.other and is_last and (unseen or ends_together(story)):
        names.append(story.other.asset(language).name)
    names = list(dict.fromkeys(names))
    names.append(capital(scene.place, language))
    if index == 0 or any(part.props for part in scene.parts):
        names.append(capital(story.prop, language))
    names += [capital(thing, language) for thing in story.companions]
    return tuple(names)


def _assets(story: Story, scenes: tuple[ScenePart, ...], film: Film) -> tuple[AssetIdea, ...]:
    language = story.reading.language
    last = len(scenes) - 1
    used = {
        name
        for i, scene in enumerate(scenes)
        for name in _asset_names(story, scene, i, is_last=i == last)
    }
    known = {asset.name for asset in film.assets.values()}
    places = dict.fromkeys(scene.place for scene in scenes)
    wanted = (
        *(character.asset(language) for character in story.characters),
        *(_named_asset("location", place, place.looks, language) for place in places),
        *(
            _named_asset("prop", t, as_told(t, story.reading.wished), language)
            for t in (story.prop, *story.companions)
        ),
    )
    return tuple(a for a in wanted if a.name in used and a.name not in known)


def _named_asset(kind: str, thing: Named, looks: str, language: str) -> AssetIdea:
    return AssetIdea(
        kind=kind,
        name=capital(thing, language),
        description=looks,
        colours=tuple(dict.fromkeys(HEX.findall(looks))),
    )


def capital(thing: Named, language: str) -> str:
    """A place's or thing's name as a name: "The kitchen", "המטבח"."""
    name = thing.name[language == "he"]
    return name[:1].upper() + name[1:]
