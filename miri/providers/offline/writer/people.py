"""People as a brief describes them: "Maya, 25, in a red coat, and her father", in both languages.

Why here: characters must look the same in every shot, so what was said of them is read once.
Next: casting.py, which completes a person and writes the description every picture gets.
"""

import re
from dataclasses import dataclass, field, replace
from functools import cache

from miri.providers.offline.writer.garments import ANIMALS, HAIR, animals, read_garments
from miri.providers.offline.writer.lexicon import Lexicon, is_hebrew, plain, tokens
from miri.providers.offline.writer.tables import Pair, lexicon, table

_MARKS = re.compile(r"[,;.\n()\u2013\u2014:]|(?<=\s)(?:and|&|with)(?=\s)", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:named|called|בשם|ששמה|ששמו|קוראים לה|קוראים לו|שמה הוא|שמו הוא)\s+([^\W\d_][\w'׳]*)",
    re.IGNORECASE,
)
_AGED = re.compile(r"(?<![\u05d0-\u05ea])ב[תן] (\d+)")
_CAPITAL = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)?")
_SHE = re.compile(
    r"\b(?:she|her|hers|herself)\b|(?<![\u05d0-\u05ea])(?:היא|שלה|אותה|לה)(?![\u05d0-\u05ea])"
)
_HE = re.compile(
    r"\b(?:he|his|him|himself)\b|(?<![\u05d0-\u05ea])(?:הוא|שלו|אותו|לו)(?![\u05d0-\u05ea])"
)
NOT_NAMES = frozenset(
    "a an the he she they his her i we it my our one two three no just only main man woman boy girl "
    "young old and with in she's he's there someone nobody none both".split()
)
_ONE = frozenset(("one", "other", "אחת", "אחד", "השנייה", "השני"))
_EMPTY = frozenset(
    "a an the and with in of on his her their its is are who that he she they it my our wearing wears "
    "has have named called about years year very always to at for by from "
    "me just only myself other hair one first second בגדים אני רק שיער אחד אחת השני השנייה "
    "עם של את הוא היא הם שלה שלו לובשת לובש בשם ששמה ששמו גם בגיל בן בת אחד אחת מאוד תמיד ו".split()
)


@dataclass(frozen=True)
class Person:
    """What was said of one person. Empty fields were not said. `extra`: words nobody's table has."""

    noun: str = ""
    sex: str = ""
    age: str = ""
    many: bool = False
    name: Pair = ("", "")
    hair: str = ""
    hair_colour: str = ""
    face: tuple[str, ...] = ()
    garments: tuple[tuple[str, str], ...] = ()
    extra: tuple[str, ...] = ()
    years: int = 0
    nth: int = 0
    """Which one of a pair: two brothers are told apart though nothing was said of either."""

    @property
    def role(self) -> str:
        """The noun, or what stands for it."""
        return self.noun or {"f": "woman", "m": "man"}.get(self.sex, "stranger")


@dataclass
class _Clause:
    """A stretch of text between separators; `joined` is what stood before it."""

    words: list[str]
    joined: str
    text: str
    left: set[int] = field(default_factory=set[int])


def read_people(text: str) -> tuple[Person, ...]:
    """The people of a text, in order, at most three."""
    people: list[Person] = []
    for clause in _clauses(_with_breaks(_in_digits(text))):
        if _of_an_animal(clause):
            continue
        _read_clause(clause, people)
    return tuple(dict.fromkeys(_settled(person, text) for person in people))[:3]


def _in_digits(text: str) -> str:
    """Ages as digits, in one wording: "a ten-year-old boy", "בן עשר", "בת 6"."""
    numbers = table("people")["numbers"]
    text = _AGED.sub(r"בגיל \1", plain(text) if is_hebrew(text) else text)
    for word, years in numbers.items():
        text = re.sub(
            rf"(?<![\u05d0-\u05ea])ב[תן] {word}(?![\u05d0-\u05ea])", f"בגיל {years}", text
        )
        text = re.sub(rf"\b{word}([- ]years?[- ]olds?)\b", rf"{years}\1", text, flags=re.IGNORECASE)
        text = re.sub(rf"\b(aged?|of) {word}\b", rf"\1 {years}", text, flags=re.IGNORECASE)
    return re.sub(r"(\d)-years?-olds?\b", r"\1 years old", text)


def _of_an_animal(clause: _Clause) -> bool:
    """ "and a white dog": nobody's clothes, and no person."""
    nouns = lexicon("people", "nouns").find_in(clause.words)
    return bool(animals().find_in(clause.words)) and not nouns and not _names(clause)


def _with_breaks(text: str) -> str:
    """Hebrew "and" before a person's word becomes a separator of its own."""
    nouns = {w for row in table("people")["nouns"].values() for w in row["he"] if " " not in w}
    nouns |= {w for key in ANIMALS for w in table("things")[key]["he"] if " " not in w}
    names = {he for rows in table("people")["names"].values() for _, he in rows}

    def apart(match: re.Match[str]) -> str:
        word = match[2]
        known = word in nouns or word in names or word in _ONE
        known = known or word.removeprefix("ה") in nouns
        return f"{match[1]} and {word}" if known else match[0]

    return re.sub(r"(^|\s)ו([\u05d0-\u05ea']{2,})", apart, text)


def _clauses(text: str) -> list[_Clause]:
    found: list[_Clause] = []
    at, joined = 0, ""
    for mark in [*_MARKS.finditer(text), None]:
        part = text[at : mark.start() if mark else len(text)]
        if part.strip():
            found.append(_Clause(tokens(part), joined, part.strip()))
            joined = ""
        if mark:
            joined = (joined + mark[0].lower()).strip()
            at = mark.end()
    return found


def _read_clause(clause: _Clause, people: list[Person]) -> None:
    clause.left = {i for i, word in enumerate(clause.words) if word not in _EMPTY}
    before = len(people)
    _read_heads(clause, people)
    if not people:
        people.append(Person())
    head_in_clause = len(people) > before
    whom = _one_of(clause, people)
    people[whom] = _with_traits(people[whom], clause)
    rest = [clause.words[i] for i in sorted(clause.left) if not clause.words[i].isdigit()]
    unread = len(rest) == len([w for w in clause.words if w not in _EMPTY])
    if rest and (unread or (len(rest) > 1 and not head_in_clause)):
        people[whom] = replace(people[whom], extra=(*people[whom].extra, clause.text))


def _one_of(clause: _Clause, people: list[Person]) -> int:
    """Whose clause it is: the last person's, or, for "one in yellow, one in blue", each in turn."""
    if len(people) == 2 and _ONE & set(clause.words):
        return 0 if not people[0].garments else 1
    return len(people) - 1


def _read_heads(clause: _Clause, people: list[Person]) -> None:
    """Nouns, pairs and names, in their order."""
    heads: list[tuple[int, int, Person, str]] = []
    for hit in _pairs().find_in(clause.words):
        who = table("people")["pairs"][hit.key]["who"]
        pair = [replace(_of_noun(noun), nth=nth) for nth, noun in enumerate(who)]
        heads += [(hit.at, hit.length, person, "pair") for person in pair]
    taken = {at + k for at, length, _, _ in heads for k in range(length)}
    faces = _book("face").find_in(clause.words)
    taken |= {hit.at + k for hit in faces for k in range(hit.length)}
    for hit in lexicon("people", "nouns").find_in(clause.words):
        if hit.at not in taken:
            person = _of_noun(hit.key, clause.words[hit.at])
            heads.append((hit.at, hit.length, person, "noun"))
            taken |= set(range(hit.at, hit.at + hit.length))
    heads += [head for head in _names(clause) if head[0] not in taken]
    for at, length, person, kind in sorted(heads, key=lambda head: head[0]):
        clause.left -= set(range(at, at + length))
        _add(people, person, kind, clause.joined)


def _add(people: list[Person], new: Person, kind: str, joined: str) -> None:
    """A head is a new person, or says more of the one before: a name after a noun, or the
    other way round, unless "and" stands between them."""
    last = people[-1] if people else None
    apart = "and" in joined or "&" in joined or ";" in joined
    if last and not apart and kind != "pair":
        if kind == "name" and last.noun and not last.name[0]:
            people[-1] = replace(last, name=new.name, sex=last.sex or new.sex)
            return
        if kind == "noun" and last.name[0] and not last.noun:
            people[-1] = replace(
                last,
                noun=new.noun,
                sex=new.sex or last.sex,
                age=last.age if last.years else new.age,
            )
            return
        if last == Person() or (kind == "noun" and not last.noun and not last.name[0]):
            people[-1] = replace(new, garments=last.garments, extra=last.extra, hair=last.hair)
            return
    people.append(new)


def _of_noun(noun: str, word: str = "") -> Person:
    row = table("people")["nouns"][noun]
    feminine = any(word.endswith(she) for she in row.get("she", ()))
    sex = "" if row["sex"] == "n" else row["sex"]
    if row["sex"] == "n" and "\u05d0" <= word[:1] <= "\u05ea":
        sex = "f" if feminine else "m"
    return Person(noun, "f" if feminine else sex, row["age"], row.get("many", False))


def _names(clause: _Clause) -> list[tuple[int, int, Person, str]]:
    found: list[tuple[int, int, Person, str]] = []
    known = _known_names()
    for at, word in enumerate(clause.words):
        for form in (word, word.removeprefix("ו"), word.removesuffix("'s")):
            if form in known:
                found.append((at, 1, known[form], "name"))
                break
    told = _NAMED.search(clause.text)
    if told and not found:
        found.append(_unknown_name(clause, told[1]))
    bare = clause.text.strip()
    alone = _CAPITAL.match(bare)
    if alone and not found and alone[0].lower() not in NOT_NAMES and _stands_alone(bare, alone[0]):
        found.append(_unknown_name(clause, alone[0]))
    return found


def _stands_alone(text: str, name: str) -> bool:
    """True where a capital word is not just the first word of a phrase that tables know."""
    rest = tokens(text)[1:]
    is_word = lexicon("people", "nouns").find(name) or lexicon("wardrobe", "garments").find(name)
    return not is_word and (not rest or rest[0] in ("is", "a", "the", "who") or rest[0].isdigit())


def _unknown_name(clause: _Clause, name: str) -> tuple[int, int, Person, str]:
    first = tokens(name)[0]
    at = clause.words.index(first) if first in clause.words else 0
    return at, 1, Person(name=(name, name)), "name"


def _with_traits(person: Person, clause: _Clause) -> Person:
    words = clause.words

    def take(book: Lexicon) -> list[str]:
        hits = book.find_in(words)
        clause.left -= {hit.at + k for hit in hits for k in range(hit.length)}
        return [hit.key for hit in hits]

    garments = _garments(clause)
    hair, colour = take(_book("hair")), take(_book("hair_colour"))
    hair, colour = hair or _beside_hair(clause, "hair"), colour or _beside_hair(clause, "colour")
    face = take(_book("face"))
    if "beard" in face and {"grey", "gray", "white", "לבן", "אפור", "שיבה"} & set(words):
        colour = colour or ["grey"]
    age = [hit.key for hit in lexicon("people", "ages").find_in(words) if hit.at in clause.left]
    age = [] if face else age
    garments = garments or ([] if face else _bare_colour(clause, person))
    clause.left -= {i for i, word in enumerate(words) if word in ("old", "aged")}
    years = next((int(word) for word in words if word.isdigit() and 3 <= int(word) < 100), 0)
    return replace(
        person,
        years=years or person.years,
        age=_age_of(years) if years else _age_said(age, person),
        hair=hair[0] if hair else person.hair,
        hair_colour=colour[0] if colour else person.hair_colour,
        face=tuple(dict.fromkeys((*person.face, *face))),
        garments=(*person.garments, *garments),
    )


def _age_said(age: list[str], person: Person) -> str:
    """An adjective ages a noun; a noun that is old or a child by itself stays so."""
    if not age or person.age in ("old", "child"):
        return person.age
    return age[0]


def _beside_hair(clause: _Clause, what: str) -> list[str]:
    """Lengths and colours that stand beside the word hair: "long black hair", "שיער ארוך"."""
    found: list[str] = []
    for at, word in enumerate(clause.words):
        if word.lstrip("הוב") not in HAIR:
            continue
        for i in range(max(0, at - 3), min(len(clause.words), at + 4)):
            said = table("wardrobe")["beside_hair"][what].get(clause.words[i])
            if said:
                found.append(said)
                clause.left.discard(i)
    return found


def _bare_colour(clause: _Clause, person: Person) -> list[tuple[str, str]]:
    """A colour without a garment: "one in yellow"."""
    hits = lexicon("colours").find_in(clause.words)
    free = [hit for hit in hits if hit.at in clause.left]
    if not free or person.garments or HAIR & {w.lstrip("הוב") for w in clause.words}:
        return []
    clause.left -= {hit.at for hit in free}
    return [("dress" if person.sex == "f" else "shirt", free[0].key)]


def _garments(clause: _Clause) -> list[tuple[str, str]]:
    """Clothes with the colour that stands beside them."""
    found = read_garments(clause.words)
    for _, _, hits in found:
        for hit in hits:
            clause.left -= set(range(hit.at, hit.at + hit.length))
    return [(key, colour) for key, colour, _ in found]


def _age_of(years: int) -> str:
    limits = ((12, "child"), (19, "teen"), (29, "twenties"), (42, "young"), (62, "middle"))
    return next((age for limit, age in limits if years <= limit), "old")


def sex_told(text: str) -> str:
    """f or m, where a text's pronouns speak of one sex only; else empty."""
    low = plain(text)
    she, he = bool(_SHE.search(low)), bool(_HE.search(low))
    return "f" if she and not he else "m" if he and not she else ""


def _settled(person: Person, text: str) -> Person:
    """Pronouns decide what nouns left open."""
    return person if person.sex else replace(person, sex=sex_told(text))


@cache
def _pairs() -> Lexicon:
    return lexicon("people", "pairs")


@cache
def _book(group: str) -> Lexicon:
    return lexicon("wardrobe", group)


@cache
def _known_names() -> dict[str, Person]:
    found: dict[str, Person] = {}
    for sex, rows in table("people")["names"].items():
        for english, hebrew in rows:
            person = Person(sex="" if sex == "n" else sex, name=(english, hebrew))
            found[english.lower()] = person
            found[hebrew] = person
    return {name: p for name, p in found.items() if name not in _COMMON_WORDS}


_COMMON_WORDS = frozenset(
    (
        "ים",
        "בר",
        "גל",
        "חן",
        "בן",
        "שי",
        "תום",
        "קרן",
        "אור",
        "מרי",
        "mark",
        "guy",
        "bar",
        "gal",
        "iris",
        "max",
        "lily",
        "rosa",
    )
)
"""Names that are words first; "בשם ים" still names somebody."""
