"""The timing contract: shots tile the song, fit the model, spare sung lines and keep the beat.

Why here: whoever plans, retimes or imports shots is judged by the same lines of code. Precedence:
tiling > what the model can make > the person's list > the sung line > the beat; guessed line
times bind nobody.
Next: slots.py, whose plans always pass; tools/breakdown, which refuses with a breach's sentence.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from miri.domain import breach
from miri.domain.breach import Breach
from miri.domain.cut_grid import CutGrid, bond_edges, cut_grid
from miri.domain.slot import Stretch
from miri.domain.song import Song


def check_timeline(
    song: Song,
    shots: Sequence[Stretch],
    rate: Fraction,
    longest_frames: int,
    *,
    obeyed: frozenset[str] | bool = False,
    standing: frozenset[int] = frozenset(),
    split_lines_allowed: bool = False,
) -> tuple[Breach, ...]:
    """Every breach of the contract, the gravest first; empty where the timeline is good.

    `shots` in film order. `longest_frames` is the longest clip the video model makes.
    `obeyed`: True for a person's own list, or the ids of shots whose place a person gave; their
    cuts need not spare lines or beats. `standing` are frames where cuts already were: what stood
    before is not judged again when something else changes. Tiling breaches hide all others,
    which would only be their echo.
    """
    tiling = tiling_breaches(shots, song.frames, rate)
    if tiling or obeyed is True:
        return tiling or _model_breaches(shots, rate, longest_frames)
    grid = cut_grid(song, rate, split_lines=split_lines_allowed)
    own = obeyed or frozenset[str]()
    lines: list[Breach] = []
    beats: list[Breach] = []
    for number, (left, right) in enumerate(pairwise(shots), start=2):
        if right.start_frame in standing or _id(left) in own or _id(right) in own:
            continue
        lines += _line_breach(grid, number, right.start_frame, rate, longest_frames)
        beats += _beat_breach(grid, number, left, right, rate, longest_frames)
    return (*_model_breaches(shots, rate, longest_frames), *lines, *beats)


def tiling_breaches(
    shots: Sequence[Stretch], song_frames: int, rate: Fraction
) -> tuple[Breach, ...]:
    """Gaps, overlaps, empty shots and a wrong end, in film order."""
    if not shots:
        return (breach.nothing(song_frames, rate),)
    found: list[Breach] = []
    expected = 0
    for number, shot in enumerate(shots, start=1):
        if shot.start_frame > expected:
            found.append(breach.gap(number, expected, shot.start_frame, rate))
        elif shot.start_frame < expected:
            found.append(breach.overlap(number, shot.start_frame, expected, rate))
        if shot.end_frame <= shot.start_frame:
            found.append(breach.empty(number, shot.start_frame, shot.end_frame, rate))
        expected = max(expected, shot.end_frame)
    if expected != song_frames:
        found.append(breach.wrong_end(len(shots), expected, song_frames, rate))
    return tuple(found)


def _id(shot: Stretch) -> str:
    return str(getattr(shot, "id", ""))


def _model_breaches(
    shots: Sequence[Stretch], rate: Fraction, longest_frames: int
) -> tuple[Breach, ...]:
    return tuple(
        breach.too_long(number, s.start_frame, s.end_frame - s.start_frame, longest_frames, rate)
        for number, s in enumerate(shots, start=1)
        if s.end_frame - s.start_frame > longest_frames
    )


def _line_breach(
    grid: CutGrid, number: int, cut: int, rate: Fraction, longest_frames: int
) -> list[Breach]:
    bond = grid.bond_at(cut)
    if bond is None or bond.end - bond.start > longest_frames:
        return []
    sung = " / ".join(line.text for line in bond.lines)
    edges = bond_edges(bond)
    return [breach.splits_line(number, cut, sung, (edges[0], edges[-1]), rate)]


def _beat_breach(
    grid: CutGrid,
    number: int,
    left: Stretch,
    right: Stretch,
    rate: Fraction,
    longest_frames: int,
) -> list[Breach]:
    """The beat a cut misses, unless moving there would empty a neighbour or make it too long."""
    cut = right.start_frame
    beat = grid.missed_beat(cut)
    if beat is None:
        return []
    fits = beat - left.start_frame <= longest_frames and right.end_frame - beat <= longest_frames
    if not fits or not left.start_frame < beat < right.end_frame:
        return []
    return [breach.off_beat(number, cut, beat, rate)]
