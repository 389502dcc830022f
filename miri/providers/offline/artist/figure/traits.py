"""What a person looks like, whatever the shot: sex, age, hair, skin, outfit.

Why here: the same description must give the same person in every shot; the seed has no say.
Next: wardrobe.py, which reads traits out of a description; figure.py, which draws them.
"""

from dataclasses import dataclass, field

from miri.providers.offline.artist.colour import Colour, from_hex
from miri.providers.offline.artist.figure.skeleton import CHILD, MAN, WOMAN, Build


@dataclass(frozen=True)
class Outfit:
    """What a person wears. `top` and `bottom` name shapes that clothes.py knows."""

    top: str = "shirt"
    bottom: str = "trousers"
    coat: str = ""
    top_colour: Colour = from_hex("#5A6478")
    bottom_colour: Colour = from_hex("#2B2F3A")
    coat_colour: Colour = from_hex("#3A3F4F")
    shoe_colour: Colour = from_hex("#1C1A1E")
    accent: Colour = from_hex("#C0392B")
    hat: str = ""
    hat_colour: Colour = from_hex("#2B2B33")
    scarf: bool = False
    glasses: str = ""
    extras: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Traits:
    """A person. `age` is child, young, grown or old."""

    feminine: bool = False
    age: str = "grown"
    heavy: float = 1.0
    skin: Colour = from_hex("#C99873")
    hair: str = "short"
    hair_colour: Colour = from_hex("#2A1D17")
    fringe: bool = False
    beard: str = ""
    eyes: Colour = from_hex("#4A3526")
    faceless: bool = False
    outfit: Outfit = field(default_factory=Outfit)

    @property
    def build(self) -> Build:
        """The proportions that go with sex and age."""
        if self.age == "child":
            return CHILD
        return WOMAN if self.feminine else MAN

    @property
    def stature(self) -> float:
        """Height beside a grown man, 1.0."""
        if self.age == "child":
            return 0.68
        return 0.94 if self.feminine else 1.0
