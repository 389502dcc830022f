"""The story: Brief (what the interview settled), Treatment (the film in words), Look.

Why here: what the person and Miri agree on before anything is drawn.
Next: scene.py, which breaks it down.
"""

from pydantic import Field

from miri.domain.base import Value
from miri.domain.prompt import HexColour


class Brief(Value):
    """What the interview settled; an empty field was not asked or not answered yet."""

    theme: str = ""
    characters: str = ""
    mood: str = ""
    look: str = ""
    ending: str = ""
    notes: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """The questions still open, in the order they are asked."""
        asked = ("theme", "characters", "mood", "look", "ending")
        return tuple(name for name in asked if not getattr(self, name).strip())


class Treatment(Value):
    """The film told in words. `number` counts its versions from 1."""

    number: int = Field(default=1, ge=1)
    logline: str
    synopsis: str
    arc: tuple[str, ...] = Field(default=(), description="one sentence per section of the song")


class Look(Value):
    """How the film looks: palette, lens, grain, light."""

    words: str = ""
    palette: tuple[HexColour, ...] = Field(default=(), max_length=8)
    lighting: str = ""
    lens_mm: int = Field(default=35, ge=8, le=400)
    grain: int = Field(default=200, ge=0, le=1000, description="permille")
