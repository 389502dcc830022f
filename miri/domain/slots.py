"""Slots: a song laid out in cuts, and every way to change where they fall.

Why here: all of a film's timing is decided in these functions, and their results always tile.
What can't be done raises TimingBroken with a sentence; whether a result keeps the whole contract
is timing_contract.check_timeline's to say.
Next: cut_planner.py (how cuts are chosen), shot_list.py (a person's own list).
"""

from collections.abc import Sequence
from fractions import Fraction

from miri.domain import refusals
from miri.domain.cut_grid import CutGrid, cut_grid
from miri.domain.cut_planner import CutPlanner
from miri.domain.pacing import LONGEST_MICROS, SHORTEST_MICROS, Pace, pacing
from miri.domain.slot import Slot, Stretch, slots_between, whole
from miri.domain.song import Song
from miri.domain.time import frames_from_micros


def plan_slots(
    song: Song,
    stretch: Stretch | None,
    rate: Fraction,
    longest_frames: int,
    pace: Pace | str = Pace.NORMAL,
    *,
    shortest_micros: int = SHORTEST_MICROS,
    longest_micros: int = LONGEST_MICROS,
    split_lines: bool = False,
) -> tuple[Slot, ...]:
    """Slots that tile a stretch of the song (None: all of it), cut to the music.

    `longest_frames` is what the video model makes: never exceeded. `shortest_micros` and
    `longest_micros` are kept wherever a sung line or the song's end does not force otherwise.
    Section boundaries are always cuts. Deterministic. Raises ValueError for an unknown pace.
    """
    if longest_frames < 1:
        raise ValueError("a video model makes at least one frame")
    span = stretch or whole(song)
    grid = cut_grid(song, rate, split_lines=split_lines)
    wishes = pacing(song, rate, Pace(pace), shortest_micros, longest_micros)
    inner = [
        edge
        for edge in section_edges(song, rate, grid=grid)
        if span.start_frame + wishes.shortest <= edge <= span.end_frame - wishes.shortest
    ]
    edges = tuple(dict.fromkeys((span.start_frame, *inner, span.end_frame)))
    return slots_between(CutPlanner(grid, wishes, longest_frames).cuts(edges))


def section_edges(song: Song, rate: Fraction, *, grid: CutGrid | None = None) -> tuple[int, ...]:
    """Where each section begins as a cut, and the song's end: `len(sections) + 1` frames that
    never descend. An edge lies on a beat and outside sung lines; a section too short for a shot
    of its own has two equal edges."""
    grid = grid or cut_grid(song, rate)
    shortest = frames_from_micros(SHORTEST_MICROS, rate)
    edges = [0]
    for section in song.sections[1:]:
        edge = grid.legal_near(section.start_frame)
        if edge - edges[-1] < shortest:
            edge = edges[-1]
        edges.append(song.frames if song.frames - edge < shortest else edge)
    return (*edges, song.frames)


def scene_bounds(song: Song, first_section: int, last_section: int, rate: Fraction) -> Slot:
    """The stretch of sections [first, last], as cuts: scenes that cover every section once tile
    the song. Without sections, the whole song. Raises TimingBroken for sections that are not
    there, or too short to hold a shot."""
    if not song.sections:
        return whole(song)
    count = len(song.sections)
    if not 0 <= first_section <= last_section < count:
        raise refusals.no_such_sections(first_section, last_section, count)
    edges = section_edges(song, rate)
    start, end = edges[first_section], edges[last_section + 1]
    if start >= end:
        raise refusals.section_too_short(first_section, song.sections[first_section].start_frame)
    return Slot(start_frame=start, end_frame=end)


def move_boundary(
    shots: Sequence[Stretch],
    number: int,
    frame: int,
    song: Song,
    rate: Fraction,
    *,
    exact: bool = False,
) -> tuple[Slot, ...]:
    """All slots, with the end of shot `number` (from 1) moved to a frame; the next shot begins
    there. It snaps to a beat that is near, unless `exact`. Raises TimingBroken where a neighbour
    would be left with less than a fifth of a second."""
    if not 1 <= number < len(shots):
        raise refusals.no_boundary(number, len(shots), rate)
    left, right = shots[number - 1], shots[number]
    spare = max(1, int(rate) // 5)
    low, high = left.start_frame + spare, right.end_frame - spare
    wanted = frame if exact else _snapped_between(cut_grid(song, rate), frame, low, high)
    if not low <= wanted <= high:
        raise refusals.boundary_out_of_reach(number, wanted, (low, high), rate)
    cuts = _cuts(shots)
    cuts[number] = wanted
    return slots_between(cuts)


def split_slot(
    shots: Sequence[Stretch],
    number: int,
    song: Song,
    rate: Fraction,
    *,
    at: int | None = None,
    parts: int = 2,
    exact: bool = False,
) -> tuple[Slot, ...]:
    """All slots, with shot `number` (from 1) split at a frame, or into equal parts on the beat.

    Raises TimingBroken where the shot is not there, is too short, or does not hold the frame."""
    if not 1 <= number <= len(shots):
        raise refusals.no_shot(number, len(shots), rate)
    shot = shots[number - 1]
    length = shot.end_frame - shot.start_frame
    spare = max(1, int(rate) // 5)
    if parts < 2 or length < parts * spare:
        raise refusals.too_short_to_split(number, length, parts, rate)
    if at is not None and not shot.start_frame < at < shot.end_frame:
        raise refusals.outside_shot(number, at, (shot.start_frame, shot.end_frame), rate)
    wanted = [shot.start_frame + round(k * length / parts) for k in range(1, parts)]
    inner = [at] if at is not None else wanted
    if not exact:
        grid = cut_grid(song, rate)
        inner = _placed(grid, inner, shot, spare, keep_beat=at is not None)
    return slots_between(sorted({*_cuts(shots), *inner}))


def merge_slots(shots: Sequence[Stretch], first: int, last: int) -> tuple[Slot, ...]:
    """All slots, with shots `first` to `last` (from 1) made one. Raises TimingBroken for shots
    that are not there."""
    if not 1 <= first < last <= len(shots):
        raise refusals.nothing_to_merge(first, last, len(shots))
    cuts = _cuts(shots)
    return slots_between(cuts[:first] + cuts[last:])


def _cuts(shots: Sequence[Stretch]) -> list[int]:
    return [*(s.start_frame for s in shots), shots[-1].end_frame]


def _snapped_between(grid: CutGrid, frame: int, low: int, high: int) -> int:
    """The beat near a frame, or the frame itself where that beat is out of reach."""
    beat = grid.snap(frame)
    return beat if low <= beat <= high else frame


def _placed(
    grid: CutGrid, wanted: list[int], shot: Stretch, spare: int, *, keep_beat: bool
) -> list[int]:
    """Each wanted cut at a good place that leaves every part its length; lines are spared too
    where the person named no frame."""
    placed: list[int] = []
    low = shot.start_frame + spare
    for frame in wanted:
        high = shot.end_frame - spare
        place = grid.snap(frame) if keep_beat else grid.legal_near(frame)
        place = place if low <= place <= high else _snapped_between(grid, frame, low, high)
        placed.append(min(max(place, low), max(low, high)))
        low = placed[-1] + spare
    return placed
