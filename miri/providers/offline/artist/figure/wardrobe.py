"""From a description to a person: words first, then chance seeded by the description alone.

Why here: continuity. Two shots that describe a character in the same words get the same face,
hair and clothes, whatever their seeds say.
Next: traits.py (what is decided), words/people.toml and words/garments.toml (how it is said).
"""

import re
from dataclasses import replace
from functools import lru_cache

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour, from_hex
from miri.providers.offline.artist.figure.traits import Outfit, Traits
from miri.providers.offline.artist.palette import Palette
from miri.providers.offline.artist.words.lexicon import Found, lexicon, tokens

SKINS = ("#F0CBAE", "#E2B48F", "#CF9B74", "#B98260", "#8F5E41", "#6A432E")
SKIN_WORDS = {"dark": "#6A432E", "brown": "#A06E4C", "olive": "#C4956C", "pale": "#F0CFB6"}
HAIR_COLOURS = ("#17130F", "#2A1D17", "#4A2E1D", "#6B452B", "#A0421F", "#C99A52")
HIS_HAIR = ("short", "short", "tousled", "quiff", "buzz", "short")
HER_HAIR = ("long", "wavy", "bob", "shoulder", "bun", "curly", "bangs", "ponytail")
CLOTH = ("#5A6478", "#7A4B4B", "#4F6B5C", "#8A7A5C", "#3F4A63", "#6B5577", "#A8A29A", "#2F3B46")
NEAR = 5
HEX = re.compile("#[0-9a-f]{6}")


@lru_cache(maxsize=256)
def person(description: str) -> Traits:
    """The traits of whoever a description tells of."""
    found = _person(description)
    if tokens(description)[:1] != ["mannequin"]:
        return found
    return replace(
        found, faceless=True, hair="bald", beard="", skin=from_hex("#B8B3AA"), age="grown"
    )


def _person(description: str) -> Traits:
    chance = Chance("person", " ".join(tokens(description)))
    feminine = _feminine(description, chance)
    age = lexicon("people", "age").first(description, "grown")
    bodies = lexicon("people", "body").names(description)
    heavy = 1.14 if "heavy" in bodies else 0.9 if "slim" in bodies else chance.between(0.96, 1.05)
    skin_word = lexicon("people", "skin").first(description)
    skin = from_hex(SKIN_WORDS[skin_word] if skin_word else chance.stream("skin").choice(SKINS[:5]))
    return Traits(
        feminine=feminine,
        age=age,
        heavy=heavy,
        skin=skin,
        hair=_hair(description, feminine, chance.stream("hair")),
        hair_colour=_hair_colour(description, age, chance.stream("hair colour")),
        beard=_beard(description, feminine, age, chance.stream("beard")),
        eyes=from_hex(lexicon("people", "eyes").first(description, "#4A3526")),
        outfit=_outfit(description, feminine, age, chance.stream("outfit")),
    )


def dressed(traits: Traits, palette: Palette, description: str) -> Traits:
    """The same person in the light of a palette: what was left open leans towards it."""
    share = 0.0 if HEX.search(description.lower()) else 0.3
    grey = max(colour.chroma for colour in palette.row) < 0.03
    body = 0.75 if grey else 0.16
    outfit = traits.outfit
    fitted = replace(
        outfit,
        top_colour=palette.fit(outfit.top_colour, share),
        bottom_colour=palette.fit(outfit.bottom_colour, max(share, 0.3)),
        coat_colour=palette.fit(outfit.coat_colour, share),
        shoe_colour=palette.fit(outfit.shoe_colour, 0.3),
        accent=palette.fit(outfit.accent, share),
    )
    return replace(
        traits,
        skin=palette.fit(traits.skin, body),
        hair_colour=palette.fit(traits.hair_colour, body),
        outfit=fitted,
    )


def _feminine(description: str, chance: Chance) -> bool:
    said = lexicon("people", "sex").names(description)
    if said:
        return said[0] == "feminine"
    worn = {hit.name for hit in lexicon("garments").find(description)}
    if worn & {"top.dress", "top.gown", "bottom.skirt", "top.blouse"}:
        return True
    return chance.stream("sex").happens(0.5)


def _hair(description: str, feminine: bool, chance: Chance) -> str:
    words = lexicon("people", "hair").names(description)
    said = "bangs" if {"bob", "bangs"} <= set(words) else (words or [""])[0]
    if said == "long" and not feminine:
        return "shoulder"
    if said:
        return said
    words = tokens(description)
    if _near_hair(words, "long", "ארוך"):
        return "long" if feminine else "shoulder"
    if _near_hair(words, "short", "קצר"):
        return "bob" if feminine else "short"
    return chance.choice(HER_HAIR if feminine else HIS_HAIR)


def _near_hair(words: list[str], english: str, hebrew: str) -> bool:
    """Is hair said to be so, not the coat that comes after it?"""
    for at, word in enumerate(words):
        if word == "hair" and english in words[max(0, at - 4) : at]:
            return True
        if word == "שיער" and hebrew in words[at + 1 : at + 4]:
            return True
    return False


def _hair_colour(description: str, age: str, chance: Chance) -> Colour:
    words = tokens(description)
    for i, word in enumerate(words):
        if word in ("hair", "שיער", "haired"):
            near = [w for w in words[i + 1 : i + 4] if HEX.fullmatch(w)]
            if near:
                return from_hex(near[0])
    said = lexicon("people", "hair_colour").first(description)
    if said:
        return from_hex(said)
    loose = _hair_colour_nearby(words)
    if loose:
        return from_hex(loose)
    return from_hex("#B5B2AE" if age == "old" else chance.choice(HAIR_COLOURS))


def _hair_colour_nearby(words: list[str]) -> str:
    """Such as "long wavy red hair", where words stand between."""
    table = {
        "black": "#17130F", "dark": "#17130F", "brown": "#4A2E1D", "red": "#A0421F",
        "blonde": "#C99A52", "blond": "#C99A52", "golden": "#C99A52", "grey": "#8E8C8C",
        "gray": "#8E8C8C", "white": "#DAD5CC", "silver": "#A9A9AB", "pink": "#D4708F",
        "blue": "#3B5FA8", "copper": "#A0421F", "purple": "#6C4A9E", "green": "#3F8A5A",
        "sandy": "#B08A57", "chestnut": "#5A3520", "auburn": "#8A3B1E", "ginger": "#A0421F",
    }  # fmt: skip
    if "שיער" in words:
        hebrew = {"שחור": "#17130F", "כהה": "#17130F", "חום": "#4A2E1D", "אדום": "#A0421F",
                  "בלונדיני": "#C99A52", "לבן": "#DAD5CC", "אפור": "#8E8C8C"}  # fmt: skip
        at = words.index("שיער")
        return next((hebrew[w] for w in words[at + 1 : at + 4] if w in hebrew), "")
    if "hair" not in words:
        return ""
    at = words.index("hair")
    return next((table[w] for w in words[max(0, at - 3) : at][::-1] if w in table), "")


def _beard(description: str, feminine: bool, age: str, chance: Chance) -> str:
    if feminine or age == "child":
        return ""
    said = lexicon("people", "beard").first(description)
    if said:
        return said
    return chance.choice(("", "", "", "stubble", "beard"))


def _outfit(description: str, feminine: bool, age: str, chance: Chance) -> Outfit:
    found = lexicon("garments").find(description)
    colours = _colours(description, found)
    pieces: dict[str, str] = {}
    tints: dict[str, Colour] = {}
    for hit in found:
        slot, _, name = hit.name.partition(".")
        pieces.setdefault(slot, name)
        if hit.at in colours:
            tints.setdefault(slot, colours[hit.at])
    free = [c for at, c in colours.items() if at < 0]
    _spread(free, pieces, tints)
    return _made(pieces, tints, feminine, age, chance, _extras(found))


def _extras(found: list[Found]) -> frozenset[str]:
    return frozenset(hit.name[6:] for hit in found if hit.name.startswith("extra."))


def _colours(description: str, garments: list[Found]) -> dict[int, Colour]:
    """Colours by the token index of their garment; those of none under negative numbers."""
    words = tokens(description)
    hues = {
        hit.at: from_hex(hit.name.upper())
        for hit in lexicon("garments", "colours").find(description)
    }
    hues = {at: hue for at, hue in hues.items() if not _of_body(words, at)}
    codes = {
        at: from_hex(word)
        for at, word in enumerate(words)
        if HEX.fullmatch(word) and not _of_body(words, at)
    }
    found: dict[int, Colour] = {}
    used: set[int] = set()
    starts = [hit.at for hit in garments]
    for hit in garments:
        last = hit.at + hit.length
        after = next((at for at in starts if at >= last), len(words))
        before = max((at for at in starts if at < hit.at), default=-1)
        for table, reach in ((codes, NEAR), (hues, 3)):
            ahead = [at for at in table if last <= at < min(after, last + reach) and at not in used]
            behind = [
                at
                for at in table
                if max(before + 1, hit.at - reach) <= at < hit.at and at not in used
            ]
            inside = [at for at in table if hit.at <= at < last]
            hebrew = "\u05d0" <= words[hit.at][0] <= "\u05ea"
            order = inside + ahead + (behind[::-1] if table is codes else [])
            if table is hues and not hebrew:
                order = inside + behind[::-1]
            if order:
                found[hit.at] = table[order[0]]
                used.add(order[0])
                break
    for number, at in enumerate(at for at in codes if at not in used):
        found[-1 - number] = codes[at]
    return found


def _of_body(words: list[str], at: int) -> bool:
    """Does this colour belong to hair, eyes or skin rather than to cloth?"""
    near = words[at + 1 : at + 3]
    before = words[max(0, at - 3) : at]
    body = ("hair", "haired", "eyes", "eyed", "skin", "skinned", "שיער", "עיניים", "beard", "זקן")
    if any(word in body for word in near[:1]):
        return True
    return (
        bool(before)
        and before[-1] in ("hair", "שיער", "עיניים", "hex")
        and any(word in body for word in before)
    )


def _spread(free: list[Colour], pieces: dict[str, str], tints: dict[str, Colour]) -> None:
    """Give colours that stand alone to the outfit's open parts, the largest first."""
    order = ("coat", "top", "bottom") if "coat" in pieces else ("top", "bottom", "coat")
    for slot in order:
        if free and slot not in tints:
            tints[slot] = free.pop(0)
    if free:
        tints.setdefault("accent", free.pop(0))


def _made(
    pieces: dict[str, str],
    tints: dict[str, Colour],
    feminine: bool,
    age: str,
    chance: Chance,
    extras: frozenset[str],
) -> Outfit:
    base = Outfit()
    top = pieces.get("top") or _usual_top(pieces, feminine, age, chance)
    cloth = list(CLOTH)
    chance.shuffle(cloth)
    top_colour = tints.get("top", from_hex("#E4E2DC" if top == "spacesuit" else cloth[0]))
    dark = from_hex(chance.choice(("#23262F", "#2B2B33", "#33302E", "#1F2A3A")))
    bottom_colour = tints.get("bottom", top_colour.lit(-0.02) if top == "suit" else dark)
    coat_colour = tints.get("coat", from_hex(cloth[1]))
    accent = (
        tints.get("scarf")
        or tints.get("accent")
        or from_hex(chance.choice(("#B3322B", "#D9A441", "#2F8C8C")))
    )
    return replace(
        base,
        top=top,
        bottom=pieces.get(
            "bottom", "jeans" if chance.happens(0.3) and top != "suit" else "trousers"
        ),
        coat=pieces.get("coat", ""),
        top_colour=top_colour,
        bottom_colour=bottom_colour,
        coat_colour=coat_colour,
        shoe_colour=tints.get("shoe", base.shoe_colour),
        accent=accent,
        hat="helmet" if top == "spacesuit" else pieces.get("hat", ""),
        hat_colour=tints.get("hat", top_colour if top == "spacesuit" else dark),
        scarf="scarf" in pieces,
        glasses=pieces.get("glasses", ""),
        extras=extras,
    )


def _usual_top(pieces: dict[str, str], feminine: bool, age: str, chance: Chance) -> str:
    if "coat" in pieces:
        return "jumper" if chance.happens(0.5) else "shirt"
    if age == "child":
        return "tshirt"
    if feminine and "bottom" not in pieces:
        return chance.choice(("dress", "blouse", "jumper", "dress"))
    return chance.choice(("shirt", "jumper", "shirt", "tshirt", "hoodie"))
