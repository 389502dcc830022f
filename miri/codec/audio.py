"""A song file into numbers: any MP3, WAV, FLAC, M4A or OGG as mono float32 at the rate asked for.

Why here: listening, waveforms and lip-sync all start from these samples. Decoding streams packet
by packet and stops at the limits, so a lying header costs neither memory nor time; every way in
which a file can be bad has its own sentence.
Next: miri/providers/offline/analyst, which listens to what comes out.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from av.packet import Packet
from numpy.typing import NDArray

from miri.codec.probe import (
    HEAD_BYTES,
    WANTED,
    WANTED_HE,
    kind_from_head,
    length_of,
    open_media,
    sound_of,
)
from miri.domain.time import MICROS_PER_SECOND
from miri.errors import BadMedia, TooLarge

SHORTEST_MICROS = 5 * MICROS_PER_SECOND
LONGEST_MICROS = 15 * 60 * MICROS_PER_SECOND
MOST_CHANNELS = 8
HIGHEST_RATE = 192_000
SILENT_PEAK = 0.002
"""A song whose loudest sample stays below this (-54 dB) is taken for silence."""

Samples = NDArray[np.float32]


@dataclass(frozen=True)
class Sound:
    """A decoded song: mono samples around -1..1 at `rate` Hz; the length as in the source."""

    samples: Samples
    rate: int
    duration_micros: int


def decode_song(path: Path, rate: int = 22_050) -> Sound:
    """Decode a whole song to mono, between 5 seconds and 15 minutes long.

    Raises BadMedia (not audio, empty, cut off, damaged, silent, too short), TooLarge (longer
    than 15 minutes), NotFound.
    """
    with open_media(path) as container:
        stream = _checked_stream(container)
        declared = length_of(container)
        if _length_is_sure(path):
            _refuse_too_long(declared)
        reader = _Reader(container, stream, rate)
        blocks = list(reader.blocks())
    duration = reader.duration_micros
    _refuse_broken(reader)
    _refuse_cut_off(path, declared, duration)
    _refuse_too_short(duration)
    samples = _cleaned(np.concatenate(blocks))
    _refuse_silent(samples)
    return Sound(samples, rate, duration)


class _Reader:
    """Walks the packets of one stream; what can't be decoded becomes silence of its length."""

    def __init__(self, container: InputContainer, stream: AudioStream, rate: int) -> None:
        self._container = container
        self._stream = stream
        self._rate = rate
        self._resampler = AudioResampler(format="flt", layout="mono", rate=rate)
        self._length = Fraction(0)
        self.packets = 0
        self.bad_packets = 0

    @property
    def duration_micros(self) -> int:
        """Decoded so far, measured in the source's own samples."""
        return round(self._length * MICROS_PER_SECOND)

    def blocks(self) -> Iterator[Samples]:
        """Mono blocks at the wanted rate, to the end. Raises TooLarge beyond the limit."""
        for packet in self._container.demux(self._stream):
            yield from self._decoded(packet)
            _refuse_too_long(self.duration_micros)
        for frame in self._resampler.resample(None):
            yield _flat(frame)

    def _decoded(self, packet: "Packet[AudioStream]") -> Iterator[Samples]:
        self.packets += bool(packet.size)
        try:
            frames = packet.decode()
        except FFmpegError:
            self.bad_packets += 1
            yield self._silence_for(packet)
            return
        for frame in frames:
            self._length += Fraction(frame.samples, frame.sample_rate)
            frame.pts = None
            for resampled in self._resampler.resample(frame):
                yield _flat(resampled)

    def _silence_for(self, packet: "Packet[AudioStream]") -> Samples:
        missing = Fraction(packet.duration or 0) * (packet.time_base or 0)
        self._length += missing
        return np.zeros(round(missing * self._rate), dtype=np.float32)


def _flat(frame: av.AudioFrame) -> Samples:
    return frame.to_ndarray().reshape(-1).astype(np.float32, copy=False)


def _cleaned(samples: Samples) -> Samples:
    """Float files may hold NaN, infinities and an offset; none of them is sound."""
    np.nan_to_num(samples, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
    samples -= samples.mean(dtype=np.float64).astype(np.float32)
    return samples


def _checked_stream(container: InputContainer) -> AudioStream:
    stream = sound_of(container)
    if stream is None:
        raise BadMedia(
            f"There is no sound in this file. {WANTED}", he=f"אין צליל בקובץ הזה. {WANTED_HE}"
        )
    rate, channels = stream.codec_context.sample_rate or 0, stream.codec_context.channels or 0
    if not 0 < channels <= MOST_CHANNELS:
        raise BadMedia(
            f"The sound has {channels} channels; 1 to {MOST_CHANNELS} can be read.",
            he=f"לצליל יש {channels} ערוצים; אפשר לקרוא 1 עד {MOST_CHANNELS}.",
        )
    if not 0 < rate <= HIGHEST_RATE:
        raise BadMedia(
            f"The sound claims {rate} samples a second; at most {HIGHEST_RATE} can be.",
            he=f"בקובץ רשומות {rate} דגימות בשנייה; אפשר לכל היותר {HIGHEST_RATE}.",
        )
    return stream


def _refuse_too_long(micros: int) -> None:
    if micros > LONGEST_MICROS:
        raise TooLarge(
            f"The song is longer than 15 minutes ({_clock(micros)} or more). Send a shorter one.",
            he=f"השיר ארוך מ־15 דקות (לפחות {_clock(micros)}). אפשר לשלוח שיר קצר יותר.",
            duration_micros=micros,
            limit_micros=LONGEST_MICROS,
        )


def _refuse_too_short(micros: int) -> None:
    if micros < SHORTEST_MICROS:
        raise BadMedia(
            f"The song is {micros / MICROS_PER_SECOND:.1f} seconds long; "
            "at least 5 seconds are needed for a film.",
            he=f"השיר נמשך {micros / MICROS_PER_SECOND:.1f} שניות; לסרט צריך לפחות 5.",
            duration_micros=micros,
        )


def _refuse_broken(reader: _Reader) -> None:
    if not reader.duration_micros:
        raise BadMedia(
            f"Not one second of sound in this file can be decoded. {WANTED}",
            he=f"אי אפשר לפענח אפילו שנייה אחת של צליל בקובץ הזה. {WANTED_HE}",
        )
    if reader.bad_packets * 20 > reader.packets:
        raise BadMedia(
            f"The file is damaged: {reader.bad_packets} of its {reader.packets} parts can't be "
            "decoded. Export or upload it again.",
            he=f"הקובץ פגום: {reader.bad_packets} מתוך {reader.packets} החלקים שלו לא ניתנים לפענוח. "
            "אפשר לייצא או להעלות אותו שוב.",
        )


def _refuse_cut_off(path: Path, declared: int, decoded: int) -> None:
    lengths = {"declared_micros": declared, "decoded_micros": decoded}
    if _wav_is_torn(path) or _ogg_page_is_torn(path):
        raise BadMedia(
            "The file is cut off: its end is missing. Upload the whole file again.",
            he="הקובץ קטוע: הסוף שלו חסר. אפשר להעלות שוב את הקובץ השלם.",
            **lengths,
        )
    if decoded < declared * 0.98 - MICROS_PER_SECOND // 4 and _length_is_sure(path):
        raise BadMedia(
            f"The file is cut off or damaged: it promises {_clock(declared)} of sound but only "
            f"{_clock(decoded)} can be read. Upload the whole file again.",
            he=f"הקובץ קטוע או פגום: רשומות בו {_clock(declared)} של צליל, ואפשר לקרוא רק "
            f"{_clock(decoded)}. אפשר להעלות שוב את הקובץ השלם.",
            **lengths,
        )


def _length_is_sure(path: Path) -> bool:
    """Whether the declared length is written in the file; without a Xing, Info or VBRI header
    an MP3's is only guessed from its bit rate."""
    with path.open("rb") as file:
        head = file.read(10)
        if kind_from_head(head) != "MP3":
            return True
        tag = 10 + _syncsafe(head[6:10]) if head[:3] == b"ID3" else 0
        file.seek(tag)
        first_frame = file.read(4096)
    return any(mark in first_frame for mark in (b"Xing", b"Info", b"VBRI"))


def _syncsafe(four: bytes) -> int:
    """An ID3v2 size: four bytes of seven bits."""
    return sum((byte & 0x7F) << (7 * (3 - place)) for place, byte in enumerate(four))


def _wav_is_torn(path: Path) -> bool:
    """Whether a RIFF file claims more bytes than it has (0 and all ones: a stream, unknown)."""
    with path.open("rb") as file:
        head = file.read(12)
        size = file.seek(0, 2)
    if head[:4] != b"RIFF":
        return False
    claimed = int.from_bytes(head[4:8], "little")
    return claimed < 0xFFFFFF00 and claimed + 8 > size + 1024


def _ogg_page_is_torn(path: Path) -> bool:
    """OGG declares no length at its start; a last page that reaches beyond the end of the file
    is the sure sign of a cut (page layout: RFC 3533, section 6)."""
    with path.open("rb") as file:
        if file.read(4) != b"OggS":
            return False
        size = file.seek(0, 2)
        start = file.seek(max(0, size - 2 * HEAD_BYTES))
        tail = file.read()
    last = tail.rfind(b"OggS")
    if last < 0 or start + last + 27 > size:
        return True
    (segments,) = struct.unpack_from("B", tail, last + 26)
    table = tail[last + 27 : last + 27 + segments]
    return len(table) < segments or last + 27 + segments + sum(table) > len(tail)


def _refuse_silent(samples: Samples) -> None:
    if float(np.abs(samples).max(initial=0.0)) < SILENT_PEAK:
        raise BadMedia(
            "The file is silent from beginning to end: there is nothing to cut to.",
            he="הקובץ שקט מתחילתו ועד סופו: אין לפי מה לחתוך.",
        )


def _clock(micros: int) -> str:
    minutes, seconds = divmod(micros // MICROS_PER_SECOND, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
