"""A thing in the colour that somebody gave it: "a white dog", "מטרייה אדומה".

Why here: a thing of the tables has a look of its own; the person's colour comes before it.
Next: shot_contents.py (notes on a shot), scene_plan.py (what goes along through the film).
"""

from miri.providers.offline.writer.lexicon import Hit, is_hebrew, tokens
from miri.providers.offline.writer.tables import Thing, lexicon, table


def painted(noun: str, looks: str, colour: Hit | None) -> str:
    """How it looks: by itself, or a plain one of that colour."""
    if colour is None:
        return looks
    hue = table("colours")[colour.key]
    return f"{with_article(colour.key.replace('_', ' '))} {noun} hex {hue['hex']}"


def colour_beside(hit: Hit, words: list[str]) -> Hit | None:
    """The colour next to a thing: before it in English, behind it in Hebrew."""
    colours = lexicon("colours").find_in(words)
    after = next((c for c in colours if c.at == hit.at + hit.length), None)
    if is_hebrew(words[hit.at]):
        return after
    return next((c for c in colours if c.at + c.length == hit.at), None) or after


def as_told(thing: Thing, text: str) -> str:
    """A thing's look, in the colour a text gives it."""
    words = tokens(text)
    hits = [hit for hit in lexicon("things").find_in(words) if hit.key == thing.key]
    colours = [found for found in (colour_beside(hit, words) for hit in hits) if found]
    return painted(bare(thing), thing.looks, colours[0] if colours else None)


def bare(thing: Thing) -> str:
    """Its English noun, without an article."""
    return thing.name[0].removeprefix("the ").removeprefix("a ").removeprefix("an ")


def with_article(noun: str) -> str:
    """With "a" or "an"."""
    return ("an " if noun[0] in "aeiou" else "a ") + noun


def mixed(colour: str, other: str, share: int) -> str:
    """A colour with `share` permille of another one in it; "grey" is its own grey."""
    parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    grey = round(0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2])
    into = [grey] * 3 if other == "grey" else [int(other[i : i + 2], 16) for i in (1, 3, 5)]
    mixed = [
        (a * (1000 - share) + b * share + 500) // 1000 for a, b in zip(parts, into, strict=True)
    ]
    return "#" + "".join(f"{part:02X}" for part in mixed)
