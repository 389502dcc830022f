"""People as a brief describes them: "Maya, 25, in a red coat, and her father", in both languages.

Why here: characters must look the same in every shot, so what was said of them is read once.
Next: casting.py, which completes a person and writes the description every picture gets.
"""

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from functools import cache
from itertools import pairwise

from miri.providers.offline.writer.garments import ANIMALS, HAIR, animals, read_garments
from miri.providers.offline.writer.lexicon import Hit, Lexicon, is_hebrew, plain, tokens
from miri.providers.offline.writer.person import Clause, Person
from miri.providers.offline.writer.person_names import names_in
from miri.providers.offline.writer.tables import lexicon, table

_MARKS = re.compile(r"[,;.\n()\u2013\u2014:]|(?<=\s)(?:and|&|with)(?=\s)", re.IGNORECASE)
_NAME_ALONE = re.compile(r"[\u05d0-\u05ea]{2,10}|[A-ZÀ-Þ][a-zß-ÿ]{1,14}")
_AGED = re.compile(r"(?<![\u05d0-\u05ea])ב[תן] (\d+)")
_SHE = re.compile(
    r"\b(?:she|her|hers|herself)\b|(?<![\u05d0-\u05ea])(?:היא|שלה|אותה|לה)(?![\u05d0-\u05ea])"
)
_HE = re.compile(
    r"\b(?:he|his|him|himself)\b|(?<![\u05d0-\u05ea])(?:הוא|שלו|אותו|לו)(?![\u05d0-\u05ea])"
)
_TWO = frozenset(("two", "both", "שני", "שתי"))
_ADJECTIVES = frozenset(("old", "young", "little", "small", "aged", "elderly"))
_ONE = frozenset(("one", "other", "אחת", "אחד", "השנייה", "השני"))
_EMPTY = frozenset(
    "a an the and with in of on his her their its is are who that he she they it my our wearing wears "
    "has have named called about years year very always to at for by from "
    "me just only myself other hair one first second בגדים אני רק שיער אחד אחת השני השנייה "
    "עם של את הוא היא הם שלה שלו לובשת לובש בשם ששמה ששמו גם בגיל בן בת אחד אחת מאוד תמיד ו".split()
)


def read_people(text: str) -> tuple[Person, ...]:
    """The people of a text, in order, at most three."""
    people: list[Person] = []
    for clause in _clauses(_with_breaks(_in_digits(text))):
        if _of_an_animal(clause):
            continue
        _read_clause(clause, people)
    settled = (_settled(person, text) for person in people)
    return tuple(dict.fromkeys(_told_once(settled)))[:3]


def _told_once(people: Iterable[Person]) -> list[Person]:
    """Whoever is named again is the same person, of whom more is said."""
    found: list[Person] = []
    for person in people:
        known = [
            at for at, other in enumerate(found) if other.name[0] and other.name == person.name
        ]
        if known:
            found[known[0]] = _with_more(found[known[0]], person)
        else:
            found.append(person)
    return found


def _with_more(person: Person, more: Person) -> Person:
    """What was said first, and what was left open then."""
    said = {f.name: getattr(person, f.name) or getattr(more, f.name) for f in fields(Person)}
    return Person(**said)


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


def _of_an_animal(clause: Clause) -> bool:
    """ "and a white dog": nobody's clothes, and no person."""
    nouns = lexicon("people", "nouns").find_in(clause.words)
    return bool(animals().find_in(clause.words)) and not nouns and not names_in(clause)


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


def _clauses(text: str) -> list[Clause]:
    found: list[Clause] = []
    at, joined = 0, ""
    for mark in [*_MARKS.finditer(text), None]:
        part = text[at : mark.start() if mark else len(text)]
        if part.strip():
            found.append(Clause(_singular(tokens(part)), joined, part.strip()))
            joined = ""
        if mark:
            joined = (joined + mark[0].lower()).strip()
            at = mark.end()
    return found


def _read_clause(clause: Clause, people: list[Person]) -> None:
    clause.left = {i for i, word in enumerate(clause.words) if word not in _EMPTY}
    before = len(people)
    _read_heads(clause, people)
    if not people:
        people.append(Person())
    head_in_clause = clause.has_head = len(people) > before
    whom = _one_of(clause, people)
    people[whom] = _with_traits(people[whom], clause)
    rest = [clause.words[i] for i in sorted(clause.left) if not clause.words[i].isdigit()]
    unread = len(rest) == len([w for w in clause.words if w not in _EMPTY])
    if rest and (unread or (len(rest) > 1 and not head_in_clause)):
        people[whom] = replace(people[whom], extra=(*people[whom].extra, clause.text))


def _one_of(clause: Clause, people: list[Person]) -> int:
    """Whose clause it is: the last person's, or, for "one in yellow, one in blue", each in turn."""
    if len(people) == 2 and _ONE & set(clause.words):
        return 0 if not people[0].garments else 1
    return len(people) - 1


def _read_heads(clause: Clause, people: list[Person]) -> None:
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
        if hit.at not in taken and not _ages_the_one_before(hit, clause, taken):
            person = _aged_beside(_of_noun(hit.key, clause.words[hit.at]), hit, clause)
            heads += [
                (hit.at, hit.length, each, kind) for each, kind in _counted(person, hit, clause)
            ]
            taken |= set(range(hit.at, hit.at + hit.length))
    heads += [head for head in names_in(clause) if head[0] not in taken]
    joined = clause.joined
    for at, length, person, kind in sorted(heads, key=lambda head: head[0]):
        clause.left -= set(range(at, at + length))
        _add(people, person, kind, joined)
        joined = ""  # within a clause a name belongs to the noun before it: "her father Yosef"


def _ages_the_one_before(hit: Hit, clause: Clause, taken: set[int]) -> bool:
    """ "דייג זקן": the word for an old man, right after another person's, is an adjective."""
    is_age = hit.length == 1 and hit.key in ("old_man", "old_woman")
    return is_age and hit.at - 1 in taken and is_hebrew(clause.words[hit.at])


def _singular(words: list[str]) -> list[str]:
    """ "two dancers", "שתי רקדניות": the noun as the tables have it."""
    for at, (before, word) in enumerate(pairwise(words), start=1):
        if before in _TWO:
            ends = (word[:-3] + "ית", word[:-2] + "ה", word[:-2] + "ת", word[:-2], word[:-1])
            nouns = lexicon("people", "nouns")
            pairs = _pairs().find_in(words[at - 1 : at + 1])
            known = [end for end in ends if len(end) > 2 and nouns.find_in([end])]
            if known and not pairs:
                words[at] = known[0]
    return words


def _counted(person: Person, hit: Hit, clause: Clause) -> list[tuple[Person, str]]:
    """ "two astronauts", "שתי רקדניות": one noun, two people, told apart."""
    if hit.at and clause.words[hit.at - 1] in _TWO and not person.many:
        return [(replace(person, nth=nth), "pair") for nth in (0, 1)]
    return [(person, "noun")]


def _aged_beside(person: Person, hit: Hit, clause: Clause) -> Person:
    """The adjective that stands at its noun: "an old fisherman", "דייג זקן"."""
    places = (hit.at - 1, hit.at + hit.length)
    at = places[1] if is_hebrew(clause.words[hit.at]) else places[0]
    if not 0 <= at < len(clause.words):
        return person
    found = lexicon("people", "ages").find_in([clause.words[at]])
    if not found:
        return person
    clause.left.discard(at)
    return replace(person, age=_age_said([found[0].key], person))


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


def _with_traits(person: Person, clause: Clause) -> Person:
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
    ages = lexicon("people", "ages").find_in(words)
    age = [hit.key for hit in ages if hit.at in clause.left and not _is_of_a_thing(hit, clause)]
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


def _is_of_a_thing(hit: Hit, clause: Clause) -> bool:
    """ "in an old gym": an adjective right before another word is that word's, where the clause has
    its person elsewhere; whoever stood beside it was aged by it before."""
    follows = hit.at + hit.length < len(clause.words)
    return clause.has_head and hit.length == 1 and clause.words[hit.at] in _ADJECTIVES and follows


def _age_said(age: list[str], person: Person) -> str:
    """An adjective ages a noun; a noun that is old or a child by itself stays so."""
    if not age or person.age in ("old", "child"):
        return person.age
    return age[0]


def _beside_hair(clause: Clause, what: str) -> list[str]:
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


def _bare_colour(clause: Clause, person: Person) -> list[tuple[str, str]]:
    """A colour without a garment: "one in yellow"."""
    hits = lexicon("colours").find_in(clause.words)
    free = [hit for hit in hits if hit.at in clause.left]
    if not free or person.garments or HAIR & {w.lstrip("הוב") for w in clause.words}:
        return []
    clause.left -= {hit.at for hit in free}
    return [("dress" if person.sex == "f" else "shirt", free[0].key)]


def _garments(clause: Clause) -> list[tuple[str, str]]:
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
    """Pronouns decide what nouns left open; a word that stands alone before what is told of
    somebody is their name: "נוגה, בת שלושים", for Hebrew has no capitals."""
    first = person.extra[0] if person.extra else ""
    told = person.noun or person.years or person.garments or person.hair
    if told and not person.name[0] and _NAME_ALONE.fullmatch(first):
        person = replace(person, name=(first, first), extra=person.extra[1:])
    return person if person.sex else replace(person, sex=sex_told(text))


@cache
def _pairs() -> Lexicon:
    return lexicon("people", "pairs")


@cache
def _book(group: str) -> Lexicon:
    return lexicon("wardrobe", group)
