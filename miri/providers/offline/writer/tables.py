"""The writer's tables as values: places, things, moods, hours, people, story shapes, phrases.

Why here: everything the offline writer knows of the world lies in tables/*.toml, in English and
Hebrew; adding an entry there is all it takes to teach it.
Next: reading.py, which finds these things in a brief and a song.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from miri.providers.offline.writer.lexicon import IDIOM, Lexicon

Pair = tuple[str, str]
"""The same words in English and in Hebrew."""
HEX = re.compile("#[0-9A-Fa-f]{6}")


@dataclass(frozen=True)
class Still:
    """A picture at rest, in both languages, and what moves in it (English)."""

    said: Pair
    motion: str = ""


@dataclass(frozen=True)
class Named:
    """Something with a name. `sex` is the Hebrew name's: m, f or p; `many`: plural in English."""

    key: str
    name: Pair
    sex: str = "m"
    many: bool = False


@dataclass(frozen=True)
class Place(Named):
    """A place; `spots` are poses at rest, `details` pictures without people."""

    at: Pair = ("", "")
    looks: str = ""
    inside: bool = False
    narrow: bool = False
    spots: tuple[Still, ...] = ()
    details: tuple[Still, ...] = ()


@dataclass(frozen=True)
class Thing(Named):
    """Something a song sings of; `looks` is empty where it can't be a prop; `where` its picture
    plays: in, out, or empty for anywhere; `at` the place where it is at home; `body`: part
    of somebody is in it."""

    sight: Still = Still(("", ""))
    looks: str = ""
    where: str = ""
    at: str = ""
    body: bool = False


@dataclass(frozen=True)
class Action:
    """What somebody does; `pair`: it takes two; `far`: seen from afar, `on` a place of its own."""

    key: str
    still: Still
    pair: bool
    far: Still | None = None
    on: str = ""


@dataclass(frozen=True)
class Manner:
    """A mood or a style: what it does to palette, light and lens. `calm`: 0 restless .. 3."""

    key: str
    tone: Pair
    palette: tuple[str, ...]
    light: str
    light_said: Pair
    lens: int
    grain: int
    calm: int = 1


@dataclass(frozen=True)
class Hour:
    """An hour of the day; `order` counts on from noon."""

    key: str
    said: Pair
    light: str
    indoors: str
    order: int


@dataclass(frozen=True)
class Weather:
    """A weather, as a clause of a still and as motion."""

    key: str
    said: Pair
    scene: str
    motion: str


@dataclass(frozen=True)
class Beat:
    """One step of a story. `place` is a role; `cast` lead, other, both or none."""

    place: str
    cast: str
    title: Pair
    text: Pair


@dataclass(frozen=True)
class Shape:
    """A kind of story: default places by role, hours, the prop, and beats by function."""

    key: str
    places: Mapping[str, str]
    hours: tuple[str, ...]
    prop: str
    logline: Pair
    movement: Pair
    beats: Mapping[str, tuple[Beat, ...]]


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML file of tables/, read once."""
    path = files("miri.providers.offline.writer").joinpath("tables", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def pair(row: Any) -> Pair:
    """The first two texts of a row."""
    return (row[0], row[1])


def still(row: Any) -> Still:
    """A row of [English, Hebrew] or [English, Hebrew, motion]."""
    return Still(pair(row), row[2] if len(row) > 2 else "")


def _named(key: str, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": key,
        "name": pair(row["name"]),
        "sex": row.get("sex", "m"),
        "many": row.get("many", False),
    }


@cache
def places() -> dict[str, Place]:
    """Every place by key; `anywhere` is the last."""
    rows = {**table("places_home"), **table("places_city"), **table("places_nature")}
    return {key: _place(key, row) for key, row in {**rows, **table("anywhere")}.items()}


def _place(key: str, row: dict[str, Any]) -> Place:
    return Place(
        **_named(key, row),
        at=pair(row["at"]),
        looks=row["looks"],
        inside=row.get("inside", False),
        narrow=row.get("narrow", False),
        spots=tuple(still(spot) for spot in row["spots"]),
        details=tuple(still(detail) for detail in row["details"]),
    )


@cache
def things() -> dict[str, Thing]:
    """Every thing by key."""
    return {
        key: Thing(
            **_named(key, row),
            sight=Still(pair(row["sight"]), row["motion"]),
            looks=row.get("prop", ""),
            where=row.get("where", ""),
            at=row.get("at", ""),
            body=row.get("body", False),
        )
        for key, row in table("things").items()
    }


@cache
def actions() -> dict[str, Action]:
    """Every action by key."""
    return {
        key: Action(
            key=key,
            still=Still(pair(row["pose"]), row["motion"]),
            pair=row.get("pair", False),
            far=Still(pair(row["far"]), row["motion"]) if "far" in row else None,
            on=row.get("on", ""),
        )
        for key, row in table("actions").items()
    }


@cache
def manners(name: str) -> dict[str, Manner]:
    """The moods or the styles, by key."""
    return {
        key: Manner(
            key=key,
            tone=pair(row.get("tone") or row["said"]),
            palette=tuple(row.get("palette", ())),
            light=row["light"],
            light_said=pair(row.get("light_said") or row["said"]),
            lens=row["lens"],
            grain=row["grain"],
            calm=row.get("calm", 1),
        )
        for key, row in table(name).items()
    }


@cache
def hours() -> dict[str, Hour]:
    """Every hour by key."""
    return {
        key: Hour(key, pair(row["said"]), row["light"], row["indoors"], row["order"])
        for key, row in table("hours")["hours"].items()
    }


@cache
def weathers() -> dict[str, Weather]:
    """Every weather by key."""
    return {
        key: Weather(key, pair(row["said"]), row["scene"], row["motion"])
        for key, row in table("hours")["weather"].items()
    }


@cache
def shapes() -> dict[str, Shape]:
    """Every story shape by key."""
    rows = {**table("shapes_heart"), **table("shapes_road")}
    return {key: _shape(key, row) for key, row in rows.items()}


def _shape(key: str, row: dict[str, Any]) -> Shape:
    functions = ("open", "verse", "lift", "chorus", "bridge", "break", "close")
    return Shape(
        key=key,
        places=row["places"],
        hours=tuple(row["hours"]),
        prop=row["prop"],
        logline=pair(row["logline"]),
        movement=pair(row["movement"]),
        beats={name: tuple(_beat(beat) for beat in row[name]) for name in functions},
    )


def _beat(row: dict[str, Any]) -> Beat:
    return Beat(row["place"], row["cast"], pair(row["title"]), pair(row["text"]))


def phrase(group: str, name: str) -> Pair:
    """A sentence of phrases.toml."""
    return pair(table("phrases")[group][name])


def further(kind: str) -> tuple[tuple[str, Pair], ...]:
    """Sentences for sections beyond a story's beats: the role of the place, and the words."""
    return tuple((row[0], pair(row[1:])) for row in table("phrases")["more"][kind])


@cache
def poses(kind: str) -> tuple[Still, ...]:
    """The poses of a kind of shot."""
    return tuple(still(row) for row in table("shots")["poses"][kind])


@cache
def lexicon(name: str, group: str = "") -> Lexicon:
    """The words of a table, or of one group of it. Cached."""
    names = {"places": ("places_city", "places_nature", "places_home")}.get(name, (name,))
    names = {"shapes": ("shapes_heart", "shapes_road")}.get(name, names)
    rows: dict[str, Any] = {}
    for part in names:
        rows |= table(part)[group] if group else table(part)
    idioms = {IDIOM: table("idioms").get(name, ())}
    return Lexicon({**idioms, **{key: words_of(row) for key, row in rows.items()}})


def words_of(row: dict[str, Any]) -> Iterable[str]:
    """All words that mean a row, in both languages."""
    return (*row["en"], *row["he"])
