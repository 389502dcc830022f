"""The composition: all layers of one picture, back to front, ready to be painted.

Why here: a still paints these layers once, a clip moves them apart; both start here.
Next: still.py, clip.py.
"""

from dataclasses import dataclass

from miri.domain.prompt import Framing, ImagePrompt
from miri.providers.offline.artist.bokeh import neon
from miri.providers.offline.artist.cast import Actor, actors, lead_x, staged
from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.close import close_layers
from miri.providers.offline.artist.figure.crowd import silhouettes
from miri.providers.offline.artist.finish import corners
from miri.providers.offline.artist.grade import PLAIN, Grade, grade
from miri.providers.offline.artist.ground import OPEN
from miri.providers.offline.artist.hours import snowed, tones
from miri.providers.offline.artist.ink import Ink
from miri.providers.offline.artist.liveliness import act as acted
from miri.providers.offline.artist.liveliness import flicker
from miri.providers.offline.artist.overhead import overhead_layers
from miri.providers.offline.artist.places.atlas import atlas
from miri.providers.offline.artist.plate import Pixels
from miri.providers.offline.artist.props import Prop, draw_prop, props
from miri.providers.offline.artist.reading import Reading, read
from miri.providers.offline.artist.scenery import Layer, Scenery
from miri.providers.offline.artist.shape import Point
from miri.providers.offline.artist.troupe import Troupe
from miri.providers.offline.artist.view import View
from miri.providers.offline.artist.weather import weather
from miri.providers.offline.artist.words.lexicon import lexicon

RISE, ASIDE = 0.035, 0.07

TELEVISION = ("vhs", "crt", "scanline", "camcorder", "video tape", "videotape", "וידאו ביתי")
NEON = ("neon", "synthwave", "vaporwave", "cyberpunk", "ניאון")
SUN_HEIGHT = {"sunset": -0.06, "dawn": -0.1, "dusk": -0.03}


@dataclass(frozen=True)
class Composition:
    """One picture, composed."""

    view: View
    scenery: Scenery
    layers: tuple[Layer, ...]
    actors: tuple[Actor, ...]
    grade: Grade = PLAIN
    lines: bool = False
    """Seen on a television, row by row."""

    @property
    def corners(self) -> Pixels:
        """What lies over the whole picture: a vignette, perhaps rows."""
        view = self.view
        ink = self.grade.rgb(self.scenery.tones.ink)
        return corners(view.width, view.height, *ink, lines=self.lines)


def compose(prompt: ImagePrompt, seed: int, width: int, height: int) -> Composition:
    """Read a prompt and lay out its picture; the same arguments give the same composition."""
    view = _view(prompt, seed, width, height)
    reading = read(prompt)
    scenery = _scenery(reading, view, seed)
    background = (
        overhead_layers(scenery, reading) if view.overhead else atlas()[reading.place](scenery)
    )
    layers = [layer for layer in background if layer.behind]
    layers += [] if view.overhead else flicker(scenery)
    if any(word in prompt.style.lower() for word in NEON) and scenery.tones.dark:
        layers.append(Layer("neon", 0.4, lambda ink: neon(ink, scenery)))
    if _peopled(reading, view):
        layers.append(Layer("passers", 0.62, lambda ink: _passers(ink, scenery, reading)))
    cast = [] if view.overhead else [staged(a, 0.0) for a in actors(reading, scenery)]
    layers += _subject_layers(reading, scenery, cast)
    layers += [layer for layer in background if not layer.behind]
    layers += weather(scenery)
    return Composition(view, scenery, tuple(layers), tuple(cast), grade(prompt), _lines(prompt))


def _lines(prompt: ImagePrompt) -> bool:
    return any(word in prompt.style.lower() for word in TELEVISION)


def _view(prompt: ImagePrompt, seed: int, width: int, height: int) -> View:
    """Each take's camera stands a little higher or lower, a little more to one side; steps of
    the golden ratio keep neighbouring takes apart.
    """
    high, side = ((seed % 9973 * step) % 1 * 2 - 1 for step in (0.6180340, 0.7548777))
    return View(width, height, prompt.camera, RISE * high, ASIDE * side)


def _scenery(reading: Reading, view: View, seed: int) -> Scenery:
    place, shot = Chance("place", reading.place_key), Chance("shot", seed)
    plan = tones(reading.palette, reading.hour)
    if "snow" in reading.weather and not reading.indoors:
        plan = snowed(plan)
    x = lead_x(reading, view, shot)
    return Scenery(
        view=view,
        palette=reading.palette,
        tones=plan,
        place=place,
        shot=shot,
        weather=reading.weather,
        moods=reading.moods,
        text=reading.text,
        subject_x=x,
        sun=_sun(reading, view, shot, x),
        indoors=reading.indoors,
        open_air=reading.place in OPEN,
        faces_us=_faces_us(reading),
    )


def _faces_us(reading: Reading) -> bool:
    turns = lexicon("poses", "turns")
    return any("back" not in turns.names(person.pose) for person in reading.people)


def _sun(reading: Reading, view: View, shot: Chance, subject_x: float) -> Point:
    """Where the light stands in the sky: near the subject, so that it is seen against it."""
    side = shot.stream("sun").choice((-1, 1))
    away = shot.stream("sun distance").between(0.06, 0.24)
    x = subject_x + side * view.x(away)
    if reading.hour in SUN_HEIGHT:
        return Point(x, view.horizon + view.y(SUN_HEIGHT[reading.hour]))
    high = view.horizon * shot.stream("sun height").between(0.24, 0.42)
    return Point(x + side * view.x(0.08), max(view.y(0.1), high))


def _peopled(reading: Reading, view: View) -> bool:
    crowd = any("crowd" in lexicon("people", "many").names(p.description) for p in reading.people)
    return crowd and not view.overhead and reading.place != "studio"


def _passers(ink: Ink, s: Scenery, reading: Reading) -> None:
    pose = (
        "walk"
        if reading.place in ("street", "station", "old_town", "bridge", "corridor")
        else "stand"
    )
    if reading.place in ("club", "stage"):
        pose = "dance"
    tall = max(0.16 * s.view.height, 0.62 * min(s.view.stature, 0.7 * s.view.height))
    silhouettes(ink, s, 9, s.view.ground(0.42), tall, pose)


def _subject_layers(reading: Reading, s: Scenery, cast: list[Actor]) -> list[Layer]:
    if s.view.overhead:
        return []
    detail = close_layers(reading, s)
    if detail:
        return detail
    found = props(reading, s, bool(cast))
    if s.view.camera.framing is Framing.EXTREME_CLOSE_UP and cast:
        found = []
    if not cast and not found:
        return []
    near = [prop for prop in found if prop.thing.manner != "flies"]
    high = [prop for prop in found if prop.thing.manner == "flies"]
    layers: list[Layer] = []
    if high:
        layers.append(Layer("flying", 0.4, lambda ink: _things(ink, s, high), behind=False))
    layers.append(Layer("halo", 0.8, lambda ink: _halo(ink, s, cast), behind=False))
    act = acted(s, cast, lambda moved: lambda ink: _subjects(ink, s, moved, near))
    layers.append(
        Layer("subject", 1.0, lambda ink: _subjects(ink, s, cast, near), behind=False, act=act)
    )
    return layers


def _things(ink: Ink, s: Scenery, found: list[Prop]) -> None:
    for prop in found:
        draw_prop(ink, s, prop)


def _subjects(ink: Ink, s: Scenery, cast: list[Actor], found: list[Prop]) -> None:
    big = [prop for prop in found if prop.thing.tall > 1.2]
    small = [prop for prop in found if prop.thing.tall <= 1.2]
    _things(ink, s, big)
    troupe = Troupe(s)
    for actor in cast:
        troupe.draw(ink, actor)
    _things(ink, s, small)


def _halo(ink: Ink, s: Scenery, cast: list[Actor]) -> None:
    """A breath of lighter air behind figures, so that they stand off their background."""
    v, t = s.view, s.tones
    strength = 0.46 if t.dark else 0.22
    for actor in cast[:2]:
        tall = -actor.figure.joints().head.y * actor.head
        y = max(v.y(0.25), actor.y - tall * 0.68)
        ink.glow(
            actor.x,
            y,
            min(v.height * 0.75, max(tall * 0.75, v.y(0.2))),
            t.low.mix(t.key, 0.3),
            strength,
        )
