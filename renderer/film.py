"""The film: segments and soundtrack joined by copying, with chapters, title and provenance.

Why here: nothing is encoded here, so a film whose segments exist costs about a file copy. The
result is counted before it gets its name.
Next: renderer.py, which orders the steps; provenance.py for what the file says of itself.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from miri.codec.ffmpeg import Work, file_word, run_ffmpeg
from miri.codec.measure import measure_sound, measure_video
from miri.codec.part_file import part_file
from miri.codec.sandbox import Limits
from miri.codec.segment import timescale
from miri.domain.time import micros_from_frames
from miri.errors import Broken
from miri.ports.film_renderer import RenderOrder
from renderer.provenance import made_at, statement, xmp_box
from renderer.segments import MadeSegment

LONGEST_DRIFT_MICROS = 1024 * 1_000_000 // 48_000 + 1
"""One AAC packet: as far as the sound's end may lie from the picture's."""


@dataclass(frozen=True)
class JoinedFilm:
    """What was counted in the finished file."""

    frames: int
    audio_micros: int


async def join_film(
    order: RenderOrder, segments: Sequence[MadeSegment], soundtrack: Path
) -> JoinedFilm:
    """Write `order.out`, whole or not at all. Raises Broken where the file does not hold
    exactly the cut's frames, each in its place, with sound of the same length."""
    with TemporaryDirectory(prefix="miri-film-") as folder, part_file(order.out) as part:
        scripts = Path(folder)
        joins, facts = scripts / "segments.ffconcat", scripts / "facts.txt"
        joins.write_text(concat_script(segments, order.cut.rate), encoding="utf-8")
        facts.write_text(facts_script(order), encoding="utf-8")
        await run_ffmpeg(_work(order, segments, soundtrack, joins, facts, part))
        joined = await asyncio.to_thread(_counted, order, part)
        with part.open("ab") as file:
            file.write(xmp_box(order))
    return joined


def concat_script(segments: Sequence[MadeSegment], rate: Fraction) -> str:
    """The list the concat demuxer reads. Lengths are differences of rounded edges, so that
    rounding never adds up along the film."""
    lines = ["ffconcat version 1.0"]
    start = 0
    for segment in segments:
        end = start + segment.frames
        micros = micros_from_frames(end, rate) - micros_from_frames(start, rate)
        quoted = file_word(segment.path).replace("'", "'\\''")
        lines += [f"file '{quoted}'", f"duration {micros}us"]
        start = end
    return "\n".join(lines) + "\n"


def facts_script(order: RenderOrder) -> str:
    """Title, time of making, statement and chapters in ffmpeg's metadata format."""
    facts = {
        "title": order.title,
        "comment": statement(order),
        "date": made_at(order)[:10],
        "creation_time": made_at(order),
    }
    lines = [";FFMETADATA1"]
    lines += [f"{key}={_escaped(value)}" for key, value in facts.items() if value]
    rate = order.cut.rate
    for chapter in order.chapters:
        lines += [
            "[CHAPTER]",
            f"TIMEBASE={rate.denominator}/{rate.numerator}",
            f"START={chapter.start_frame}",
            f"END={chapter.end_frame}",
            f"title={_escaped(chapter.title)}",
        ]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    """A value of the metadata format: its special characters and line ends are escaped."""
    return "".join("\\" + letter if letter in "=;#\\\n" else letter for letter in text)


def _work(
    order: RenderOrder,
    segments: Sequence[MadeSegment],
    soundtrack: Path,
    joins: Path,
    facts: Path,
    part: Path,
) -> Work:
    return Work(
        (
            *("-f", "concat", "-safe", "0", "-i", file_word(joins)),
            *("-f", "mov", "-i", file_word(soundtrack)),
            *("-f", "ffmetadata", "-i", file_word(facts)),
            *("-map", "0:v:0", "-map", "1:a:0", "-map_metadata", "2", "-map_chapters", "2"),
            *("-c", "copy", "-video_track_timescale", str(timescale(order.cut.rate))),
            *("-movflags", "+faststart", "-fflags", "+bitexact", "-f", "mp4", file_word(part)),
        ),
        reads=(joins, facts, soundtrack, *sorted({segment.path for segment in segments})),
        writes=(part.parent,),
        limits=Limits(wall_s=600),
    )


def _counted(order: RenderOrder, film: Path) -> JoinedFilm:
    cut = order.cut
    picture, audio_micros = measure_video(film), measure_sound(film)
    if len(picture.times) != cut.frames:
        raise Broken(f"The film came out with {len(picture.times)} frames, not {cut.frames}.")
    astray = next((n for n, time in enumerate(picture.times) if time * cut.rate != n), None)
    if astray is not None:
        raise Broken(f"Frame {astray} of the film is not in its place.")
    if abs(audio_micros - micros_from_frames(cut.frames, cut.rate)) > LONGEST_DRIFT_MICROS:
        raise Broken("The film's sound is not as long as its picture.", audio_micros=audio_micros)
    return JoinedFilm(cut.frames, audio_micros)
