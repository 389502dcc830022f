"""The look: palette, light, lens and grain that fit mood, style and the colours people name.

Why here: one look goes into every picture's prompt; here words become hex and millimetres.
Next: scene_plan.py; tools/story/set_look.py, which lets a person change it.
"""

import re

from miri.domain.story import Look
from miri.providers.offline.writer import tables
from miri.providers.offline.writer.lexicon import tokens
from miri.providers.offline.writer.painting import mixed
from miri.providers.offline.writer.reading import Reading
from miri.providers.offline.writer.shot_draft import book, says_something
from miri.providers.offline.writer.story import Story
from miri.providers.offline.writer.tables import Manner

_LENS = re.compile(r"(\d{2,3})\s*(?:mm|מ\"מ|מ״מ|מילימטר)")
_LENS_WORDS = (
    (("wide angle", "wide lens", "fisheye", "עדשה רחבה", "זווית רחבה"), 24),
    (("telephoto", "long lens", "טלה", "עדשה ארוכה"), 85),
    (("macro", "מאקרו"), 100),
    (("anamorphic", "אנמורפי"), 40),
)
COLOURLESS = ("black_white", "noir", "sepia")
"""Styles with a palette of their own that no mood may warm up."""
ACCENT = 5
"""The place of the accent in a palette."""


def write_look(story: Story, words: str = "") -> Look:
    """A look for the film. `words` are the person's for it, and come before the brief's."""
    reading = story.reading
    if _only_light(words) and reading.film.look:
        return _relit(reading.film.look, words)
    styles, mood = reading.styles, reading.moods[0]
    chosen = _named(words, "styles") or styles
    mood = next(iter(_named(words, "moods")), mood)
    style = chosen[0] if chosen else None
    text = f"{words}\n{reading.film.brief.look}"
    palette = _palette(style, mood, words, reading)
    lens = _lens(text) or (style.lens if style else mood.lens)
    grain = style.grain if style else mood.grain
    told = (style,) if style and style.key in COLOURLESS else (style, mood)
    light = ", ".join(dict.fromkeys(m.light for m in told if m))
    return Look(
        words=_said(story, style, mood, palette, words),
        palette=palette,
        lighting=light,
        lens_mm=lens,
        grain=_grain(text, grain),
    )


def _only_light(words: str) -> bool:
    """ "Everything darker" is the look there is, in another light."""
    said = tokens(words)
    hits = [hit for hit in book("light").find_in(said) if hit.key != "black_white"]
    read = {at for hit in hits for at in range(hit.at, hit.at + hit.length)}
    return bool(hits) and not any(says_something(w) for at, w in enumerate(said) if at not in read)


def _light_hits(words: str) -> list[str]:
    """Keys of tables/notes.toml [light]."""
    return [hit.key for hit in book("light").find_in(tokens(words))]


def _relit(look: Look, words: str) -> Look:
    """A look made darker, warmer, paler: its palette, its light, and its words."""
    palette, lights = look.palette, look.lighting.split(", ")
    for key in _light_hits(words):
        row = tables.table("notes")["light"][key]
        palette = tuple(mixed(colour, row["to"], row["share"]) for colour in palette)
        against = {tables.table("notes")["light"][k]["light"] for k in row.get("against", ())}
        kept = [light for light in lights if light not in against]
        lights = list(dict.fromkeys((row["light"], *kept)))
    said = f"{words.strip().rstrip('.')}; {look.words[:1].lower()}{look.words[1:]}"
    lighting = ", ".join(filter(None, lights))
    return look.model_copy(
        update={"palette": palette, "lighting": lighting, "words": said[:1].upper() + said[1:]}
    )


def _named(words: str, table: str) -> tuple[Manner, ...]:
    return tuple(tables.manners(table)[key] for key in tables.lexicon(table).keys(words))


def _palette(style: Manner | None, mood: Manner, words: str, reading: Reading) -> tuple[str, ...]:
    """The style's palette, else the mood's; then the colours that were named take over."""
    palette = list(style.palette if style and style.palette else mood.palette)
    given = [code.upper() for code in tables.HEX.findall(words)]
    if len(given) >= 3:
        return tuple(given[:8])
    brief = reading.film.brief
    named = _colours(words) or _colours(f"{brief.look}\n{' '.join(reading.notes)}")
    if style and style.key in COLOURLESS:
        colourless = {tables.table("colours")[key]["hex"] for key in ("black", "white", "brown")}
        colourless |= {tables.table("colours")[key]["hex"] for key in ("grey", "cream")}
        kept = [code for code in named if code not in colourless][:1]
        named = [] if style.key == "sepia" else kept
    for slot, colour in zip((ACCENT, 2, 3), (given + named)[:3], strict=False):
        palette[slot] = colour
    return tuple(palette)


def _colours(text: str) -> list[str]:
    return [tables.table("colours")[key]["hex"] for key in tables.lexicon("colours").keys(text)]


def _lens(text: str) -> int:
    told = _LENS.search(text)
    if told and 8 <= int(told[1]) <= 400:
        return int(told[1])
    low = text.lower()
    return next((mm for words, mm in _LENS_WORDS if any(w in low for w in words)), 0)


def _grain(text: str, grain: int) -> int:
    low = text.lower()
    if re.search(r"no grain|clean|digital|בלי גרעין|נקי", low):
        return 40
    return max(grain, 600) if re.search(r"grain|גרעין|גרעיני", low) else grain


def _said(
    story: Story, style: Manner | None, mood: Manner, palette: tuple[str, ...], words: str
) -> str:
    """The look in one sentence, in the film's language; a person's own words come first."""
    he = story.reading.language == "he"
    own = words.strip().rstrip(".") or story.reading.film.brief.look.strip().rstrip(".")
    asked = story.reading.wishes.style
    parts = [style.tone[he]] if style and style.key == asked and own else []
    parts += [own] if own else []
    parts += [style.tone[he]] if style and not own else []
    if not (style and style.key in COLOURLESS):
        parts.append(mood.light_said[he])
    accent = palette[ACCENT] if len(palette) > ACCENT else ""
    if accent and not (style and style.key in COLOURLESS and accent in style.palette):
        accented = story.wording.with_words(accent=_colour_name(accent, he))
        parts.append(accented.of(tables.phrase("look", "accent")))
    text = "; ".join(parts)
    return text[:1].upper() + text[1:] + "."


def _colour_name(code: str, he: bool) -> str:
    """The nearest colour word to a code, by plain distance."""

    def far(other: str) -> int:
        pairs = zip(_rgb(code), _rgb(other), strict=True)
        return sum((a - b) ** 2 for a, b in pairs)

    rows = tables.table("colours").values()
    row = min(rows, key=lambda row: far(row["hex"]))
    return row["he"][1] if he else row["en"][0]


def _rgb(code: str) -> tuple[int, int, int]:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)
