"""Real still images, drawn cheaply: the asked size and format, the palette the prompt names.

Why here: a client must get bytes that decode to what it paid for; the same request, the same bytes.
Next: results.py asks for them; clips.py moves them.
"""

import hashlib
import io
import re
from functools import lru_cache
from random import Random

from PIL import Image, ImageDraw

HEX = re.compile(r"#([0-9A-Fa-f]{6})\b")
MOST_COLOURS = 6
FORMATS = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP"}


@lru_cache(maxsize=256)
def still(width: int, height: int, file_format: str, prompt: str, seed: int) -> bytes:
    """An image file: bands in the prompt's colours, a disc placed by prompt and seed."""
    chance = Random(hashlib.sha256(f"{prompt}\n{seed}".encode()).hexdigest())
    picture = Image.new("RGB", (width, height))
    pen = ImageDraw.Draw(picture)
    colours = _colours(prompt, chance)
    for index, colour in enumerate(colours):
        pen.rectangle((width * index // len(colours), 0, width, height), fill=colour)
    side = min(width, height) // 3
    left, top = chance.randrange(width - side), chance.randrange(height - side)
    pen.ellipse((left, top, left + side, top + side), fill=chance.choice(colours))
    pen.text((8, 8), f"seed {seed}", fill="white", stroke_width=1, stroke_fill="black")
    return written(picture, file_format)


def written(picture: Image.Image, file_format: str) -> bytes:
    """The image as a file."""
    out = io.BytesIO()
    quick = {"compress_level": 1} if file_format == "png" else {"quality": 90}
    picture.save(out, FORMATS[file_format], **quick)
    return out.getvalue()


def _colours(prompt: str, chance: Random) -> list[tuple[int, int, int]]:
    named = [bytes.fromhex(text) for text in dict.fromkeys(HEX.findall(prompt))]
    own = [chance.randbytes(3) for _ in range(MOST_COLOURS // 2)]
    return [(rgb[0], rgb[1], rgb[2]) for rgb in (named or own)[:MOST_COLOURS]]
