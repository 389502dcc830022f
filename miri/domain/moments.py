"""Moments: two or three words of lyric that a film can hang a picture on, with time and rhythm.

Why here: picked by rule from the placed lines: words that show something, spread over the song's
sections, choruses first, a hook's repeated words above the rest. Times inside a line are shares
by syllable, laid on the nearest beat; they are as soft as the line they come from.
Next: words.py (the dictionaries), scene.py (what is built on moments).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from statistics import median

from miri.domain.identity import new_id
from miri.domain.song import Beat, LyricLine, Moment, Section, SectionLabel, Song
from miri.domain.syllables import line_syllables, syllables_of, words_of
from miri.domain.time import frames_from_micros
from miri.domain.words import is_little, is_picture, moods_in

MOST_MOMENTS = 12
SYLLABLE_AT_MOST_MICROS = 700_000
HELD_PACE = 1.3
QUICK_PACE = 0.7
"""Times the song's own median syllable."""
ON_BEAT = Fraction(1, 5)
_CLAUSE_END = re.compile(r"[,;:!?…—–()/\"]|\.(?=\s|$)|\s-\s")

HEBREW = {
    "on the downbeat": "על הפעמה הראשונה",
    "on the beat": "על הפעמה",
    "syncopated": "בסינקופה",
    "free": "חופשי",
    "held": "מוחזק",
    "quick": "מהיר",
    "joyful": "שמח",
    "tender": "רך",
    "longing": "געגוע",
    "sad": "עצוב",
    "tense": "מתוח",
    "angry": "כועס",
    "hopeful": "מלא תקווה",
    "calm": "שליו",
    "soaring": "נוסק",
    "driving": "סוחף",
    "steady": "יציב",
    "intimate": "אינטימי",
}
"""Every word that `rhythm` and `mood` are made of, in Hebrew; both are comma-separated."""


@dataclass(frozen=True)
class _Candidate:
    """Two or three neighbouring words of a line, and how much they are worth."""

    line: int
    words: tuple[str, ...]
    before: int
    worth: float
    section: Section | None


def pick_moments(song: Song, rate: Fraction, most: int = MOST_MOMENTS) -> tuple[Moment, ...]:
    """Moments of a song's placed lyrics: at most one a line, none twice, in the song's order."""
    lines = song.lyrics
    wanted = min(most, max(6, len(lines) * 2 // 3))
    chosen = sorted(_chosen(_candidates(song), wanted), key=lambda c: c.line)
    pace = median(_syllable_micros(line) for line in lines) if lines else 0
    moments = [_moment(c, lines[c.line], song, rate, pace) for c in chosen]
    return tuple(m for m in moments if m is not None)


def _chosen(candidates: list[_Candidate], wanted: int) -> list[_Candidate]:
    """The best, then the best of what that leaves, and so on."""
    chosen: list[_Candidate] = []
    while len(chosen) < wanted and candidates:
        worths = [_now_worth(candidate, chosen) for candidate in candidates]
        best = candidates[worths.index(max(worths))]
        chosen.append(best)
        said = _key(best.words)
        candidates = [c for c in candidates if c.line != best.line and _key(c.words) not in said]
    return chosen


def in_language(description: str, language: str) -> str:
    """A moment's rhythm or mood in a person's language ("he"; anything else stays English)."""
    if language != "he":
        return description
    return ", ".join(HEBREW.get(part, part) for part in description.split(", "))


def _key(words: Sequence[str]) -> str:
    return " ".join(words).lower()


def _candidates(song: Song) -> list[_Candidate]:
    lines = song.lyrics
    spoken = [_neighbours(line.text) for line in lines]
    grams = Counter(_key(gram) for line in spoken for _, gram in line)
    found: list[_Candidate] = []
    for number, (line, neighbours) in enumerate(zip(lines, spoken, strict=True)):
        section = song.section_at(line.start_frame)
        for before, gram in neighbours:
            worth = _worth(gram) + _place_worth(section) + 0.25 * min(2, grams[_key(gram)] - 1)
            if any(not is_little(word) for word in gram):
                found.append(_Candidate(number, gram, before, worth, section))
    return found


def _neighbours(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """All pairs and triples inside a line's clauses, with the syllables before them."""
    clauses = [words_of(clause) for clause in _CLAUSE_END.split(text)]
    if all(len(words) < 2 for words in clauses):
        clauses = [words_of(text)]
    found: list[tuple[int, tuple[str, ...]]] = []
    before = 0
    for words in clauses:
        counts = [0, *accumulate(syllables_of(word) for word in words)]
        for size in (2, 3):
            found += [
                (before + counts[at], tuple(words[at : at + size]))
                for at in range(len(words) - size + 1)
            ]
        before += counts[-1]
    return found


def _worth(gram: Sequence[str]) -> float:
    """Pictures count most, then moods, then any full word; a little word at an edge costs."""
    full = sum(not is_little(word) for word in gram)
    seen = sum(is_picture(word) for word in gram)
    felt = len(moods_in(list(gram)))
    edges = 0.5 * is_little(gram[0]) + 0.9 * is_little(gram[-1])
    return (0.5 * full + 0.7 * seen + 0.35 * felt) / (1 + 0.18 * len(gram)) - edges


def _place_worth(section: Section | None) -> float:
    if section is None:
        return 0.0
    return (0.35 if section.label is SectionLabel.CHORUS else 0.0) + section.energy / 4000


def _now_worth(candidate: _Candidate, chosen: Sequence[_Candidate]) -> float:
    """Less for a section that has moments already, and for words that were chosen before."""
    there = sum(c.section is not None and c.section == candidate.section for c in chosen)
    used = {word.lower() for c in chosen for word in c.words if not is_little(word)}
    again = sum(word.lower() in used for word in candidate.words)
    return candidate.worth - 0.45 * there - 0.5 * again


def _moment(
    candidate: _Candidate, line: LyricLine, song: Song, rate: Fraction, pace: float
) -> Moment | None:
    each = _syllable_micros(line)
    raw = line.start_micros + each * candidate.before
    pulse = _pulse_at(raw, song.beats)
    start = _snapped(raw, song.beats, pulse, line)
    sung = each * sum(syllables_of(word) for word in candidate.words)
    end = min(line.end_micros, max(start + sung, raw + sung, start + (pulse or 300_000)))
    first, last = frames_from_micros(start, rate), frames_from_micros(end, rate)
    last = min(max(last, first + 1), song.frames)
    if first >= last:
        return None
    return Moment(
        id=new_id("moment"),
        words=" ".join(candidate.words),
        start_frame=first,
        end_frame=last,
        rhythm=_rhythm(raw, each / max(1.0, pace), song.beats, pulse),
        mood=_mood(candidate, line),
    )


def _syllable_micros(line: LyricLine) -> int:
    """How long a syllable of the line lasts, in microseconds; what is beyond that is a rest."""
    spread = (line.end_micros - line.start_micros) // line_syllables(line.text)
    return min(SYLLABLE_AT_MOST_MICROS, spread)


def _nearest(micros: int, beats: Sequence[Beat]) -> Beat | None:
    return min(beats, key=lambda b: abs(b.micros - micros), default=None)


def _pulse_at(micros: int, beats: Sequence[Beat]) -> int:
    """The length of the beat around a time; 0 without a pulse."""
    near = sorted(beats, key=lambda b: abs(b.micros - micros))[:3]
    times = sorted(b.micros for b in near)
    return (times[-1] - times[0]) // (len(times) - 1) if len(times) > 1 else 0


def _snapped(raw: int, beats: Sequence[Beat], pulse: int, line: LyricLine) -> int:
    """On the nearest beat within half a beat, if the line is sung there."""
    beat = _nearest(raw, beats)
    if beat is None or abs(beat.micros - raw) * 2 > pulse:
        return raw
    return beat.micros if line.start_micros <= beat.micros < line.end_micros else raw


def _rhythm(raw: int, pace: float, beats: Sequence[Beat], pulse: int) -> str:
    """Where the words fall, and how fast they are against the song's other words."""
    beat = _nearest(raw, beats)
    if beat is None or not pulse:
        return "held" if pace >= HELD_PACE else "free"
    on_beat = abs(beat.micros - raw) <= ON_BEAT * pulse
    place = ("on the downbeat" if beat.downbeat else "on the beat") if on_beat else "syncopated"
    if pace >= HELD_PACE:
        return f"{place}, held"
    return f"{place}, quick" if pace <= QUICK_PACE else place


def _mood(candidate: _Candidate, line: LyricLine) -> str:
    """What the words say, else what their line says, and how high the music burns."""
    said = moods_in(list(candidate.words)) or moods_in(words_of(line.text))
    burning = _burning(candidate.section.energy) if candidate.section else ""
    return ", ".join(part for part in (said[0] if said else "", burning) if part)


def _burning(energy: int) -> str:
    if energy >= 800:
        return "soaring"
    if energy >= 600:
        return "driving"
    return "steady" if energy >= 350 else "intimate"
