"""The soundtrack: the song, encoded to AAC once, exactly as long as the film.

Why here: sound encoded per shot drifts (85 ms within four cuts, measured); encoded once and
copied it stays where it was heard. Cached like a segment.
Next: film.py, which lays it under the pictures.
"""

from fractions import Fraction
from pathlib import Path

from miri.codec.ffmpeg import Work, ffmpeg_version, file_word, run_ffmpeg
from miri.codec.part_file import part_file
from miri.codec.probe import probe
from miri.codec.sandbox import Limits
from miri.errors import BadMedia, MiriError
from renderer.cache import SegmentCache

SAMPLE_RATE = 48_000
BITRATE = "256k"


async def make_soundtrack(
    song: Path, song_media_id: str, frames: int, rate: Fraction, cache: SegmentCache
) -> Path:
    """An M4A of `frames` at `rate`: a longer song is trimmed, a shorter one ends in silence.

    Raises the codec's error with "The song" in front.
    """
    out = cache.path(
        ".m4a",
        song=song_media_id,
        frames=frames,
        rate=str(rate),
        encoder=[ffmpeg_version(), SAMPLE_RATE, BITRATE],
    )
    if out.exists():
        return out
    try:
        with part_file(out) as part:
            await run_ffmpeg(_work(song, part, samples_of(frames, rate)))
    except MiriError as error:
        raise type(error)(f"The song: {error.message}", **error.details) from error
    return out


def samples_of(frames: int, rate: Fraction) -> int:
    """How many samples a film of so many frames has, to the nearest."""
    return int(frames * SAMPLE_RATE / rate + Fraction(1, 2))


def _work(song: Path, part: Path, samples: int) -> Work:
    found = probe(song)
    if found.sound is None:
        raise BadMedia("There is no sound in this file.")
    chain = (
        "asetpts=N/SR/TB",
        f"aresample={SAMPLE_RATE}",
        f"apad=whole_len={samples}",
        f"atrim=end_sample={samples}",
    )
    return Work(
        (
            *("-f", found.kind.split(",")[0], "-i", file_word(song), "-map", "0:a:0"),
            *("-af", ",".join(chain), "-ac", "2", "-c:a", "aac", "-b:a", BITRATE),
            *("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact"),
            *("-flags:a", "+bitexact", "-f", "mp4", file_word(part)),
        ),
        reads=(song,),
        writes=(part.parent,),
        limits=Limits(wall_s=120 + samples // SAMPLE_RATE),
    )
