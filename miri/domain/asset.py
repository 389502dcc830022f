"""An Asset: a character, location, outfit or prop that must look the same wherever it appears.

Why here: made first, approved first, then goes along as a reference.
Next: version.py (an asset's pictures are versions of it).
"""

from enum import StrEnum

from pydantic import Field

from miri.domain.base import Value
from miri.domain.prompt import HexColour


class AssetKind(StrEnum):
    """What an asset is."""

    CHARACTER = "character"
    LOCATION = "location"
    OUTFIT = "outfit"
    PROP = "prop"


class Asset(Value):
    """`description` is what a picture of it must show, the same words in every prompt."""

    id: str
    kind: AssetKind
    name: str = Field(min_length=1)
    description: str = ""
    colours: tuple[HexColour, ...] = Field(default=(), max_length=8)
    lora: str = ""
    selected_version_id: str | None = None
