"""Cuts: what is there is cut, exactly as long as the song; what is missing is said."""

import pytest

from miri.domain.cut import Cut
from miri.domain.job import JobKind
from miri.events.film_events import ShotsChanged
from tests.unit.tools.stage import FRAMES, Stage


@pytest.mark.parametrize(
    ("tool", "kind", "size"),
    [("render_preview", "preview", (64, 36)), ("render_final", "final", (128, 72))],
)
async def test_a_cut_covers_the_song_with_what_there_is(
    stage: Stage, tool: str, kind: str, size: tuple[int, int]
):
    await stage.with_pictures(1, 2)
    await stage.call("approve_version", shot=1)
    await stage.call("generate_clips", shots=[1])
    await stage.work()
    before = (await stage.project()).seq
    answer = await stage.call(tool)
    assert await stage.types(before) == ["CutMade"]
    assert {k: answer.result[k] for k in ("frames", "moving", "still", "missing")} == {
        "frames": FRAMES,
        "moving": 1,
        "still": 1,
        "missing": 10,
    }
    assert "One shot doesn't move yet" in answer.text
    assert "10 shots have no picture yet." in answer.text
    (job,) = await stage.jobs(JobKind.RENDER)
    cut = Cut.model_validate(job.order["cut"])
    (made,) = (await stage.project()).cuts.values()
    assert (cut.frames, len(cut.clips), cut.song_media_id) == (
        FRAMES,
        12,
        (await stage.film()).song.media_id,
    )
    assert (made.id, made.kind, made.job_id) == (cut.id, kind, job.id)
    assert (made.width, made.height) == size and (cut.width, cut.height) == (128, 72)
    assert job.order["profile"] == kind and job.price_micros == 0
    assert [c["title"] for c in job.order["chapters"]] == ["verse", "chorus", "outro"]
    assert job.order["trained_models"] == []


async def test_cuts_are_counted(stage: Stage):
    numbers = [(await stage.call("render_preview")).result["cut_number"] for _ in range(2)]
    assert numbers == [1, 2]


async def test_chapters_are_named_in_the_films_language(hebrew: Stage):
    await hebrew.call("render_final")
    (job,) = await hebrew.jobs(JobKind.RENDER)
    assert [c["title"] for c in job.order["chapters"]] == ["בית", "פזמון", "סיום"]


async def test_a_rehearsals_pictures_are_no_trained_models(paid: Stage):
    await paid.call("set_budget", dollars=5, without_asking=5)
    await paid.with_pictures(1)
    await paid.call("render_final")
    (job,) = await paid.jobs(JobKind.RENDER)
    assert job.order["trained_models"] == []


async def test_there_is_nothing_to_cut_before_shots(sung: Stage, empty: Stage):
    assert "no shots yet" in (await sung.refusal("render_final")).message
    assert "no song yet" in (await empty.refusal("render_preview")).message


async def test_a_timeline_with_a_hole_is_not_cut(stage: Stage):
    gone = await stage.shot(5)
    await stage.commit(ShotsChanged(how="merged", shots=(), removed=(gone.id,)))
    refusal = await stage.refusal("render_final")
    assert "Nothing is shown from 0:08.0" in refusal.message
