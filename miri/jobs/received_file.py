"""Whether a file that a provider sent is what was ordered: type, size, playable to its end.

Why here: a broken download must not become READY, and what is wrong decides whether to try again.
Next: fetcher.py, which asks; miri/codec, which looks.
"""

from pathlib import Path

from miri.codec.picture import read_picture
from miri.domain.job import Job, JobKind
from miri.errors import BadMedia

LARGEST_BYTES = 2 << 30


def check_received(file: Path, content_type: str, job: Job) -> str:
    """The content type to keep it under. Raises BadMedia in words."""
    size = file.stat().st_size
    if not 0 < size <= LARGEST_BYTES:
        raise BadMedia(f"The provider sent a file of {size} bytes.")
    return _still(file) if job.kind is JobKind.STILL else _clip(file)


def _still(file: Path) -> str:
    return read_picture(file).content_type


def _clip(file: Path) -> str:
    from miri.codec.probe import count_frames, probe  # loads PyAV: only where a clip came

    picture = probe(file).picture
    if picture is None:
        raise BadMedia("The provider sent a clip without pictures.")
    if not count_frames(file):
        raise BadMedia("The provider sent a clip that can't be played.")
    return "video/mp4"
