"""The plan: arithmetic on frames, checked without a codec."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miri.domain.cut import Cut, TimelineClip
from miri.errors import BadMedia
from miri.ports.film_renderer import RenderProfile
from renderer.plan import FilmPlan, delivered_size, plan_film

FINAL = RenderProfile.FINAL


def cut(*clips: TimelineClip) -> Cut:
    return Cut(
        id="cut_1",
        number=1,
        frames=clips[-1].end_frame,
        rate=Fraction(24),
        width=1280,
        height=720,
        song_media_id="media_song",
        clips=clips,
    )


def clip(start: int, end: int, media_id: str | None = "media_a", source_in: int = 0):
    return TimelineClip(
        shot_id="shot_7",
        number=7,
        start_frame=start,
        end_frame=end,
        media_id=media_id,
        source_in=source_in,
    )


def source_of(plan: FilmPlan):
    source = plan.segments[0].source
    assert source is not None
    return source


def test_a_source_as_long_as_its_slot_plays_whole_and_needs_no_note():
    plan = plan_film(cut(clip(0, 40)), {"media_a": 40}, FINAL)
    source = source_of(plan)
    assert (source.first, source.taken, source.held, source.whole) == (0, 40, 0, True)
    assert plan.notes == ()


def test_a_longer_source_is_trimmed_at_its_tail():
    source = source_of(plan_film(cut(clip(0, 40)), {"media_a": 120}, FINAL))
    assert (source.first, source.taken, source.held, source.whole) == (0, 40, 0, False)


def test_a_shorter_source_has_its_last_frame_held_and_the_note_says_so():
    plan = plan_film(cut(clip(0, 40)), {"media_a": 28}, FINAL)
    assert (source_of(plan).taken, source_of(plan).held) == (28, 12)
    assert plan.segments[0].source_frame(39) == 27
    (note,) = plan.notes
    assert note == "Shot 7 (0:00.0): its clip is 12 frames shorter than its slot; the last is held."


def test_a_still_is_meant_to_be_held_and_needs_no_note():
    plan = plan_film(cut(clip(0, 40)), {"media_a": 1}, FINAL)
    assert source_of(plan).held == 39
    assert plan.notes == ()


def test_entering_a_source_late_leaves_less_of_it():
    source = source_of(plan_film(cut(clip(0, 40, source_in=10)), {"media_a": 45}, FINAL))
    assert (source.first, source.taken, source.held) == (10, 35, 5)


def test_a_length_the_cut_knows_counts_where_none_was_measured():
    known = clip(0, 40).model_copy(update={"source_frames": 30})
    assert source_of(plan_film(cut(known), {}, FINAL)).taken == 30
    assert source_of(plan_film(cut(known), {"media_a": 35}, FINAL)).taken == 35


def test_entering_after_the_end_is_refused_naming_the_shot():
    with pytest.raises(BadMedia, match="Shot 7 begins at frame 45 of a clip that has 45"):
        plan_film(cut(clip(0, 40, source_in=45)), {"media_a": 45}, FINAL)


def test_a_shot_without_a_picture_gets_a_slate():
    plan = plan_film(cut(clip(0, 40, media_id=None)), {}, FINAL)
    assert plan.segments[0].source is None
    assert "a slate stands in" in plan.notes[0]


@pytest.mark.parametrize(
    ("size", "half"),
    [((1280, 720), (640, 360)), ((720, 1280), (360, 640)), ((1080, 1082), (540, 540))],
)
def test_a_preview_is_half_the_size_and_even(size: tuple[int, int], half: tuple[int, int]):
    assert delivered_size(*size, RenderProfile.PREVIEW) == half
    assert delivered_size(*size, FINAL) == size


slots = st.lists(
    st.tuples(
        st.integers(1, 200),
        st.one_of(st.none(), st.tuples(st.integers(0, 60), st.integers(1, 400))),
    ),
    min_size=1,
    max_size=40,
)


@given(slots)
def test_any_plan_tiles_the_film_and_shows_only_frames_its_sources_have(
    wanted: list[tuple[int, tuple[int, int] | None]],
):
    clips: list[TimelineClip] = []
    lengths: dict[str, int] = {}
    start = 0
    for index, (frames, source) in enumerate(wanted):
        media_id = f"media_{index}" if source else None
        enters = source[0] if source else 0
        if media_id and source:
            lengths[media_id] = enters + source[1]
        clips.append(clip(start, start + frames, media_id, enters))
        start += frames
    plan = plan_film(cut(*clips), lengths, FINAL)
    assert plan.frames == start == sum(segment.frames for segment in plan.segments)
    for segment in plan.segments:
        source = segment.source
        if source is None:
            continue
        assert source.taken + source.held == segment.frames
        shown = [
            segment.source_frame(f) for f in range(segment.clip.start_frame, segment.clip.end_frame)
        ]
        assert shown[0] == segment.clip.source_in
        assert max(shown) < lengths[source.media_id]
        assert all(after - before in (0, 1) for before, after in pairwise(shown))
