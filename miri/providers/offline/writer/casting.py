"""Casting: people become characters with a name and one description that never changes.

Why here: every picture of a character carries these very words, so they must be complete
(hair, eyes, clothes with their colours in hex) and the same each time.
Next: story.py, which casts a film's people.
"""

from dataclasses import dataclass, replace

from miri.domain.asset import Asset
from miri.ports.story_writer import AssetIdea
from miri.providers.offline.writer.lexicon import is_hebrew
from miri.providers.offline.writer.luck import Luck
from miri.providers.offline.writer.people import Person, read_people
from miri.providers.offline.writer.tables import HEX, Pair, table
from miri.providers.offline.writer.wording import Word

FAMILY = (
    *("child_f", "child_m", "mother", "father", "grandmother", "grandfather", "old_man"),
    *("old_woman", "granddaughter", "grandson", "wife", "husband"),
)
_PLURAL = ("jeans", "trousers", "boots", "sneakers", "overalls")
PERFORMERS = ("singer", "band", "drummer", "dancer")
GENERIC = ("woman", "girl", "man", "boy", "stranger", "friend_m", "friend_f", "sister", "brother")


@dataclass(frozen=True)
class Character:
    """A person cast. `title` names them in full, `short` within a sentence; both in two languages."""

    role: str
    sex: str
    many: bool
    age: str
    title: Pair
    short: Pair
    named: bool
    description: str

    @property
    def performs(self) -> bool:
        """True for somebody who may sing to us: no child, nobody old, no doctor on her shift."""
        young = self.age in ("teen", "twenties", "young")
        return young and self.role in (*PERFORMERS, *GENERIC)

    def asset(self, language: str) -> AssetIdea:
        """The character as an asset."""
        name = self.title[language == "he"]
        return AssetIdea(
            kind="character",
            name=name[:1].upper() + name[1:],
            description=self.description,
            colours=tuple(dict.fromkeys(HEX.findall(self.description)))[:8],
        )

    def word(self, language: str, *, full: bool = False) -> Word:
        """How sentences call them."""
        text = (self.title if full else self.short)[language == "he"]
        definite = language == "he" and not self.named
        return Word(text, "p" if self.many else self.sex, self.many, definite)


def cast(people: tuple[Person, ...], luck: Luck, singer_sex: str) -> tuple[Character, ...]:
    """People as characters, told apart by name and clothes."""
    found: list[Character] = []
    for index, person in enumerate(people):
        found.append(_character(person, index, luck, singer_sex))
    shorts = [c.short for c in found]
    return tuple(c if shorts.count(c.short) == 1 else replace(c, short=c.title) for c in found)


def of_asset(asset: Asset, singer_sex: str) -> Character:
    """A character that the person (or an earlier plan) has already defined, taken as it is."""
    read = read_people(f"{asset.name}. {asset.description}")
    first = read[0] if read else Person()
    sex = first.sex or singer_sex
    name = (asset.name, asset.name)
    named = bool(first.name[0]) or not asset.name.startswith(("The ", "the ", "ה"))
    inner = name if named or is_hebrew(asset.name) else ("t" + asset.name[1:], "t" + asset.name[1:])
    return Character(
        role=first.role,
        sex=sex,
        many=first.many,
        age=first.age or "twenties",
        title=name,
        short=inner,
        named=named,
        description=asset.description or asset.name,
    )


def _character(person: Person, index: int, luck: Luck, singer_sex: str) -> Character:
    sex = person.sex or (singer_sex if index == 0 else luck.pick(("f", "m"), "sex", index))
    age = person.age or "twenties"
    clothes = _clothes(person, sex, index, luck)
    said = table("people")["nouns"][person.role]["said"] if person.noun or not person.many else None
    noun: Pair = (said[0], said[1] if sex == "f" else said[2]) if said else ("the stranger", "הזר")
    named = bool(person.name[0])
    short = person.name if named else noun
    title = short if named or person.role not in GENERIC else _by_clothes(noun, clothes)
    look = _group(person, clothes) if person.many else _single(person, sex, age, index, luck)
    description = f"{look}; wearing {_worn(clothes)}{_extra(person)}"
    return Character(person.role, sex, person.many, age, title, short, named, description)


def _single(person: Person, sex: str, age: str, index: int, luck: Luck) -> str:
    defaults = table("wardrobe")["defaults"]
    old = "old_" if age == "old" else ""
    hair = _hair(person) or _nth(luck.shuffled(defaults[f"hair_{old}{sex}"], "hair"), index)
    eyes = luck.shuffled(defaults["eyes"], "eyes")[index % 4]
    skin = luck.pick(defaults["skin"], "skin", index)
    faces = [table("wardrobe")["face"][key]["look"] for key in person.face]
    mark = luck.shuffled(defaults["mark"], "mark")[index % 5]
    who = _of_years(person.years, age, sex) or table("people")["ages"][age][sex]
    role = f", {_role(person)}" if _role(person) else ""
    return ", ".join([who + role, hair, eyes, skin, *faces, *([] if faces else [mark])])


def _of_years(years: int, age: str, sex: str) -> str:
    """ "A boy of 10": what was said, to the year."""
    if not years:
        return ""
    kind = {"child": "{child}", "teen": "teenage {child}", "twenties": "young {adult}"}
    noun = {"old": "old {adult}", **kind}.get(age, "{adult}")
    child, adult = ("girl", "woman") if sex == "f" else ("boy", "man")
    lined = ", a lined face" if age == "old" else ""
    return f"{_a(noun.format(child=child, adult=adult))} of {years}{lined}"


def _nth(options: list[str], index: int) -> str:
    return options[index % len(options)]


def _role(person: Person) -> str:
    """A trade is worth saying; "a woman, the woman" is not."""
    if person.role in (*GENERIC, *FAMILY):
        return ""
    said = table("people")["nouns"][person.role]["said"][0].removeprefix("the ")
    return _a(said)


def _a(words: str) -> str:
    """With its article."""
    return ("an " if words[0] in "aeiou" else "a ") + words


def _hair(person: Person) -> str:
    book = table("wardrobe")
    style = book["hair"][person.hair]["look"] if person.hair else ""
    colour = book["hair_colour"][person.hair_colour]["look"] if person.hair_colour else ""
    if person.hair == "bald":
        return "a shaved head"
    if not style and not colour:
        return ""
    if person.hair == "bun":
        return f"{colour or 'dark'} hair tied in a bun"
    return f"{style} {colour or 'dark brown'} hair".strip()


def _clothes(person: Person, sex: str, index: int, luck: Luck) -> list[tuple[str, str]]:
    """(garment, colour) from the outside in; what was said first, the rest from the defaults."""
    book = table("wardrobe")["garments"]
    wears = table("people")["nouns"][person.role].get("wears", "")
    told = person.garments or (((wears, ""),) if wears else ())
    worn = [(key, colour or book[key]["colour"]) for key, colour in told]
    parts = {book[key]["part"] for key, _ in worn}
    years = f"{person.age}_" if person.age in ("old", "child") else ""
    outfits = luck.shuffled(table("wardrobe")["defaults"][f"outfits_{years}{sex}"], "outfit", sex)
    coat, coat_colour, inner, inner_colour, bottom = outfits[index % len(outfits)]
    spare: list[tuple[str, str]] = []
    if not worn:
        spare.append((coat, coat_colour))
    if "whole" not in parts and "top" not in parts:
        spare.append((inner, inner_colour))
    dressed = "whole" in parts or any(book[key]["part"] == "whole" for key, _ in spare)
    if not dressed and "bottom" not in parts and bottom:
        spare.append((bottom, book[bottom]["colour"]))
    covered = any(book[key].get("covers") for key, _ in worn)
    if "shoes" not in parts and not covered:
        spare.append(
            (
                "boots" if luck.number(2, "shoes", index) else "sneakers",
                "brown" if luck.number(2, "shoes", index) else "white",
            )
        )
    order = ("coat", "extra", "head", "whole", "top", "bottom", "shoes")
    return sorted((*worn, *spare), key=lambda worn: order.index(book[worn[0]]["part"]))


def _worn(clothes: list[tuple[str, str]]) -> str:
    book = table("wardrobe")["garments"]
    said: list[str] = []
    for key, colour in clothes:
        hue = table("colours")[colour]
        look = book[key]["look"]
        if key == "barefoot":
            said.append("no shoes, bare feet")
            continue
        piece = f"{hue['en'][0]} {look} (hex {hue['hex']})"
        said.append(piece if key in _PLURAL else _a(piece))
    return ", ".join(said)


def dressed(description: str, key: str, colour: str) -> str:
    """A description with one garment changed; what was worn in its place comes off."""
    book = table("wardrobe")["garments"]
    new = _worn([(key, colour or book[key]["colour"])])
    look, mark, rest = description.partition("; wearing ")
    worn, semicolon, more = rest.partition("; ")
    if not mark:
        return f"{description}; wearing {new}"
    part = book[key]["part"]
    instead = {part, *(("top", "bottom", "coat") if part == "whole" else ())}
    instead |= {"whole", "coat"} if part == "top" else {"whole"} if part == "bottom" else set()
    kept = [piece for piece in worn.split(", ") if _part_of(piece) not in instead]
    return f"{look}; wearing {', '.join([new, *kept])}{semicolon}{more}"


def _part_of(piece: str) -> str:
    """Which part of an outfit a piece of a description is."""
    book = table("wardrobe")["garments"]
    looks = sorted(book, key=lambda key: -len(book[key]["look"]))
    return next((book[key]["part"] for key in looks if book[key]["look"] in piece), "")


def _group(person: Person, clothes: list[tuple[str, str]]) -> str:
    age = "in their twenties" if person.age in ("", "twenties") else "of different ages"
    return f"a group of four friends {age}, each with different hair"


def _by_clothes(noun: Pair, clothes: list[tuple[str, str]]) -> Pair:
    """ "The woman in the red coat": told apart by what they wear outermost."""
    key, colour = clothes[0]
    garment, hue = table("wardrobe")["garments"][key], table("colours")[colour]
    forms = hue["he"]
    he_colour = forms["fmp".index(garment["sex"])]
    english = f"{noun[0]} in the {hue['en'][0]} {garment['en'][0]}"
    return english, f"{noun[1]} ב{garment.get('the', garment['he'][0])} ה{he_colour}"


def _extra(person: Person) -> str:
    """What no table knows, in the person's own words."""
    if not person.extra:
        return ""
    words = ", ".join(person.extra)
    return f"; in the person's words: “{words}”" if is_hebrew(words) else f"; {words}"
