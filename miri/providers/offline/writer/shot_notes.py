"""A note on one shot ("closer, darker, add a dog", "כהה יותר"): the same shot, changed by just that.

Why here: a person who says "darker" wants this shot darker, not another shot. What no table knows
goes along in their own words, so that a model that understands it can obey.
Next: tables/notes.toml; wishes.py for notes on the whole film.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from miri.domain.film import Film
from miri.domain.prompt import Camera, CameraAngle, CameraMove, Framing, Subject, SubjectKind
from miri.domain.shot import Shot
from miri.ports.story_writer import ShotIdea
from miri.providers.offline.writer import tables
from miri.providers.offline.writer.lexicon import NOT, Hit, Lexicon, forms, tokens
from miri.providers.offline.writer.story import ANIMALS
from miri.providers.offline.writer.tables import lexicon, table, words_of

SIZES = tuple(Framing)
"""From the widest to the nearest."""
TINT = 380
"""Permille of a colour that is mixed into every colour of the picture when it is asked for."""
_ASKED = "; as asked: "
_NOTED = re.compile(r"(?P<said>.*?)(?: \((?P<notes>[^()]*)\))?\s*")
_NAMING = re.compile(r"^\s*(?:(?:in|ב)?\s*(?:shot|שוט)\s*\d+)\s*[:,;–-]?\s*", re.IGNORECASE)
"""What only says which shot is meant: no part of the wish."""
_LITTLE = frozenset(
    """a an the it its this that shot picture image make makes more much very bit little slightly a
    please should be is with to of and in on at add put want i we want let more less too so look slow slowly
    את זה הזה הזאת שוט תמונה התמונה יותר קצת מאוד ממש בבקשה שיהיה שתהיה צריך צריכה להיות עם של ו
    תעשי תעשה תוסיפי תוסיף להוסיף לעשות שימי שים רוצה אני נוסיף ב ל""".split()
)


@dataclass(frozen=True)
class _Draft:
    """A shot under way: the idea, the tokens of the note that were understood, the palette."""

    idea: ShotIdea
    language: str
    palette: tuple[str, ...]
    read: frozenset[int] = frozenset()

    def with_idea(self, **changes: object) -> "_Draft":
        """The draft with some fields of its idea changed."""
        return replace(self, idea=self.idea.model_copy(update=changes))

    def having_read(self, *hits: Hit) -> "_Draft":
        """The draft, knowing that these words of the note are dealt with."""
        seen = {at for hit in hits for at in range(hit.at, hit.at + hit.length)}
        return replace(self, read=self.read | seen)


Step = Callable[[_Draft, list[str]], _Draft]


def write_note(film: Film, shot: Shot, note: str) -> ShotIdea:
    """The shot as it is with what the note asks for; the note stands beside its description."""
    note = _NAMING.sub("", note, count=1) or note
    palette = shot.image.palette or (film.look.palette if film.look else ())
    draft = _Draft(_as_it_is(film, shot), film.settings.language, tuple(palette))
    words = tokens(note)
    for step in _STEPS:
        draft = step(draft, words)
    draft = _tinted(draft, words)
    idea = draft.idea
    if any(_says_something(w) for at, w in enumerate(words) if at not in draft.read):
        idea = idea.model_copy(update={"scene": f"{idea.scene}{_ASKED}{_one_line(note)}"})
    return idea.model_copy(update={"display": _noted(idea.display, note)})


def _as_it_is(film: Film, shot: Shot) -> ShotIdea:
    return ShotIdea(
        display=shot.description,
        scene=shot.image.scene,
        subjects=shot.image.subjects,
        lighting=shot.image.lighting,
        camera=shot.camera,
        motion=shot.motion,
        assets=tuple(film.assets[a].name for a in shot.asset_ids if a in film.assets),
        chained=shot.chained,
        palette=shot.image.palette,
    )


def _says_something(word: str) -> bool:
    return not _LITTLE.intersection(forms(word))


def _one_line(note: str) -> str:
    return " ".join(note.split())


def _noted(display: str, note: str) -> str:
    """The person's line with what they asked for behind it, the last three wishes at most."""
    match = _NOTED.fullmatch(display)
    said, before = (match["said"], match["notes"] or "") if match else (display, "")
    wish = re.sub(r"[()]", "", _one_line(note))
    notes = [n for n in before.split("; ") if n and n != wish]
    return f"{said} ({'; '.join([*notes, wish][-3:])})"


@cache
def _book(group: str) -> Lexicon:
    return Lexicon({key: words_of(row) for key, row in table("notes")[group].items()})


def _framed(draft: _Draft, words: list[str]) -> _Draft:
    exact, steps = _book("framing").find_in(words), _book("step").find_in(words)
    camera = draft.idea.camera
    at = SIZES.index(camera.framing)
    if exact:
        at = SIZES.index(Framing(exact[-1].key))
    for hit in steps:
        at += table("notes")["step"][hit.key]["to"]
    size = SIZES[min(max(at, 0), len(SIZES) - 1)]
    display = _reworded(draft, "framing", camera.framing.value, size.value)
    draft = draft.with_idea(camera=camera.model_copy(update={"framing": size}), display=display)
    return draft.having_read(*exact, *steps)


def _reworded(draft: _Draft, group: str, old: str, new: str) -> str:
    """The display with the name of a framing replaced at its head."""
    side = draft.language == "he"
    was, now = tables.phrase(group, old)[side], tables.phrase(group, new)[side]
    display = draft.idea.display
    return now + display[len(was) :] if display.startswith(was) else display


def _moved(draft: _Draft, words: list[str]) -> _Draft:
    angles, moves = _book("angle").find_in(words), _book("move").find_in(words)
    camera: Camera = draft.idea.camera
    if angles:
        camera = camera.model_copy(update={"angle": CameraAngle(angles[-1].key)})
    if moves:
        camera = camera.model_copy(update={"move": CameraMove(moves[-1].key)})
    return draft.with_idea(camera=camera).having_read(*angles, *moves)


def _lit(draft: _Draft, words: list[str]) -> _Draft:
    hits = _book("light").find_in(words)
    for hit in hits:
        row = table("notes")["light"][hit.key]
        palette = tuple(_mixed(colour, row["to"], row["share"]) for colour in draft.palette)
        lighting = "; ".join(dict.fromkeys((row["light"], *draft.idea.lighting.split("; "))))
        draft = replace(draft, palette=palette).with_idea(lighting=lighting, palette=palette)
    return draft.having_read(*hits)


def _tinted(draft: _Draft, words: list[str]) -> _Draft:
    """Colour words that stand for the whole picture: nothing else is left for them to describe."""
    hits = [*_book("tint").find_in(words), *lexicon("colours").find_in(words)]
    mine = {at for hit in hits for at in range(hit.at, hit.at + hit.length)}
    rest = [w for at, w in enumerate(words) if at not in draft.read | mine and _says_something(w)]
    if rest or not mine - draft.read:
        return draft
    for hit in hits:
        colour = table("colours")[hit.key]["hex"]
        palette = tuple(_mixed(each, colour, TINT) for each in draft.palette)
        draft = replace(draft, palette=palette).with_idea(palette=palette)
    return draft.having_read(*hits)


def _mixed(colour: str, other: str, share: int) -> str:
    """A colour with `share` permille of another one in it; "grey" is its own grey."""
    parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    grey = round(0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2])
    into = [grey] * 3 if other == "grey" else [int(other[i : i + 2], 16) for i in (1, 3, 5)]
    mixed = [
        (a * (1000 - share) + b * share + 500) // 1000 for a, b in zip(parts, into, strict=True)
    ]
    return "#" + "".join(f"{part:02X}" for part in mixed)


def _timed(draft: _Draft, words: list[str]) -> _Draft:
    """Another hour of the day, in scene, light and display; an hour known before gives way."""
    hits = lexicon("hours", "hours").find_in(words)
    if not hits:
        return draft
    new, idea, side = tables.hours()[hits[-1].key], draft.idea, draft.language == "he"
    scene, lighting, display = idea.scene, idea.lighting, idea.display
    for old in tables.hours().values():
        scene = scene.replace(old.said[0], new.said[0])
        lighting = lighting.replace(old.indoors, new.indoors).replace(old.light, new.light)
        display = display.replace(old.said[side], new.said[side])
    if new.said[0] not in scene:
        scene = f"{scene}, {new.said[0]}"
    if new.light not in lighting and new.indoors not in lighting:
        lighting = f"{new.light}; {lighting}".strip("; ")
    return draft.with_idea(scene=scene, lighting=lighting, display=display).having_read(*hits)


def _weathered(draft: _Draft, words: list[str]) -> _Draft:
    hits = _affirmed(lexicon("hours", "weather").find_in(words), words)
    for hit in hits:
        weather, idea = tables.weathers()[hit.key], draft.idea
        if weather.scene not in idea.scene:
            motion = "; ".join(part for part in (idea.motion, weather.motion) if part)
            draft = draft.with_idea(scene=f"{idea.scene}, {weather.scene}", motion=motion)
    return draft.having_read(*hits)


def _peopled(draft: _Draft, words: list[str]) -> _Draft:
    hits = _book("people").find_in(words)
    if not hits:
        return draft
    kept = tuple(s for s in draft.idea.subjects if s.type is not SubjectKind.PERSON)
    return draft.with_idea(subjects=kept).having_read(*hits)


def _furnished(draft: _Draft, words: list[str]) -> _Draft:
    """Things that the note names come into the picture, in the colour it gives them."""
    colours = {h.at: h for h in lexicon("colours").find_in(words)}
    shown = " ".join(s.description for s in draft.idea.subjects)
    for hit in _affirmed(lexicon("things").find_in(words), words):
        if hit.at in draft.read:
            continue
        thing = tables.things()[hit.key]
        beside = (hit.at - 1, hit.at + hit.length)
        colour = next((colours[at] for at in beside if at in colours), None)
        draft = draft.having_read(hit, *((colour,) if colour else ()))
        subject = _subject(thing, colour)
        if subject.description not in shown:
            draft = draft.with_idea(subjects=(*draft.idea.subjects, subject))
    return draft


def _subject(thing: tables.Thing, colour: Hit | None) -> Subject:
    name = thing.looks or thing.name[0]
    if colour is not None:
        bare = re.sub(r"^(the|an?) ", "", thing.name[0])
        name = f"a {colour.key.replace('_', ' ')} {bare} hex {table('colours')[colour.key]['hex']}"
    kind = SubjectKind.ANIMAL if thing.key in ANIMALS else SubjectKind.OBJECT
    return Subject(type=kind, description=name, position="right")


def _affirmed(hits: list[Hit], words: list[str]) -> list[Hit]:
    """The hits that no "not" or "without" stands before."""
    without = NOT | {"without"}
    return [h for h in hits if not without & set(words[max(0, h.at - 2) : h.at])]


_STEPS: tuple[Step, ...] = (
    _framed,
    _moved,
    _lit,
    _timed,
    _weathered,
    _peopled,
    _furnished,
)
