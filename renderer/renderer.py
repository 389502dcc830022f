"""LocalFilmRenderer: renders cuts in this process's machine, with a cache on its disk.

Why here: the order of a render in one screen: measure, plan, make segments, join.
Next: plan.py (what), segments.py (how), film.py (the result).
"""

import asyncio
import os
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from miri.codec.fingerprint import read_born
from miri.codec.measure import VideoMeasure, measure_video
from miri.codec.segment import FINAL, PREVIEW
from miri.domain.cut import TimelineClip
from miri.domain.time import micros_from_frames
from miri.errors import MiriError, NotFound
from miri.ports.film_renderer import (
    Progress,
    RenderedFilm,
    RenderOrder,
    RenderProfile,
    RenderReport,
)
from renderer.cache import SegmentCache
from renderer.film import JoinedFilm, join_film
from renderer.plan import FilmPlan, plan_film
from renderer.progress import RenderProgress
from renderer.segments import MadeSegment, Origin, SegmentMaker, naming_shot
from renderer.soundtrack import make_soundtrack

PROFILES = {RenderProfile.PREVIEW: PREVIEW, RenderProfile.FINAL: FINAL}


class LocalFilmRenderer:
    """A FilmRenderer. Several renders may run at once and share the cache."""

    def __init__(self, cache: Path, encoders: int | None = None) -> None:
        """`cache` is a folder for segments; `encoders` how many run at once (default: by cores)."""
        self._cache_folder = cache
        self._encoders = asyncio.Semaphore(encoders or max(2, (os.cpu_count() or 2) // 2))

    async def render(self, order: RenderOrder, progress: Progress) -> RenderedFilm:
        """See miri/ports/film_renderer.py."""
        started = time.monotonic()
        cache = await asyncio.to_thread(SegmentCache, self._cache_folder)
        measures = await asyncio.to_thread(_measured, order)
        lengths = {key: found.frames_at(order.cut.rate) for key, found in measures.items()}
        plan = plan_film(order.cut, lengths, order.profile)
        maker = SegmentMaker(plan, order.media, measures, PROFILES[order.profile], cache)
        tracker = RenderProgress(plan.frames, progress)
        segments, soundtrack = await self._parts(order, plan, maker, cache, tracker)
        joined = await join_film(order, segments, soundtrack)
        tracker.finish()
        return _rendered(order, plan, segments, joined, started)

    async def _parts(
        self,
        order: RenderOrder,
        plan: FilmPlan,
        maker: SegmentMaker,
        cache: SegmentCache,
        tracker: RenderProgress,
    ) -> tuple[list[MadeSegment], Path]:
        """Segments in order, and the soundtrack; the first failure stops all the others."""
        cut = order.cut
        try:
            async with asyncio.TaskGroup() as group:
                sound = group.create_task(
                    make_soundtrack(order.song, cut.song_media_id, cut.frames, cut.rate, cache)
                )
                made = [
                    group.create_task(self._one(maker, plan, index, tracker))
                    for index in range(len(plan.segments))
                ]
        except* MiriError as failures:
            raise _first(failures) from None
        return [task.result() for task in made], sound.result()

    async def _one(
        self, maker: SegmentMaker, plan: FilmPlan, index: int, tracker: RenderProgress
    ) -> MadeSegment:
        async with self._encoders:
            return await maker.make(plan.segments[index], tracker.segment(index))


def _measured(order: RenderOrder) -> dict[str, VideoMeasure]:
    """Every source the cut names, measured once."""
    measures: dict[str, VideoMeasure] = {}
    for clip in order.cut.clips:
        if clip.media_id is not None and clip.media_id not in measures:
            measures[clip.media_id] = _measure(clip, clip.media_id, order.media)
    return measures


def _measure(clip: TimelineClip, media_id: str, media: Mapping[str, Path]) -> VideoMeasure:
    path = media.get(media_id)
    if path is None:
        raise NotFound(f"Shot {clip.number}: its file was not handed over.", shot_id=clip.shot_id)
    try:
        born = read_born(path)
        return born.measure if born else measure_video(path)
    except MiriError as error:
        raise naming_shot(error, clip) from error


def _first(failures: BaseExceptionGroup[MiriError]) -> MiriError:
    """The first failure of a group, however deep."""
    first = failures.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first


def _rendered(
    order: RenderOrder,
    plan: FilmPlan,
    segments: list[MadeSegment],
    joined: JoinedFilm,
    started: float,
) -> RenderedFilm:
    origins = Counter(segment.origin for segment in segments)
    return RenderedFilm(
        path=order.out,
        frames=joined.frames,
        width=plan.width,
        height=plan.height,
        duration_micros=micros_from_frames(joined.frames, plan.rate),
        audio_micros=joined.audio_micros,
        report=RenderReport(
            segments_encoded=origins[Origin.ENCODED],
            segments_copied=origins[Origin.COPIED],
            segments_from_cache=origins[Origin.CACHED],
            wall_ms=int((time.monotonic() - started) * 1000),
            notes=plan.notes,
        ),
    )
