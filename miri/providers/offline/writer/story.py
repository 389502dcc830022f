"""The Story: who it is about, where it happens, and what each section of the song tells.

Why here: treatment, scenes and shots are three views of one story; it is made once, from the
reading, and always comes out the same.
Next: treatment.py, scene_plan.py, shots.py (the views).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from miri.domain.asset import Asset, AssetKind
from miri.domain.song import Section, SectionLabel
from miri.providers.offline.writer import tables
from miri.providers.offline.writer.casting import Character, cast, of_asset
from miri.providers.offline.writer.garments import ANIMALS
from miri.providers.offline.writer.people import Person
from miri.providers.offline.writer.reading import Reading
from miri.providers.offline.writer.tables import Beat, Pair, Place, Thing
from miri.providers.offline.writer.wording import Word, Wording, tidy

FUNCTIONS = {
    SectionLabel.INTRO: "open",
    SectionLabel.VERSE: "verse",
    SectionLabel.PRECHORUS: "lift",
    SectionLabel.CHORUS: "chorus",
    SectionLabel.BRIDGE: "bridge",
    SectionLabel.INSTRUMENTAL: "break",
    SectionLabel.OUTRO: "close",
}
VAGUE = ("glass", "clock", "radio", "money", "mirror")
"""Things that songs name without meaning the thing."""
NO_PROPS = ("shoes", "light", "toy", *ANIMALS)
"""What nobody carries through a film, though a film may hold it."""
ROLES = ("home", "heart", "far", "end")


@dataclass(frozen=True)
class Part:
    """One section of the song, told. `cast` is lead, other, both or none."""

    index: int
    section: Section
    name: str
    role: str
    cast: str
    title: str
    text: str
    props: bool


@dataclass(frozen=True)
class Story:
    """A reading made into a story."""

    reading: Reading

    @cached_property
    def characters(self) -> tuple[Character, ...]:
        """The cast, lead first: those already defined in the film, else the brief's."""
        if not self.reading.has_people:
            return ()
        known = [a for a in self.reading.film.assets.values() if a.kind is AssetKind.CHARACTER]
        found = tuple(self.played_by(asset) for asset in known) or self._written
        return found[: self.reading.wishes.cast]

    @cached_property
    def _written(self) -> tuple[Character, ...]:
        """The cast as the brief alone gives it."""
        return cast(self._wanted_people(), self.reading.luck, self.reading.singer_sex)

    def played_by(self, asset: Asset) -> Character:
        """The character an asset stands for: one of ours where the name is ours, with the words
        the asset has now."""
        ours = {c.asset(self.reading.language).name: c for c in self._written}
        if asset.name in ours:
            return replace(ours[asset.name], description=asset.description or asset.name)
        return of_asset(asset, self.reading.singer_sex)

    def _wanted_people(self) -> tuple[Person, ...]:
        """The brief's people; a singer where it names none; who meets or kisses needs another."""
        people = self.reading.people or (Person(sex=self.reading.singer_sex),)
        pair = any(action.pair for action in self.reading.end_actions)
        needs_two = self.reading.shape.key == "reunion" or pair
        if len(people) == 1 and needs_two and not people[0].many:
            other = "m" if (people[0].sex or self.reading.singer_sex) == "f" else "f"
            people = (*people, Person(sex=other))
        return people

    @property
    def lead(self) -> Character | None:
        """Whom it is about; None in a film without people."""
        return self.characters[0] if self.characters else None

    @property
    def other(self) -> Character | None:
        """The second person, if there is one."""
        return self.characters[1] if len(self.characters) > 1 else None

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Where the story's roles lie: what the brief says first, then the lyrics, then the shape."""
        reading, defaults = self.reading, self.reading.shape.places
        if reading.only_place:
            return dict.fromkeys(ROLES, reading.only_place)
        end = next(iter(reading.end_places), None)
        found: dict[str, Place] = {}
        for role in ("heart", "home", "far"):
            wanted = tables.places()[defaults[role]]
            if wanted in reading.told_places:
                found[role] = wanted
        outside_home = not tables.places()[defaults["home"]].inside
        for place in reading.told_places:
            order = ("home", "far", "heart") if place.inside else ("heart", "far")
            order = ("far", "heart") if place.narrow else order
            order = (*order, "home") if outside_home else order
            role = next((r for r in order if r not in found), None)
            if role and place not in found.values() and place != end:
                found[role] = place
        sung = [p for p in reading.sung_places if p not in found.values() and p != end]
        if "heart" not in found and sung:
            found["heart"] = next((p for p in sung if p.key == defaults["heart"]), sung[0])
        return self._filled(found, end)

    def _filled(self, found: dict[str, Place], end: Place | None) -> Mapping[str, Place]:
        defaults = self.reading.shape.places
        alone = self.reading.told_places[0] if len(self.reading.told_places) == 1 else None
        if alone is not None:  # who names one place wants to be there, not to hear of it once
            found.setdefault("home", alone)
            found.setdefault("heart", alone)
            if found.get("far") == alone:
                del found["far"]
            end = end or alone
        for role in ROLES[:3]:
            if role not in found:
                spare = (defaults[role], *defaults.values(), "street", "room", "rooftop")
                taken = {p.key for p in (*found.values(), *self.reading.denied_places)}
                found[role] = tables.places()[next(key for key in spare if key not in taken)]
        told = bool(self.reading.ending)
        last = tables.places()[defaults["end"]]
        told = told or last in self.reading.denied_places
        found["end"] = end or (found["heart"] if told else last)
        if self.reading.wishes.one_place:
            return dict.fromkeys(ROLES, found["heart"])
        return found

    @cached_property
    def prop(self) -> Thing:
        """What is carried through the film: told, or sung, or the shape's own."""
        reading = self.reading
        told = [t for t in reading.told_things if t.looks and t.key not in NO_PROPS]
        sung = [t for t in reading.sung_things if t.looks and t.key not in (*NO_PROPS, *VAGUE)]
        return next(iter((*told, *sung)), tables.things()[reading.shape.prop])

    @cached_property
    def companions(self) -> tuple[Thing, ...]:
        """What the brief and the notes ask to see besides, at most two: "add a dog"."""
        named = self.reading.asked_things
        return tuple(t for t in named if t.looks and t != self.prop and t.key != "light")[:2]

    @cached_property
    def motifs(self) -> tuple[Thing, ...]:
        """Images that the lyrics keep returning to, at most two."""
        return tuple(t for t in self.reading.sung_things if t != self.prop)[:2]

    @cached_property
    def wording(self) -> Wording:
        """How sentences of this story name its people, places and things."""
        language = self.reading.language
        words: dict[str, Word] = {"prop": named(self.prop, language)}
        for role, place in self.places.items():
            words[role] = named(place, language)
            words[f"at_{role}"] = Word(place.at[language == "he"])
        if self.lead:
            words["who"] = self.lead.word(language)
        if self.other:
            words["other"] = self.other.word(language)
        return Wording(language, _turn(self.lead), _turn(self.other), words)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Every section of the song, told; one part where the song has no sections yet."""
        sections = self.reading.sections or (_whole(self.reading),)
        return tuple(self._part(i, section, sections) for i, section in enumerate(sections))

    def _part(self, index: int, section: Section, sections: tuple[Section, ...]) -> Part:
        alike = [i for i, s in enumerate(sections) if s.label is section.label]
        nth = alike.index(index)
        name = self.wording.of(tables.phrase("sections", section.label.value))
        beat, text = self._told(section, nth, len(alike))
        last = index == len(sections) - 1
        role = "end" if last and (self.reading.end_places or beat.place == "end") else beat.place
        closes = last and section.label is SectionLabel.OUTRO
        return Part(
            index=index,
            section=section,
            name=f"{name} {nth + 1}" if len(alike) > 1 else name,
            role=role,
            cast=self._cast_of(beat),
            title=self.wording.of(beat.title),
            text=self._ending_text(text) if closes else text,
            props="{prop" in beat.text[0].lower(),
        )

    def _told(self, section: Section, nth: int, count: int) -> tuple[Beat, str]:
        """The beat of the nth section of its kind; when a song has more of them than the shape
        has beats, further sentences take over."""
        function = FUNCTIONS[section.label]
        beats = [b for b in self.reading.shape.beats[function] if self._can_tell(b)]
        if nth < len(beats) and not (function == "chorus" and 0 < nth == count - 1):
            return beats[nth], self.wording.of(beats[nth].text)
        if nth == count - 1:
            return beats[-1], self.wording.of(beats[-1].text)
        empty = "" if self.lead else "empty_"
        kind = "chorus" if function == "chorus" else "verse"
        more = tables.further(empty + kind)
        role, words = more[(nth - len(beats)) % len(more)]
        return replace(beats[nth % len(beats)], place=role), self.wording.of(words)

    def _can_tell(self, beat: Beat) -> bool:
        alone = beat.cast in ("other", "both") and self.other is None
        return not alone and self.wording.knows(beat.text)

    def _cast_of(self, beat: Beat) -> str:
        return beat.cast if self.lead else "none"

    def _ending_text(self, text: str) -> str:
        if not self.reading.ending:
            return text
        return self.said("treatment", "end_told", ending=self.reading.ending)

    def said(self, group: str, name: str, **words: str | Word) -> str:
        """A phrase of the tables, put in words."""
        return tidy(self.wording.with_words(**words).of(tables.phrase(group, name)))

    def pair(self, pair: Pair) -> str:
        """Our language's text of a pair."""
        return self.wording.of(pair)


def named(thing: tables.Named, language: str) -> Word:
    """How a place or a thing stands in a sentence."""
    text = thing.name[language == "he"]
    definite = language == "he" and text.startswith("ה") and not text.startswith("היכל")
    return Word(text, thing.sex, thing.many, definite)


def _turn(character: Character | None) -> str:
    if character is None:
        return "f"
    return "p" if character.many else character.sex


def _whole(reading: Reading) -> Section:
    song = reading.film.song
    frames = song.frames if song else 1
    return Section(id="section_0", label=SectionLabel.VERSE, start_frame=0, end_frame=frames)
