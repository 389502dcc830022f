"""Nothing is encoded twice until something it was made of changes."""

from fractions import Fraction
from pathlib import Path

from miri.codec.segment import SegmentProfile
from miri.ports.film_renderer import RenderProfile, RenderReport
from renderer.renderer import LocalFilmRenderer
from tests.unit.renderer import counted
from tests.unit.renderer.conftest import MakeOrder, ignore

RATE = Fraction(24)


def origins(report: RenderReport) -> tuple[int, int, int]:
    """(encoded, copied, from cache)."""
    return report.segments_encoded, report.segments_copied, report.segments_from_cache


def slots(folder: Path) -> list[tuple[int, Path | None]]:
    """A born clip, a foreign one, a shot without a picture."""
    return [
        (12, counted.born(folder / "born.mp4", 1, 12, RATE)),
        (15, counted.foreign(folder / "foreign.mp4", 2, 40, Fraction(30))),
        (10, None),
    ]


async def test_rendering_again_encodes_nothing_and_makes_the_same_bytes(
    tmp_path: Path, renderer: LocalFilmRenderer, order: MakeOrder
):
    wanted = order(slots(tmp_path))
    first = await renderer.render(wanted, ignore)
    data = first.path.read_bytes()
    again = await renderer.render(wanted, ignore)
    assert origins(first.report) == (2, 1, 0)
    assert origins(again.report) == (0, 1, 2)
    assert again.path.read_bytes() == data


async def test_changing_one_shot_encodes_one_segment(
    tmp_path: Path, renderer: LocalFilmRenderer, order: MakeOrder
):
    before = slots(tmp_path)
    await renderer.render(order(before), ignore)
    other = counted.foreign(tmp_path / "other.mp4", 9, 40, Fraction(30))
    changed = await renderer.render(order([before[0], (15, other), before[2]]), ignore)
    assert origins(changed.report) == (1, 1, 1)
    read = [counted.read(frame)[0] for frame in counted.decoded(changed.path)[:27]]
    assert read == [1] * 12 + [9] * 15


async def test_a_cache_entry_that_was_damaged_is_made_anew(
    tmp_path: Path, renderer: LocalFilmRenderer, order: MakeOrder
):
    wanted = order(slots(tmp_path))
    whole = (await renderer.render(wanted, ignore)).path.read_bytes()
    for entry in (tmp_path / "cache").rglob("*.mp4"):
        entry.write_bytes(entry.read_bytes()[:900])
    again = await renderer.render(wanted, ignore)
    assert origins(again.report) == (2, 1, 0)
    assert again.path.read_bytes() == whole


async def test_a_clip_born_in_another_profile_or_size_is_encoded(
    tmp_path: Path, renderer: LocalFilmRenderer, order: MakeOrder
):
    other = counted.born(tmp_path / "other.mp4", 1, 12, RATE, SegmentProfile("ultrafast", 30))
    slower = counted.born(tmp_path / "slower.mp4", 2, 12, Fraction(25))
    with_sound = counted.foreign(tmp_path / "sound.mp4", 3, 12, RATE, sound=True)
    film = await renderer.render(order([(12, other), (12, slower), (12, with_sound)]), ignore)
    assert origins(film.report) == (3, 0, 0)


async def test_a_born_clip_that_does_not_fill_its_slot_is_encoded(
    tmp_path: Path, renderer: LocalFilmRenderer, order: MakeOrder
):
    born = counted.born(tmp_path / "born.mp4", 1, 12, RATE)
    slots = [(11, born), (13, born), (12, born)]
    film = await renderer.render(order(slots, entering={3: 4}), ignore)
    assert origins(film.report) == (3, 0, 0)
    read = [counted.read(frame)[1] for frame in counted.decoded(film.path)]
    assert read == [*range(11), *range(12), 11, *range(4, 12), *[11] * 4]


async def test_preview_and_final_do_not_share_segments(
    tmp_path: Path, renderer: LocalFilmRenderer, order: MakeOrder
):
    wanted = slots(tmp_path)
    await renderer.render(order(wanted), ignore)
    preview = await renderer.render(order(wanted, profile=RenderProfile.PREVIEW), ignore)
    assert origins(preview.report) == (3, 0, 0)
