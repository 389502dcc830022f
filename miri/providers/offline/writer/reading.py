"""The Reading: everything the writer finds in a film's brief, lyrics and notes.

Why here: reading is one step and telling another; whatever is written later is written from this.
What a brief says weighs more than what lyrics happen to mention.
Next: story.py, which makes a story of it.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property

from miri.domain.film import Film
from miri.domain.song import LyricLine, Section, Song
from miri.providers.offline.writer import tables
from miri.providers.offline.writer.lexicon import Hit, is_hebrew, plain, tokens
from miri.providers.offline.writer.luck import Luck
from miri.providers.offline.writer.people import Person, read_people, sex_told
from miri.providers.offline.writer.shot_draft import book
from miri.providers.offline.writer.tables import Action, Hour, Manner, Place, Shape, Thing, Weather
from miri.providers.offline.writer.wishes import (
    Wishes,
    affirmed_part,
    denied_part,
    earlier_notes,
    read_wishes,
    understood,
)

_ABOUT = re.compile(
    r"^\s*(?:it'?s\s+|this is\s+)?(?:a (?:film|song|story|video|clip)\s+)?about\s+|"
    r"^\s*(?:זה\s+)?(?:(?:שיר|סרט|קליפ|סיפור)\s+)?על\s+(?=\S)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"^\s*(?:it |the film |and )*(?:should )?ends?(?:ing)?\s+(?:with|on|in|when|as|at)?\s*|"
    r"^\s*(?:ש?(?:זה|הסרט|הקליפ) )?(?:ש?יי?גמר|נגמר|מסתיים|ש?יסתיים|נסיים|לסיים)\s+(?:עם|ב(?=ש|ה)|כש)?\s*",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:no (?:people|one|characters|humans|persons?)|nobody|none|without people)\b|"
    r"(?:בלי|ללא|אין) (?:אנשים|דמויות|אף אחד|איש)|אף אחד"
)
_FINITE = frozenset(
    "is are was were waits wants goes runs leaves finds loses comes keeps tries has gets falls meets "
    "can't cannot doesn't don't never drives walks dreams lives returns looks searches grows learns "
    "fights loves misses remembers forgets becomes lets gives takes sees feels dances sings "
    "יוצא יוצאת מחפש מחפשת מוצא מוצאת רוצה חולם חולמת לא אין יש אוהב אוהבת".split()
)
_OF_SEVERAL = frozenset(
    "paint fix build teach save find lose meet chase run drive walk dance sing cook wait leave "
    "return search dream fall try learn race repair sail steal hide escape cross open close write "
    "are have live love fight grow move sit stand".split()
)
_LINKS = frozenset("who that which where when how what why whose מי מה איך איפה למה".split())
_SHE_SINGS = re.compile(r"אני (?:לא |עוד |כבר |רק )?[\u05d0-\u05ea]{2,}ת(?![\u05d0-\u05ea])")


@dataclass(frozen=True)
class Reading:
    """A film's words, and what the tables find in them. Everything is ranked, the surest first."""

    film: Film
    note: str

    @cached_property
    def language(self) -> str:
        """The language people read: the film's."""
        return "he" if self.film.settings.language == "he" else "en"

    @cached_property
    def luck(self) -> Luck:
        """The film's own luck."""
        song = self.film.song
        brief = self.film.brief
        name = (song.media_id, song.frames) if song else ("", 0)
        return Luck(*name, brief.theme, brief.mood, brief.characters)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """All that was asked to change, oldest first."""
        treatment = self.film.treatment
        past = earlier_notes(treatment.synopsis) if treatment else ()
        return tuple(dict.fromkeys((*past, *((self.note,) if self.note.strip() else ()))))

    @cached_property
    def wishes(self) -> Wishes:
        """What the notes ask for."""
        return read_wishes(self.film.brief.notes, *self.notes)

    @cached_property
    def theme(self) -> str:
        """What the film is about, as can follow "about"."""
        return _phrase(_ABOUT.sub("", self.film.brief.theme))

    @cached_property
    def theme_is_clause(self) -> bool:
        """True for "someone waits at the sea": it can't follow "about" as it is."""
        words = tokens(self.theme.partition(",")[0])
        verbs = [i for i, word in enumerate(words) if i and (word in _FINITE or word in _acts())]
        if "and" in words:  # "Ines and Tomas paint a ferry"
            several = words.index("and") + 2
            verbs += [i for i, word in enumerate(words) if i >= several and word in _OF_SEVERAL]
        linked = any(word in _LINKS for word in words[: verbs[0]]) if verbs else True
        return not linked

    @cached_property
    def ending(self) -> str:
        """How the film ends, as can follow "it ends:"."""
        return _phrase(_ENDS.sub("", self.film.brief.ending))

    @cached_property
    def told(self) -> str:
        """What a person (or a director) wrote, most telling first, without lyrics and ending."""
        brief = self.film.brief
        theme = _ABOUT.sub("", brief.theme)
        return "\n".join(
            (
                *(affirmed_part(note) for note in reversed(self.notes)),
                theme,
                *(brief.notes, brief.look, brief.mood, self.directed),
            )
        )

    @cached_property
    def sung(self) -> str:
        """The lyrics."""
        song = self.film.song
        if song is None:
            return ""
        return song.lyrics_text or "\n".join(line.text for line in song.lyrics)

    @cached_property
    def has_people(self) -> bool:
        """False where nobody should be seen."""
        brief = self.film.brief
        asked = (brief.theme, brief.characters, brief.notes, brief.look, *self.notes)
        none = plain(brief.characters).strip(" .-!") in ("אין", "none", "no", "nobody", "no one")
        return self.wishes.people and not none and not _NOBODY.search(plain("\n".join(asked)))

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """The people of the brief; where it names none, those its theme tells of."""
        brief = self.film.brief
        said = read_people(brief.characters) if brief.characters.strip() else ()
        said = tuple(p for p in said if p != Person())
        themed = [p for p in read_people(f"{brief.theme}. {brief.ending}") if p.noun or p.name[0]]
        themed = [replace_extra(p) for p in themed if not p.many]
        if not said:
            return tuple(themed[:2])
        known = {p.noun for p in said} | {"woman", "man", "girl", "boy", "stranger", "band"}
        more = [p for p in themed if p.noun not in known and p.noun]
        return (*said, *more)[:3] if len(said) < 2 else said

    @cached_property
    def singer_sex(self) -> str:
        """f or m: as the brief's pronouns or the lyrics' verbs say, else as luck has it."""
        brief = self.film.brief
        told = sex_told(f"{brief.characters}. {brief.theme}. {brief.ending}")
        if told:
            return told
        if is_hebrew(self.sung) and self.sung:
            return "f" if _SHE_SINGS.search(self.sung) else "m"
        return self.luck.pick(("f", "m"), "singer")

    @cached_property
    def told_places(self) -> tuple[Place, ...]:
        """Places the brief names, but for those the notes do not want."""
        named = [tables.places()[key] for key in tables.lexicon("places").keys(self.told)]
        return tuple(place for place in named if place not in self.denied_places)

    @cached_property
    def denied_places(self) -> tuple[Place, ...]:
        """Places the notes do not want, and did not ask for since."""
        book, denied = tables.lexicon("places"), dict[str, None]()
        for note in self.notes:
            denied.update(dict.fromkeys(book.keys(denied_part(note))))
            for key in book.keys(affirmed_part(note)):
                denied.pop(key, None)
        return tuple(tables.places()[key] for key in denied)

    @cached_property
    def only_place(self) -> Place | None:
        """Where everything plays, when the newest note of that kind says so: "all at the harbour"."""
        for note in (*reversed(self.notes), self.film.brief.notes, self.film.brief.theme):
            keys = tables.lexicon("places").keys(affirmed_part(note))
            if keys and book("everywhere").find(note):
                return tables.places()[keys[-1]]
        return None

    @cached_property
    def sung_places(self) -> tuple[Place, ...]:
        """Places the lyrics name, the most sung first."""
        counted = Counter(hit.key for hit in tables.lexicon("places").find(self.sung))
        return tuple(tables.places()[key] for key, _ in counted.most_common())

    @cached_property
    def end_places(self) -> tuple[Place, ...]:
        """Places the ending names, those that are told elsewhere first; else where a thing it
        names is at home."""
        keys = tables.lexicon("places").keys(self.ending)
        keys.sort(key=lambda key: tables.places()[key] not in self.told_places)
        at_home = [tables.things()[key].at for key in tables.lexicon("things").keys(self.ending)]
        return tuple(tables.places()[key] for key in (*keys, *filter(None, at_home)))

    @cached_property
    def told_things(self) -> tuple[Thing, ...]:
        """Things the brief names, its characters' included."""
        text = f"{self.told}\n{self.ending}"
        return tuple(tables.things()[key] for key in tables.lexicon("things").keys(text))

    @cached_property
    def asked_things(self) -> tuple[Thing, ...]:
        """Things that theme, characters and notes ask to see."""
        keys = tables.lexicon("things").affirmed(self.wished)
        return tuple(tables.things()[key] for key in keys)

    @cached_property
    def wished(self) -> str:
        """What theme, characters and notes ask to see, the newest first."""
        brief = self.film.brief
        theme = _ABOUT.sub("", brief.theme)
        return "\n".join((*self.notes, brief.notes, brief.characters, theme))

    @cached_property
    def unknown_note(self) -> str:
        """The last note that no table knows; it goes along as words."""
        books = [tables.lexicon(name) for name in ("things", "places", "moods", "styles")]
        books += [tables.lexicon("hours", "hours"), tables.lexicon("hours", "weather")]
        lost = [n for n in self.notes if not understood(n) and not any(b.find(n) for b in books)]
        return _phrase(lost[-1]) if lost else ""

    @cached_property
    def directed(self) -> str:
        """A treatment that somebody else wrote (a person, a model); empty where it is ours."""
        treatment = self.film.treatment
        if treatment is None or any(mark in treatment.logline for mark in _our_marks()):
            return ""
        return f"{treatment.logline}\n{treatment.synopsis}"

    @cached_property
    def sung_things(self) -> tuple[Thing, ...]:
        """Things the lyrics name, the most sung first."""
        counted = Counter(hit.key for hit in tables.lexicon("things").find(self.sung))
        found = (tables.things()[key] for key, _ in counted.most_common())
        return tuple(thing for thing in found if self.may_show(thing))

    def may_show(self, thing: Thing) -> bool:
        """False for what shows part of a body in a film without people."""
        return self.has_people or not thing.body

    @cached_property
    def end_actions(self) -> tuple[Action, ...]:
        """What people do at the end."""
        return tuple(
            tables.actions()[key] for key in tables.lexicon("actions").affirmed(self.ending)
        )

    @cached_property
    def moods(self) -> tuple[Manner, ...]:
        """Moods: those asked for, the brief's, else one that fits the song."""
        keys = dict.fromkeys((*self.wishes.moods, *self._own_moods))
        return tuple(tables.manners("moods")[key] for key in keys)

    @cached_property
    def _own_moods(self) -> tuple[str, ...]:
        """The moods before any note: a note changes the tone, not the story."""
        brief = self.film.brief
        said = tables.lexicon("moods").keys(f"{brief.mood}\n{brief.look}\n{brief.theme}")
        return (*said, self._heard_mood())

    def _heard_mood(self) -> str:
        song = self.film.song
        sung = tables.lexicon("moods").keys(self.sung)
        if sung:
            return sung[0]
        lively = song is not None and song.tempo_millibpm > 118_000
        return self.luck.pick(
            ("joyful", "hopeful", "epic") if lively else ("longing", "calm", "nostalgic"), "mood"
        )

    @cached_property
    def styles(self) -> tuple[Manner, ...]:
        """Styles by name: the note's, the look's, the mood's."""
        brief = self.film.brief
        keys = tables.lexicon("styles").keys(
            "\n".join((*reversed(self.notes), brief.look, brief.mood, brief.notes))
        )
        first = (self.wishes.style,) if self.wishes.style else ()
        return tuple(tables.manners("styles")[key] for key in dict.fromkeys((*first, *keys)))

    @cached_property
    def told_hours(self) -> tuple[Hour, ...]:
        """Hours the brief names, in order."""
        brief = self.film.brief
        text = f"{brief.theme}\n{brief.look}\n{brief.notes}\n{brief.mood}"
        return tuple(tables.hours()[key] for key in tables.lexicon("hours", "hours").keys(text))

    @cached_property
    def end_hour(self) -> Hour | None:
        """The hour of the ending."""
        keys = tables.lexicon("hours", "hours").keys(self.ending)
        return tables.hours()[keys[0]] if keys else None

    @cached_property
    def weather(self) -> Weather | None:
        """The weather: asked for, told, or sung of again and again."""
        book = tables.lexicon("hours", "weather")
        sung = Counter(hit.key for hit in book.find(self.sung)).most_common(1)
        heard = [key for key, count in sung if count >= 3]
        key = next(iter((*filter(None, (self.wishes.weather,)), *book.keys(self.told), *heard)), "")
        return tables.weathers().get(key)

    @cached_property
    def shape(self) -> Shape:
        """The kind of story: what the theme says weighs most, then brief and ending, then lyrics."""
        if not self.has_people:
            return tables.shapes()["places"]
        book, brief = tables.lexicon("shapes"), self.film.brief
        new = "\n".join(affirmed_part(n) for n in self.notes if not understood(n))
        weights = ((brief.theme, 6), (new, 6), (brief.notes, 3), (brief.ending, 2))
        score: Counter[str] = Counter()
        more = ((brief.characters, 1), (brief.mood, 2), (self.directed, 4))
        for text, weight in (*weights, *more):
            _score(score, book.find(text), weight)
        _score(score, book.find(self.sung), 1)
        score.update({self._moods_shape(): 30 if brief.mood.strip() else 10})
        del score["places"]
        return tables.shapes()[score.most_common(1)[0][0]]

    def _moods_shape(self) -> str:
        table = {
            "joyful": "celebration", "playful": "celebration", "angry": "defiance", "tense": "city_night",
            "dark": "dream", "dreamy": "dream", "nostalgic": "growing_up", "romantic": "reunion",
            "sensual": "reunion", "spiritual": "prayer", "lonely": "city_night", "epic": "journey",
            "hopeful": "journey", "longing": "waiting", "melancholy": "parting", "calm": "journey",
        }  # fmt: skip
        return table.get(self._own_moods[0], "journey")

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The song's sections; empty before analysis."""
        return self.film.song.sections if self.film.song else ()

    def lines_of(self, section: Section) -> tuple[LyricLine, ...]:
        """The lines that begin in a section."""
        song: Song | None = self.film.song
        lines = song.lyrics if song else ()
        return tuple(x for x in lines if section.start_frame <= x.start_frame < section.end_frame)


def _score(score: Counter[str], hits: list[Hit], weight: int) -> None:
    """Each shape once per text, in tenths; a phrase says more than a word, and what comes first
    a little more than what follows."""
    best: dict[str, int] = {}
    for place, hit in enumerate(hits):
        worth = weight * 10 + (weight * 4 if hit.length > 1 else 0) + (3 if place == 0 else 0)
        best[hit.key] = max(best.get(hit.key, 0), worth)
    score.update(best)


@cache
def _acts() -> frozenset[str]:
    """Hebrew verbs of the actions' table, as one word each, infinitives left out."""
    rows = tables.table("actions").values()
    words = (word for row in rows for word in row["he"] if " " not in word)
    return frozenset(word for word in words if not word.startswith("ל"))


@cache
def _our_marks() -> tuple[str, ...]:
    """The longest fixed stretch of each story shape's logline, by which ours are known."""
    texts = [text for shape in tables.shapes().values() for text in shape.logline]
    pieces = [re.split(r"\{[^}]*\}|\[[^\]]*\]|<[^>]*>", text) for text in texts]
    return tuple(max(piece, key=len) for piece in pieces)


def replace_extra(person: Person) -> Person:
    """A person found in running text: the rest of the sentence is no description of them."""
    return Person(person.noun, person.sex, person.age, person.many, person.name)


def _phrase(text: str) -> str:
    """Words that can stand inside a sentence: one line, no stop at the end, at most 160 letters."""
    text = re.sub(r"\s+", " ", text).strip().rstrip(".!… ")
    if len(text) > 160:
        text = text[:160].rsplit(" ", 1)[0] + "…"
    first = text[:1]
    proper = text.split(" ")[0][1:2].isupper() or text.split(" ")[0] in ("I", "I'm", "I'll")
    return first.lower() + text[1:] if first and not proper and not _is_name(text) else text


def _is_name(text: str) -> bool:
    people = read_people(text.partition(" ")[0])
    return bool(people and people[0].name[0])
