"""Every frame of a film is the planned frame of the planned source, read from its pixels."""

from fractions import Fraction
from pathlib import Path

import pytest

from miri.codec.measure import measure_video
from miri.ports.film_renderer import RenderedFilm, RenderOrder, RenderProfile
from renderer.plan import plan_film
from renderer.renderer import LocalFilmRenderer
from tests.unit.renderer import counted
from tests.unit.renderer.conftest import MakeOrder, ignore


def assert_planned_frames(order: RenderOrder, film: RenderedFilm) -> None:
    """Compare all pixels' codes with the plan; clip n must carry the number n in its pixels."""
    measures = {key: measure_video(path) for key, path in order.media.items()}
    rate = order.cut.rate
    lengths = {key: found.frames_at(rate) for key, found in measures.items()}
    plan = plan_film(order.cut, lengths, order.profile)
    shown = counted.decoded(film.path)
    assert len(shown) == order.cut.frames == film.frames
    for segment in plan.segments:
        assert segment.source is not None
        measure = measures[segment.source.media_id]
        for frame in range(segment.clip.start_frame, segment.clip.end_frame):
            picture = measure.shown_at(segment.source_frame(frame), rate)
            assert counted.read(shown[frame]) == (segment.clip.number, picture), (
                f"film frame {frame}"
            )
            off = abs(measure.times[picture] - segment.source_frame(frame) / rate)
            assert off <= max(1 / rate, measure.end / len(measure.times)), f"film frame {frame}"


async def test_sources_of_mixed_rates_shapes_and_codecs_show_the_planned_frames(
    tmp_path: Path, renderer: LocalFilmRenderer, order: MakeOrder
):
    ntsc = Fraction(30000, 1001)
    uneven = [0, 40, 90, 125, 170, 205, 260, 300, 333, 380, 410, 470, 500, 541, 580, 640, 700]
    slots = [
        (31, counted.born(tmp_path / "a.mp4", 1, 31, Fraction(24))),
        (29, counted.foreign(tmp_path / "b.mp4", 2, 48, Fraction(30))),
        (24, counted.foreign(tmp_path / "c.mp4", 3, 30, Fraction(25), sound=True)),
        (17, counted.foreign(tmp_path / "d.mp4", 4, 40, ntsc, size=(320, 180))),
        (26, counted.foreign(tmp_path / "e.mp4", 5, 40, Fraction(24), size=(180, 320))),
        (14, counted.foreign(tmp_path / "f.mkv", 6, 17, Fraction(24), times=uneven)),
        (20, counted.foreign(tmp_path / "g.mp4", 7, 60, Fraction(60), codec="mpeg4")),
        (11, counted.foreign(tmp_path / "h.mp4", 8, 20, Fraction(24000, 1001))),
        (16, counted.foreign(tmp_path / "i.mkv", 9, 25, Fraction(30), sound=True, late=7)),
    ]
    wanted = order(slots)
    film = await renderer.render(wanted, ignore)
    assert_planned_frames(wanted, film)
    assert film.report.segments_copied == 1
    assert film.report.segments_encoded == 8


@pytest.mark.parametrize("rate", [Fraction(25), Fraction(30), Fraction(24000, 1001)])
async def test_films_of_other_rates_are_as_exact(
    tmp_path: Path, renderer: LocalFilmRenderer, order: MakeOrder, rate: Fraction
):
    slots = [
        (20, counted.born(tmp_path / "a.mp4", 1, 20, rate)),
        (13, counted.foreign(tmp_path / "b.mp4", 2, 40, Fraction(24))),
        (7, counted.born(tmp_path / "c.mp4", 3, 7, rate)),
    ]
    wanted = order(slots, rate=rate)
    film = await renderer.render(wanted, ignore)
    assert_planned_frames(wanted, film)
    assert film.report.segments_copied == 2


async def test_a_preview_is_half_the_size_and_shows_the_same_frames(
    tmp_path: Path, renderer: LocalFilmRenderer, order: MakeOrder
):
    slots = [
        (20, counted.born(tmp_path / "a.mp4", 1, 20, Fraction(24))),
        (15, counted.foreign(tmp_path / "b.mp4", 2, 40, Fraction(30))),
    ]
    wanted = order(slots, profile=RenderProfile.PREVIEW)
    film = await renderer.render(wanted, ignore)
    assert (film.width, film.height) == (80, 44)
    assert counted.decoded(film.path)[0].shape == (44, 80)
    assert_planned_frames(wanted, film)


async def test_a_short_source_is_held_a_long_one_trimmed_and_both_enter_where_they_should(
    tmp_path: Path, renderer: LocalFilmRenderer, order: MakeOrder
):
    slots = [
        (30, counted.foreign(tmp_path / "short.mp4", 1, 20, Fraction(24))),
        (12, counted.foreign(tmp_path / "long.mp4", 2, 60, Fraction(24))),
        (16, counted.foreign(tmp_path / "late.mp4", 3, 30, Fraction(30))),
    ]
    wanted = order(slots, entering={2: 5, 3: 9})
    film = await renderer.render(wanted, ignore)
    assert_planned_frames(wanted, film)
    read = [counted.read(frame) for frame in counted.decoded(film.path)]
    assert read[19:30] == [(1, 19)] * 11
    assert read[30:42] == [(2, 5 + n) for n in range(12)]
    assert any("10 frames shorter" in note for note in film.report.notes)


async def test_one_source_may_feed_several_slots(
    tmp_path: Path, renderer: LocalFilmRenderer, order: MakeOrder
):
    path = counted.foreign(tmp_path / "five-seconds.mp4", 1, 60, Fraction(24))
    wanted = order([(10, path), (10, path), (10, path)], entering={1: 0, 2: 20, 3: 45})
    film = await renderer.render(wanted, ignore)
    read = [counted.read(frame)[1] for frame in counted.decoded(film.path)]
    assert read == [*range(10), *range(20, 30), *range(45, 55)]


async def test_a_still_and_a_missing_shot_fill_their_slots_without_black(
    tmp_path: Path, renderer: LocalFilmRenderer, order: MakeOrder
):
    from PIL import Image

    still = tmp_path / "still"
    Image.fromarray(counted.luma(1, 77)).save(still, format="PNG")
    wanted = order(
        [
            (18, still),
            (15, None),
            (9, counted.born(tmp_path / "c", 3, 9, Fraction(24))),
            (5, counted.born(tmp_path / "d", 4, 1, Fraction(24))),
        ]
    )
    film = await renderer.render(wanted, ignore)
    shown = counted.decoded(film.path)
    assert [counted.read(frame) for frame in shown[:18]] == [(1, 77)] * 18
    assert all(50 < frame.mean() < 130 for frame in shown[18:33])
    assert [counted.read(frame)[1] for frame in shown[33:42]] == list(range(9))
    assert [counted.read(frame) for frame in shown[42:]] == [(4, 0)] * 5
    assert film.report.notes == ("Shot 2 (0:00.7) has no picture yet: a slate stands in.",)
