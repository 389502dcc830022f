"""Reading a prompt: words in, a plan of the picture out. No drawing happens here.

Why here: everything that is guessed from language is guessed in one place.
Next: words/ (the tables), composition.py (who acts on the plan).
"""

from dataclasses import dataclass

from miri.domain.prompt import ImagePrompt, Subject, SubjectKind
from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import from_hex
from miri.providers.offline.artist.palette import Palette
from miri.providers.offline.artist.words.lexicon import lexicon, table, tokens

GLOWING = ("stage", "club")
OPEN_INDOORS = ("train", "car")
OWNERS = frozenset(("her", "his", "him", "hers", "אם", "בת", "בן", "אב", "אח", "אבא", "שלו", "שלה"))
"""Words that own something or mean something else, and so show nobody."""
NOBODY = frozenset(("no", "not", "without", "nobody", "never", "empty", "אין", "בלי", "ללא", "לא"))
LIKENESS = frozenset(
    (
        "photograph",
        "photo",
        "picture",
        "portrait",
        "statue",
        "shadow",
        "painting",
        "poster",
        "drawing",
    )
)


@dataclass(frozen=True)
class Reading:
    """What a prompt asks for. `place_key` is the text whose hash fixes how the place looks."""

    place: str
    place_key: str
    hour: str
    weather: frozenset[str]
    moods: frozenset[str]
    people: tuple[Subject, ...]
    things: tuple[Subject, ...]
    palette: Palette
    text: str

    @property
    def indoors(self) -> bool:
        """Does weather stay outside?"""
        rooms = table("places")["indoors"]
        return self.place in rooms["names"] or self.place in rooms["dark"] or self.place == "studio"


def read(prompt: ImagePrompt) -> Reading:
    """Read a whole prompt."""
    places = [s.description for s in prompt.subjects if s.type is SubjectKind.PLACE]
    key = " ".join(tokens(" ".join(places) or prompt.scene))
    text = " . ".join([prompt.scene, *places, prompt.lighting, prompt.style])
    place = _place(prompt, places, key)
    weather = frozenset(lexicon("hours", "weather").names(text))
    told = " . ".join([text, *(s.pose for s in prompt.subjects)])
    moods = frozenset(lexicon("hours", "mood").names(told))
    hour = _hour(prompt, places, place, weather, key)
    return Reading(
        place=place,
        place_key=f"{place} {key}",
        hour=hour,
        weather=weather,
        moods=moods,
        people=_people(prompt, place == "studio"),
        things=_things(prompt, place == "studio"),
        palette=_palette(prompt, place, hour, moods, key),
        text=text.lower(),
    )


def _place(prompt: ImagePrompt, places: list[str], key: str) -> str:
    """Score every place by where its words stand: the scene counts more than the subjects."""
    words = lexicon("places")
    general = table("places")["general"]
    scores: dict[str, float] = {}
    sources = [(prompt.scene, 3.0), *((text, 3.2) for text in places)]
    sources += [(s.description + " " + s.pose, 0.6) for s in prompt.subjects]
    sources += [(prompt.lighting, 0.5), (prompt.style, 0.4)]
    for text, weight in sources:
        best: dict[str, float] = {}
        for rank, hit in enumerate(words.find(text)):
            value = weight * (1 + 0.35 * (hit.length - 1)) / (1 + 0.3 * rank)
            value *= general.get(hit.name, 1.0)
            best[hit.name] = max(best.get(hit.name, 0.0), value)
        for name, value in best.items():
            scores[name] = scores.get(name, 0.0) + value
    if scores.get("studio", 0) > 2:
        return "studio"
    if scores:
        return max(scores, key=lambda name: scores[name])
    return Chance("place", key).choice(table("places")["fallback"]["outdoors"])


def _hour(
    prompt: ImagePrompt, places: list[str], place: str, weather: frozenset[str], key: str
) -> str:
    if place == "studio":
        return "studio"
    if place in GLOWING:
        return "stage"
    words = lexicon("hours")
    said = ""
    for text in (prompt.scene, *places, prompt.lighting, prompt.style):
        names = words.names(text)
        if names:
            said = _surest(names)
            break
    rooms = table("places")["indoors"]["names"]
    if place in rooms and place not in OPEN_INDOORS:
        if not said:
            return Chance("hour", key).choice(("room_day", "room_night"))
        dark = {said} if said in ("night", "dusk", "storm") else set(words.names(prompt.scene))
        return "room_night" if dark & {"night", "dusk", "storm"} else "room_day"
    if not said:
        said = _usual_hour(prompt, weather, key)
    return said


def _surest(names: list[str]) -> str:
    """The first hour named; mere weather ("misty morning") counts only if nothing else is said."""
    faint = ("overcast", "fog", "day")
    sure = [name for name in names if name not in faint]
    return (sure or names)[0]


def _usual_hour(prompt: ImagePrompt, weather: frozenset[str], key: str) -> str:
    if "rain" in weather:
        return "overcast"
    if "fog" in weather:
        return "fog"
    if weather & {"stars", "moon", "aurora", "fireflies"}:
        return "night"
    lights = [from_hex(code).lightness for code in prompt.palette]
    if lights and sum(lights) / len(lights) < 0.4:
        return "night"
    return Chance("hour", key).choice(("sunset", "dusk", "day", "dawn", "sunset", "night"))


def _people(prompt: ImagePrompt, plate: bool) -> tuple[Subject, ...]:
    """The people of the cast; else whoever the scene's own words name. On a reference plate
    clothes are shown on a dummy.
    """
    people = tuple(s for s in prompt.subjects if s.type is SubjectKind.PERSON)
    if plate:
        people += tuple(_dummy(s) for s in prompt.subjects if _is_outfit(s))
    if not people and not plate and names_somebody(prompt.scene):
        return (Subject(description=prompt.scene, pose=prompt.scene),)
    return people


def names_somebody(scene: str) -> bool:
    """Does a scene say that somebody is seen? "her coat", "no one", "a man's hat",
    "a photograph of a woman" do not.
    """
    words = tokens(scene)
    hits = lexicon("people", "sex").find(scene) + lexicon("people", "many").find(scene)
    return any(_seen(words, hit.at) for hit in hits)


def _seen(words: list[str], at: int) -> bool:
    if words[at] in OWNERS or words[at].endswith(("'s", "s'")):
        return False
    before = words[max(0, at - 4) : at]
    return not NOBODY & set(before) and not (set(before[-3:]) & LIKENESS and "of" in before)


def _things(prompt: ImagePrompt, plate: bool) -> tuple[Subject, ...]:
    kinds = (SubjectKind.ANIMAL, SubjectKind.OBJECT)
    return tuple(s for s in prompt.subjects if s.type in kinds and not (plate and _is_outfit(s)))


def _is_outfit(subject: Subject) -> bool:
    """Clothes shown by themselves, as on a reference plate."""
    if subject.type is not SubjectKind.OBJECT or lexicon("things").find(subject.description):
        return False
    slots = {hit.name.split(".")[0] for hit in lexicon("garments").find(subject.description)}
    return bool(slots & {"coat", "top", "bottom"})


def _dummy(subject: Subject) -> Subject:
    """The outfit on a faceless dummy."""
    words = f"mannequin wearing {subject.description}"
    return subject.model_copy(update={"type": SubjectKind.PERSON, "description": words})


def _palette(
    prompt: ImagePrompt, place: str, hour: str, moods: frozenset[str], key: str
) -> Palette:
    if prompt.palette:
        return Palette.of(*prompt.palette)
    looks = table("looks")
    own = looks["place"].get(place, {}).get(hour)
    chance = Chance("palette", key)
    mood = next((m for m in ("noir", "dream", "fierce") if m in moods), "")
    if mood and hour != "studio":
        return Palette.of(*chance.choice(looks["mood"][mood]))
    return Palette.of(*chance.choice(own or looks["hour"][hour]))
