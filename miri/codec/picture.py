"""A picture file looked at to its last pixel: what it really is, how large, whether it is whole.

Why here: pictures come from providers and people; what can't be decoded must be refused in words,
and a small file that unpacks to gigapixels must not be unpacked.
Next: probe.py, the same for sound and film; miri/jobs/received_file.py.
"""

import warnings
from pathlib import Path

from miri.domain.base import Value
from miri.errors import BadMedia, NotFound

TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
MOST_PIXELS = 64_000_000


class PictureFile(Value):
    """What a picture file is. Sizes in pixels."""

    content_type: str
    width: int
    height: int


def read_picture(path: Path) -> PictureFile:
    """Decode it whole. Raises BadMedia with the reason, NotFound."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(), Image.open(path, formats=tuple(TYPES)) as picture:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            width, height = picture.size
            if width * height > MOST_PIXELS:
                raise BadMedia(f"The picture has {width}x{height} pixels; that is too large.")
            picture.load()  # pyright: ignore[reportUnknownMemberType] (the library names no type)
            return PictureFile(content_type=TYPES[str(picture.format)], width=width, height=height)
    except FileNotFoundError as missing:
        raise NotFound("The file is no longer there.", name=path.name) from missing
    except UnidentifiedImageError as unknown:
        raise BadMedia("This is no PNG, JPEG or WebP picture.") from unknown
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as broken:
        raise BadMedia(f"The picture is damaged: {broken}.") from broken
