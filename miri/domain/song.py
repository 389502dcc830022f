"""The song: what was heard in it (beats, sections, energy) and what is sung (lines, moments).

Why here: everything a film is cut to. Heard times are integer microseconds; their frame at
the project's rate stands beside them. Loudness and energy are permille (0..1000), never float.
Next: miri/ports/song_analyst.py (who listens), scene.py and shot.py (what is built on it).
"""

from enum import StrEnum
from fractions import Fraction

from pydantic import Field

from miri.domain.base import Value
from miri.domain.time import frames_from_micros


class SectionLabel(StrEnum):
    """What part of a song a section is."""

    INTRO = "intro"
    VERSE = "verse"
    PRECHORUS = "prechorus"
    CHORUS = "chorus"
    BRIDGE = "bridge"
    INSTRUMENTAL = "instrumental"
    OUTRO = "outro"


class HeardBeat(Value):
    """One beat as heard; `downbeat` is the first of its bar."""

    micros: int = Field(ge=0)
    downbeat: bool = False


class HeardSection(Value):
    """A stretch of the song that belongs together. Half-open: [start, end)."""

    label: SectionLabel
    start_micros: int = Field(ge=0)
    end_micros: int = Field(gt=0)
    energy: int = Field(
        ge=0, le=1000, description="mean loudness against the song's loudest, permille"
    )


class Hearing(Value):
    """What an analyst heard, before it is laid on a project's frames.

    `energy` holds one permille value per `energy_step_micros` from the song's start;
    `peaks` is the waveform for drawing: at most 2,000 absolute peaks, permille.
    `sung` lists [start, end) stretches where a voice seems to sing (may be empty: unknown).
    Sections tile [0, duration) without gap or overlap; beats ascend strictly.
    """

    duration_micros: int = Field(gt=0)
    tempo_millibpm: int = Field(ge=0, description="beats per 1000 minutes; 0: no pulse heard")
    beats_per_bar: int = Field(default=4, ge=1, le=12)
    beats: tuple[HeardBeat, ...] = ()
    sections: tuple[HeardSection, ...] = ()
    energy: tuple[int, ...] = ()
    energy_step_micros: int = Field(default=500_000, gt=0)
    peaks: tuple[int, ...] = ()
    sung: tuple[tuple[int, int], ...] = ()
    leading_silence_micros: int = Field(default=0, ge=0)
    trailing_silence_micros: int = Field(default=0, ge=0)


class Beat(Value):
    """A beat on the project's timeline."""

    micros: int
    frame: int
    downbeat: bool = False


class Section(Value):
    """A section on the project's timeline, [start_frame, end_frame)."""

    id: str
    label: SectionLabel
    start_frame: int = Field(ge=0)
    end_frame: int = Field(gt=0)
    energy: int = Field(default=500, ge=0, le=1000)


class LyricLine(Value):
    """One sung line. `timed` is False where its place was guessed, not given: then it is soft."""

    text: str
    start_micros: int = Field(ge=0)
    end_micros: int = Field(ge=0)
    start_frame: int = Field(ge=0)
    end_frame: int = Field(ge=0)
    timed: bool = False


class Moment(Value):
    """Two or three words of lyric with their time, rhythm and mood."""

    id: str
    words: str
    start_frame: int = Field(ge=0)
    end_frame: int = Field(gt=0)
    rhythm: str = ""
    mood: str = ""


class Song(Value):
    """The project's song. `frames` is its length at the project's rate: the film's exact length."""

    media_id: str
    name: str
    frames: int = Field(gt=0)
    duration_micros: int = Field(gt=0)
    tempo_millibpm: int = 0
    beats_per_bar: int = 4
    analysed: bool = False
    beats: tuple[Beat, ...] = ()
    sections: tuple[Section, ...] = ()
    energy: tuple[int, ...] = ()
    energy_step_micros: int = 500_000
    peaks: tuple[int, ...] = ()
    sung: tuple[tuple[int, int], ...] = ()
    trailing_silence_frames: int = 0
    lyrics_text: str = ""
    lyrics: tuple[LyricLine, ...] = ()
    moments: tuple[Moment, ...] = ()

    def section_at(self, frame: int) -> Section | None:
        """The section that covers a frame, or None before analysis."""
        return next((s for s in self.sections if s.start_frame <= frame < s.end_frame), None)

    def energy_between(self, start_frame: int, end_frame: int, rate: Fraction) -> int:
        """Mean permille energy over [start, end); 500 where nothing was measured."""
        if not self.energy:
            return 500
        step = max(1, frames_from_micros(self.energy_step_micros, rate))
        window = self.energy[start_frame // step : max(start_frame // step + 1, end_frame // step)]
        return sum(window) // len(window) if window else 500
