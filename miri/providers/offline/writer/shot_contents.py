"""Who and what a note brings into one shot, or takes out of it, and where it moves it.

Why here: "without the man", "add a red umbrella", "at the harbour" change the picture's contents;
each must end as a subject, a description or a place that artists read, not as a quotation.
Next: tables/notes.toml, tables/wares.toml; casting.py, which dresses people.
"""

import re
from functools import cache

from miri.domain.asset import Asset, AssetKind
from miri.domain.prompt import Framing, Subject, SubjectKind
from miri.providers.offline.writer import tables
from miri.providers.offline.writer.casting import cast, dressed
from miri.providers.offline.writer.garments import ANIMALS, read_garments
from miri.providers.offline.writer.lexicon import Hit, Lexicon
from miri.providers.offline.writer.luck import Luck
from miri.providers.offline.writer.painting import bare, colour_beside, painted, with_article
from miri.providers.offline.writer.people import read_people
from miri.providers.offline.writer.scene_plan import capital
from miri.providers.offline.writer.shot_draft import (
    Draft,
    affirmed,
    book,
    unwanted,
    without_words,
)
from miri.providers.offline.writer.tables import Place, lexicon, table, words_of

_AT = frozenset("at in on to into onto by near inside from beside around".split())
_ARTICLES = frozenset("the a an".split())
_WOMAN = re.compile(r"\b(?:woman|girl|she)\b")
_MAN = re.compile(r"\b(?:man|boy|he)\b")
_AGED = {"child": "of about", "old": "seventies"}


def peopled(draft: Draft, words: list[str]) -> Draft:
    """Nobody, or not this one: those whom "without" names leave the picture."""
    hits = book("people").find_in(words)
    if hits:
        kept = tuple(s for s in draft.idea.subjects if s.type is not SubjectKind.PERSON)
        return _left(draft, kept).having_read(*hits)
    for hit in lexicon("people", "nouns").find_in(words):
        if unwanted(hit, words):
            kept = _without(draft.idea.subjects, hit.key)
            draft = _left(draft, kept).having_read(without_words(hit, words))
    return draft


def _without(subjects: tuple[Subject, ...], noun: str) -> tuple[Subject, ...]:
    """All but the one person a noun means: of that sex, and of that age where it tells one."""
    row = table("people")["nouns"][noun]
    sex = {"f": _WOMAN, "m": _MAN}.get(row["sex"])
    people = [s for s in subjects if s.type is SubjectKind.PERSON]
    fitting = [s for s in people if sex is None or sex.search(s.description.partition(",")[0])]
    mark = _AGED.get(row["age"], "")
    gone = [s for s in fitting if mark and mark in s.description] or fitting
    if row.get("many"):
        return tuple(s for s in subjects if s not in people)
    return tuple(s for s in subjects if s not in gone[-1:])


def _left(draft: Draft, kept: tuple[Subject, ...]) -> Draft:
    """The draft without subjects that are gone, nor the assets they were drawn from."""
    gone = {s.description for s in draft.idea.subjects if s not in kept}
    assets = draft.film.assets.values()
    unseen = {a.name for a in assets if a.description in gone}
    names = tuple(name for name in draft.idea.assets if name not in unseen)
    return draft.with_idea(subjects=kept, assets=names)


def joined(draft: Draft, words: list[str]) -> Draft:
    """Somebody new: "add a girl in a green dress"; known characters come as they are."""
    adding = [hit for hit in book("add").find_in(words) if hit.key == "add"]
    nouns = affirmed(lexicon("people", "nouns").find_in(words), words)
    nouns = [h for h in nouns if not draft.read.intersection(range(h.at, h.at + h.length))]
    if not adding or not nouns or nouns[0].at < adding[0].at:
        return draft
    start = adding[0].at + adding[0].length
    text = " ".join(words[start:])
    people = [person for person in read_people(text) if person.noun or person.name[0]]
    new = cast(tuple(people), Luck(draft.idea.scene, text), "f")
    spots = _free(draft.idea.subjects)
    more = tuple(
        Subject(description=who.description, pose="standing, face to us", position=spot)
        for who, spot in zip(new, spots, strict=False)
    )
    rest = Hit("people", start, len(words) - start)
    return draft.with_idea(subjects=(*draft.idea.subjects, *more)).having_read(adding[0], rest)


def _free(subjects: tuple[Subject, ...]) -> list[str]:
    """Places in the frame, those where nothing stands yet before the others."""
    taken = {s.position for s in subjects}
    return sorted(("right", "left", "centre", "background"), key=lambda spot: spot in taken)


def clothed(draft: Draft, words: list[str]) -> Draft:
    """Other clothes for who is there already: "give her a yellow hat", "במעיל כחול"."""
    free = [w if at not in draft.read else "-" for at, w in enumerate(words)]
    found = read_garments(free)
    people = [s for s in draft.idea.subjects if s.type is SubjectKind.PERSON]
    wearing = [s for s in people if "; wearing " in s.description]
    if not found or not (wearing or people):
        return draft
    whom = _meant(wearing or people, words)
    description = whom.description
    for key, colour, hits in found:
        if not unwanted(hits[0], words):
            description = dressed(description, key, colour)
            draft = draft.having_read(*hits)
    new = tuple(
        s.model_copy(update={"description": description}) if s is whom else s
        for s in draft.idea.subjects
    )
    return draft.with_idea(subjects=new)


def _meant(people: list[Subject], words: list[str]) -> Subject:
    """Whom "her", "the man", "הילד" means; the first where nothing says."""
    nouns = lexicon("people", "nouns").find_in(words)
    sexes = [table("people")["nouns"][hit.key]["sex"] for hit in nouns]
    said = set(words)
    she = "f" in sexes or said & {"her", "she", "לה", "אותה", "היא", "שתלבש"}
    he = "m" in sexes or said & {"him", "his", "he", "לו", "אותו", "הוא", "שילבש"}
    sex = _WOMAN if she else _MAN if he else None
    fitting = [p for p in people if sex and sex.search(p.description.partition(",")[0])]
    return (fitting or people)[0]


def focused(draft: Draft, words: list[str]) -> Draft:
    """A part of somebody fills the frame: "close up on her hands"."""
    parts = book("part").find_in(words)
    near = draft.idea.camera.framing in (Framing.CLOSE_UP, Framing.EXTREME_CLOSE_UP)
    people = [s for s in draft.idea.subjects if s.type is SubjectKind.PERSON]
    if not parts or not (near or book("step").find_in(words) or book("add").find_in(words)):
        return draft
    row = table("notes")["part"][parts[-1].key]
    camera = draft.idea.camera.model_copy(update={"framing": Framing(row["to"])})
    draft = draft.with_idea(camera=camera).having_read(*parts)
    if not people:
        return draft
    whom = _meant(people, words)
    only = whom.model_copy(update={"pose": row["pose"], "position": "centre"})
    return draft.with_idea(subjects=(only,))


def placed(draft: Draft, words: list[str]) -> Draft:
    """Another place: where "at", "in" or a Hebrew "ב" stands before its name."""
    hits = [h for h in lexicon("places").find_in(words) if _is_where(h, words, draft)]
    if not hits:
        return draft
    place = tables.places()[hits[-1].key]
    moved = moved_to(draft, place)
    return moved.having_read(*hits)


def _is_where(hit: Hit, words: list[str], draft: Draft) -> bool:
    if hit.at in draft.read or unwanted(hit, words):
        return False
    if "\u05d0" <= words[hit.at][0] <= "\u05ea":
        return words[hit.at][0] in "בל" or words[max(0, hit.at - 1)] in ("ליד", "על", "אל")
    before = [w for w in words[: hit.at] if w not in _ARTICLES]
    return bool(_AT.intersection(before[-1:])) or len(words) == hit.length


def moved_to(draft: Draft, place: Place) -> Draft:
    """The picture in another place: scene, light, poses and location asset change together."""
    idea, locations = draft.idea, _locations(draft)
    old = [text for text in (*(a.description for a in locations), *_looks()) if text in idea.scene]
    scene = idea.scene
    if old:
        scene = scene.replace(max(old, key=len), place.looks)
    else:
        first, comma, rest = scene.partition(", ")
        scene = f"{place.looks}{comma}{rest}" if comma else place.looks
        if first.count(" ") > 12:
            scene = f"{place.looks}; {idea.scene}"
    lighting = idea.lighting
    for hour in tables.hours().values():
        pair = (hour.light, hour.indoors) if place.inside else (hour.indoors, hour.light)
        lighting = lighting.replace(*pair)
    names = tuple(n for n in idea.assets if n not in {a.name for a in locations})
    here = capital(place, draft.language)
    known = {asset.name for asset in draft.film.assets.values()}
    subjects = tuple(
        _at_home(s, place, nth)
        for nth, s in enumerate(idea.subjects)
        if s.type is not SubjectKind.PLACE
    )
    return draft.with_idea(
        scene=scene,
        lighting=lighting,
        subjects=subjects,
        assets=(*names, here) if here in known else names,
    )


def _locations(draft: Draft) -> list[Asset]:
    named = [a for a in draft.film.assets.values() if a.name in draft.idea.assets]
    return [a for a in named if a.kind is AssetKind.LOCATION]


@cache
def _looks() -> tuple[str, ...]:
    return tuple(place.looks for place in tables.places().values())


@cache
def _spots() -> frozenset[str]:
    return frozenset(s.said[0] for p in tables.places().values() for s in p.spots)


def _at_home(subject: Subject, place: Place, nth: int) -> Subject:
    """A pose that belongs to the old place ("sitting on the sand") becomes one of the new."""
    small = "small in the frame, "
    bare = subject.pose.removeprefix(small)
    if bare not in _spots():
        return subject
    head = small if subject.pose.startswith(small) else ""
    return subject.model_copy(update={"pose": head + place.spots[nth % len(place.spots)].said[0]})


def furnished(draft: Draft, words: list[str]) -> Draft:
    """Things that the note names come into the picture, in the colour it gives them, or leave."""
    for hit, kind, noun, looks in _named_things(words):
        if hit.at in draft.read:
            continue
        if unwanted(hit, words):
            word = re.compile(rf"\b{re.escape(noun.split()[-1])}\b")
            gone = [
                s
                for s in draft.idea.subjects
                if s.type is not SubjectKind.PERSON and word.search(s.description)
            ]
            kept = tuple(s for s in draft.idea.subjects if s not in gone)
            draft = _left(draft, kept).having_read(without_words(hit, words))
            continue
        colour = colour_beside(hit, words)
        draft = draft.having_read(hit, *((colour,) if colour else ()))
        spot = next((h.key for h in book("position").find_in(words)), _free(draft.idea.subjects)[0])
        subject = Subject(type=kind, description=painted(noun, looks, colour), position=spot)
        if all(subject.description != s.description for s in draft.idea.subjects):
            draft = draft.with_idea(subjects=(*draft.idea.subjects, subject))
    return draft.having_read(*book("position").find_in(words))


def _named_things(words: list[str]) -> list[tuple[Hit, SubjectKind, str, str]]:
    """Things and wares in a note: where, of what kind, the noun, and how it looks by itself."""
    found: list[tuple[Hit, SubjectKind, str, str]] = []
    for hit in _wares().find_in(words):
        row = table("wares")[hit.key]
        kind = SubjectKind.ANIMAL if row.get("animal") else SubjectKind.OBJECT
        noun = row["name"][0]
        found.append((hit, kind, noun, noun if row.get("many") else with_article(noun)))
    taken = {at for hit, *_ in found for at in range(hit.at, hit.at + hit.length)}
    for hit in lexicon("things").find_in(words):
        if hit.at not in taken:
            thing = tables.things()[hit.key]
            kind = SubjectKind.ANIMAL if thing.key in ANIMALS else SubjectKind.OBJECT
            noun = bare(thing)
            found.append((hit, kind, noun, thing.looks or thing.name[0]))
    return found


@cache
def _wares() -> Lexicon:
    return Lexicon({key: words_of(row) for key, row in table("wares").items()})
