"""Captions beside the film: the sung lines as SRT or VTT.

Why here: they are cut to the same clock as the film. Burning them in (ASS through libass, with
Heebo) and karaoke belong to the full renderer; a burnt-in line also costs its segment an encode.
Next: miri/domain/song.py, where the lines come from.
"""

from collections.abc import Sequence
from enum import StrEnum

import pysubs2

from miri.domain.song import LyricLine


class CaptionFormat(StrEnum):
    """SRT for players and platforms, VTT for web pages."""

    SRT = "srt"
    VTT = "vtt"


def captions(lines: Sequence[LyricLine], kind: CaptionFormat) -> str:
    """The lines as one caption file, in order of time. Empty lines are left out, a line ends at
    the latest where the next begins, and text stays text whatever markup it looks like."""
    sung = sorted((line for line in lines if line.text.strip()), key=lambda line: line.start_micros)
    script = pysubs2.SSAFile()
    for index, line in enumerate(sung):
        end = line.end_micros
        if index + 1 < len(sung):
            end = min(end, sung[index + 1].start_micros)
        if end > line.start_micros:
            script.append(_event(line, end, kind))
    return script.to_string(kind.value)


def _event(line: LyricLine, end_micros: int, kind: CaptionFormat) -> pysubs2.SSAEvent:
    event = pysubs2.SSAEvent(start=line.start_micros // 1000, end=end_micros // 1000)
    event.plaintext = _plain(line.text, kind)
    return event


def _plain(text: str, kind: CaptionFormat) -> str:
    """Text that no reader takes for markup: pysubs2 reads braces and backslashes as ASS tags,
    "-->" separates times, and VTT reads "&" and "<" as HTML does."""
    text = " ".join(text.split()).replace("{", "(").replace("}", ")").replace("\\", "/")
    text = text.replace("-->", "→")
    if kind is CaptionFormat.VTT:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text
