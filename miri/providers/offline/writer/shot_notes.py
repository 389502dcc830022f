"""A note on one shot ("closer, darker, add a dog", "כהה יותר"): the same shot, changed by just that.

Why here: a person who says "darker" wants this shot darker, not another shot. What no table knows
goes along in their own words, and is named as unread, so that nobody pretends to have drawn it.
Next: shot_contents.py (who, what and where); tables/notes.toml; wishes.py for the whole film.
"""

import re
from dataclasses import replace

from miri.domain.film import Film
from miri.domain.prompt import Camera, CameraAngle, CameraMove, Framing
from miri.domain.shot import Shot
from miri.ports.story_writer import ShotIdea
from miri.providers.offline.writer import tables
from miri.providers.offline.writer.lexicon import tokens
from miri.providers.offline.writer.painting import mixed
from miri.providers.offline.writer.shot_contents import (
    clothed,
    focused,
    furnished,
    joined,
    peopled,
    placed,
)
from miri.providers.offline.writer.shot_draft import (
    Draft,
    Step,
    book,
    says_something,
    unwanted,
    without_words,
)
from miri.providers.offline.writer.tables import lexicon, table

SIZES = tuple(Framing)
"""From the widest to the nearest."""
TINT = 380
"""Permille of a colour that is mixed into every colour of the picture when it is asked for."""
_ASKED = "; as asked: "
_NOTED = re.compile(r"(?P<said>.*?)(?: \((?P<notes>[^()]*)\))?\s*")
_NAMING = re.compile(r"^\s*(?:(?:in|ב)?\s*(?:shot|שוט)\s*\d+)\s*[:,;–-]?\s*", re.IGNORECASE)
"""What only says which shot is meant: no part of the wish."""


def write_note(film: Film, shot: Shot, note: str) -> ShotIdea:
    """The shot as it is with what the note asks for; the note stands beside its description."""
    note = _NAMING.sub("", note, count=1) or note
    palette = shot.image.palette or (film.look.palette if film.look else ())
    draft = Draft(_as_it_is(film, shot), film.settings.language, tuple(palette), film)
    words = tokens(note)
    for step in _STEPS:
        draft = step(draft, words)
    draft = _tinted(draft, words)
    idea = draft.idea
    unread = [w for at, w in enumerate(words) if at not in draft.read and says_something(w)]
    if unread:
        scene = f"{idea.scene}{_ASKED}{_one_line(note)}"
        idea = idea.model_copy(update={"scene": scene, "unread": " ".join(unread)})
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


def _one_line(note: str) -> str:
    return " ".join(note.split())


def _noted(display: str, note: str) -> str:
    """The person's line with what they asked for behind it, the last three wishes at most."""
    match = _NOTED.fullmatch(display)
    said, before = (match["said"], match["notes"] or "") if match else (display, "")
    wish = re.sub(r"[()]", "", _one_line(note))
    notes = [n for n in before.split("; ") if n and n != wish]
    return f"{said} ({'; '.join([*notes, wish][-3:])})"


def _framed(draft: Draft, words: list[str]) -> Draft:
    steps = book("step").find_in(words)
    stepped = {at for hit in steps for at in range(hit.at, hit.at + hit.length)}
    exact = [hit for hit in book("framing").find_in(words) if hit.at not in stepped]
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


def _reworded(draft: Draft, group: str, old: str, new: str) -> str:
    """The display with the name of a framing replaced at its head."""
    side = draft.language == "he"
    was, now = tables.phrase(group, old)[side], tables.phrase(group, new)[side]
    display = draft.idea.display
    return now + display[len(was) :] if display.startswith(was) else display


def _moved(draft: Draft, words: list[str]) -> Draft:
    angles, moves = book("angle").find_in(words), book("move").find_in(words)
    camera: Camera = draft.idea.camera
    if angles:
        camera = camera.model_copy(update={"angle": CameraAngle(angles[-1].key)})
    if moves:
        camera = camera.model_copy(update={"move": CameraMove(moves[-1].key)})
    return draft.with_idea(camera=camera).having_read(*angles, *moves)


def _lit(draft: Draft, words: list[str]) -> Draft:
    hits = book("light").find_in(words)
    for hit in hits:
        row = table("notes")["light"][hit.key]
        palette = tuple(mixed(colour, row["to"], row["share"]) for colour in draft.palette)
        against = {table("notes")["light"][key]["light"] for key in row.get("against", ())}
        kept = [said for said in draft.idea.lighting.split("; ") if said not in against]
        lighting = "; ".join(filter(None, dict.fromkeys((row["light"], *kept))))
        draft = replace(draft, palette=palette).with_idea(lighting=lighting, palette=palette)
    return draft.having_read(*hits)


def _tinted(draft: Draft, words: list[str]) -> Draft:
    """Colour words that stand for the whole picture: nothing else is left for them to describe."""
    hits = [*book("tint").find_in(words), *lexicon("colours").find_in(words)]
    mine = {at for hit in hits for at in range(hit.at, hit.at + hit.length)}
    rest = [w for at, w in enumerate(words) if at not in draft.read | mine and says_something(w)]
    if rest or not mine - draft.read:
        return draft
    for hit in hits:
        colour = table("colours")[hit.key]["hex"]
        palette = tuple(mixed(each, colour, TINT) for each in draft.palette)
        draft = replace(draft, palette=palette).with_idea(palette=palette)
    return draft.having_read(*hits)


def _timed(draft: Draft, words: list[str]) -> Draft:
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


def _weathered(draft: Draft, words: list[str]) -> Draft:
    """Another weather takes the place of the one there is; "no rain" takes it away."""
    for hit in lexicon("hours", "weather").find_in(words):
        weather, idea = tables.weathers()[hit.key], draft.idea
        old = [w for w in tables.weathers().values() if w.key != hit.key or unwanted(hit, words)]
        scene, motion = idea.scene, idea.motion
        for other in old:
            scene = scene.replace(f", {other.scene}", "")
            motion = motion.replace(f"; {other.motion}", "")
        if unwanted(hit, words):
            draft = draft.having_read(without_words(hit, words))
        elif weather.scene not in scene:
            motion = "; ".join(part for part in (motion, weather.motion) if part)
            before, asked, said = scene.partition(_ASKED)
            scene = f"{before}, {weather.scene}{asked}{said}"
        draft = draft.with_idea(scene=scene, motion=motion).having_read(hit)
    return draft


_STEPS: tuple[Step, ...] = (
    peopled,
    _framed,
    focused,
    _moved,
    _lit,
    _timed,
    _weathered,
    joined,
    clothed,
    placed,
    furnished,
)
