"""A shot's picture as it is drawn now: its prompt in the film's look, under the rules that hold.

Why here: look and rules change after shots are planned; whatever is drawn next must show them.
Next: generate_stills.py, generate_clips.py; takes.py keeps the rules' ids in the recipe.
"""

import re

from miri.domain.prompt import ImagePrompt
from miri.domain.rule import Rule
from miri.domain.shot import Shot
from miri.domain.story import Look
from tools.breakdown.shooting import shot_fields
from tools.context import ToolContext

_HEBREW = re.compile("[\u05d0-\u05ea]")
_HEX = re.compile("#[0-9A-Fa-f]{6}")
_COLOURED = re.compile(
    r"\b(?:red|burgundy|orange|yellow|gold|green|olive|turquoise|blue|navy|purple|pink|brown|cream)\b"
    r"(?=[^()#;]*hex #[0-9A-Fa-f]{6})"
)
GREY = 14
"""How far apart a grey's red, green and blue may lie."""


async def picture_of(ctx: ToolContext, shot: Shot) -> ImagePrompt:
    """The prompt with rules and look worked in; a palette of the shot's own is kept."""
    for rule in _rules(ctx, shot):
        idea = await ctx.desk.writer.note(ctx.film, shot, rule.text)
        shot = shot.model_copy(update={"image": shot_fields(ctx, idea)["image"]})
        shot = shot.model_copy(update={"camera": shot.image.camera})
    look = ctx.film.look
    return _greyed(in_look(shot.image, look)) if look else shot.image


def _rules(ctx: ToolContext, shot: Shot) -> list[Rule]:
    """The rules that hold for this shot and are not in it yet: what its own takes were rejected
    for was changed in the shot itself."""
    scopes = {"project", shot.id, shot.scene_id, *shot.asset_ids}
    said = {v.reason.casefold() for v in ctx.project.versions_of(shot.id)}
    rules = (r for r in ctx.film.rules.values() if r.active and r.scope in scopes)
    return [r for r in rules if r.text.casefold() not in said]


def in_look(image: ImagePrompt, look: Look) -> ImagePrompt:
    """A prompt in a look: style in English, the look's light beside the shot's own."""
    own = image.lighting
    light = own if look.lighting in own else "; ".join(filter(None, (own, look.lighting)))
    return image.model_copy(
        update={
            "palette": image.palette or look.palette,
            "style": style_of(look) or image.style,
            "lighting": light,
        }
    )


def style_of(look: Look) -> str:
    """The look for models, who read English: its words, or what they were turned into."""
    if not _HEBREW.search(look.words):
        return look.words
    grain = (
        "heavy film grain" if look.grain >= 500 else "fine grain" if look.grain > 80 else "clean"
    )
    return "; ".join(filter(None, (look.lighting, f"{look.lens_mm} mm lens", grain)))


def _greyed(image: ImagePrompt) -> ImagePrompt:
    """In a black and white palette clothes and things are told in grey too."""
    if not image.palette or not all(_grey(code) for code in image.palette):
        return image
    subjects = tuple(
        s.model_copy(update={"description": _in_grey(s.description)}) for s in image.subjects
    )
    return image.model_copy(update={"scene": _in_grey(image.scene), "subjects": subjects})


def _grey(code: str) -> bool:
    parts = _parts(code)
    return max(parts) - min(parts) <= GREY


def _parts(code: str) -> list[int]:
    return [int(code[i : i + 2], 16) for i in (1, 3, 5)]


def _in_grey(text: str) -> str:
    return _HEX.sub(lambda hit: _grey_of(hit[0]), _COLOURED.sub("grey", text))


def _grey_of(code: str) -> str:
    red, green, blue = _parts(code)
    level = round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return "#" + f"{level:02X}" * 3
