"""Segments: each planned slot becomes a file that can be joined by copying, once.

Why here: this is where almost all of a render's time goes, so it is where nothing is done twice:
a clip born as a segment is taken as it is, one encoded before comes from the cache.
Next: film.py, which joins them; miri/codec/fingerprint.py, which knows what was born as what.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from miri.codec.container import STILLS, demuxer_of
from miri.codec.ffmpeg import Work, ffmpeg_version, file_word, media_input, run_ffmpeg
from miri.codec.fingerprint import expected_fingerprint, read_born
from miri.codec.measure import VideoMeasure
from miri.codec.part_file import part_file
from miri.codec.sandbox import Limits
from miri.codec.segment import BORN_TAGS, SegmentProfile, encoder_words, rate_word
from miri.domain.cut import TimelineClip
from miri.errors import BadMedia, MiriError
from renderer.cache import SegmentCache
from renderer.plan import FilmPlan, PlannedSegment
from renderer.slate import draw_slate

FIT = (
    "force_original_aspect_ratio=decrease:force_divisible_by=2:reset_sar=1"
    ":out_color_matrix=bt709:out_range=tv"
)
"""Scale into the frame, whole, with square pixels, to the colours that segments have."""


class Origin(StrEnum):
    """Where a segment came from."""

    ENCODED = "encoded"
    COPIED = "copied"
    CACHED = "cached"


@dataclass(frozen=True)
class MadeSegment:
    """A segment's file, its exact length, and where it came from."""

    path: Path
    frames: int
    origin: Origin


@dataclass(frozen=True)
class _Conform:
    """One encode: from which file, entering where, how many frames from it."""

    path: Path
    measure: VideoMeasure
    first: int
    taken: int


class SegmentMaker:
    """Makes the segments of one plan."""

    def __init__(
        self,
        plan: FilmPlan,
        media: Mapping[str, Path],
        measures: Mapping[str, VideoMeasure],
        profile: SegmentProfile,
        cache: SegmentCache,
    ) -> None:
        """`media` and `measures` know every media id that the plan names."""
        self._plan = plan
        self._media = media
        self._measures = measures
        self._profile = profile
        self._cache = cache

    async def make(self, segment: PlannedSegment, on_frame: Callable[[int], None]) -> MadeSegment:
        """The segment, whatever way is cheapest; `on_frame` hears how many frames are done.

        Raises the codec's error with the shot's number in front.
        """
        try:
            made = await self._made(segment, on_frame)
        except MiriError as error:
            raise naming_shot(error, segment.clip) from error
        on_frame(segment.frames)
        return made

    async def _made(self, segment: PlannedSegment, on_frame: Callable[[int], None]) -> MadeSegment:
        born = self._born_path(segment)
        if born and await asyncio.to_thread(self._is_segment, born, segment.frames):
            return MadeSegment(born, segment.frames, Origin.COPIED)
        path = self._cache.path(".mp4", **self._inputs(segment))
        if path.exists() and await asyncio.to_thread(self._is_segment, path, segment.frames):
            return MadeSegment(path, segment.frames, Origin.CACHED)
        await self._encode(segment, path, on_frame)
        return MadeSegment(path, segment.frames, Origin.ENCODED)

    def _born_path(self, segment: PlannedSegment) -> Path | None:
        """The source's file where the slot shows the whole of it and nothing else."""
        source = segment.source
        if source is None or not source.whole or source.held:
            return None
        return self._media[source.media_id]

    def _is_segment(self, path: Path, frames: int) -> bool:
        """Whether a file is just what we would encode; a damaged one is not."""
        plan = self._plan
        try:
            born = read_born(path)
        except BadMedia:
            return False
        if born is None or born.frames != frames:
            return False
        expected = expected_fingerprint(plan.width, plan.height, plan.rate, self._profile)
        return born.fingerprint == expected

    def _inputs(self, segment: PlannedSegment) -> dict[str, object]:
        """Everything the segment's pixels depend on. A media id is its content's hash."""
        clip, source = segment.clip, segment.source
        return {
            "encoder": ffmpeg_version(),
            "profile": [self._profile.preset, self._profile.crf],
            "size": [self._plan.width, self._plan.height],
            "rate": str(self._plan.rate),
            "frames": segment.frames,
            "source": source.model_dump(exclude={"whole"}) if source else None,
            "slate": None if source else [clip.number, clip.start_frame, clip.label],
        }

    async def _encode(
        self, segment: PlannedSegment, out: Path, on_frame: Callable[[int], None]
    ) -> None:
        conform = await self._conform(segment)
        with part_file(out) as part:
            frames = await run_ffmpeg(self._work(segment, conform, part), on_frame)
            if frames != segment.frames:
                raise BadMedia(
                    f"The clip ended after {frames} of {segment.frames} frames: it is damaged.",
                    frames=frames,
                )

    async def _conform(self, segment: PlannedSegment) -> _Conform:
        source, plan = segment.source, self._plan
        if source is not None:
            path, measure = self._media[source.media_id], self._measures[source.media_id]
            return _Conform(path, measure, source.first, source.taken)
        clip = segment.clip
        card = self._cache.path(
            ".png", slate=[clip.number, clip.start_frame, clip.end_frame, clip.label],
            size=[plan.width, plan.height], rate=str(plan.rate),
        )  # fmt: skip
        measure = await asyncio.to_thread(
            draw_slate, clip, plan.rate, plan.width, plan.height, card
        )
        return _Conform(card, measure, 0, 1)

    def _work(self, segment: PlannedSegment, conform: _Conform, part: Path) -> Work:
        rate = rate_word(self._plan.rate)
        still = ("-framerate", rate) if demuxer_of(conform.path) in STILLS else ()
        seconds = segment.frames / self._plan.rate
        return Work(
            (
                *("-xerror", *still),
                *media_input(conform.path),
                *("-map", "0:v:0", "-vf", self._filters(segment, conform)),
                *("-frames:v", str(segment.frames)),
                *encoder_words(self._profile, self._plan.rate),
                file_word(part),
            ),
            reads=(conform.path,),
            writes=(part.parent,),
            limits=Limits(wall_s=120 + 5 * int(seconds)),
        )

    def _filters(self, segment: PlannedSegment, conform: _Conform) -> str:
        """Time, then size, then colour. One more frame is held than planned: rounding of odd
        time stamps may cost one, while two missing mean a damaged source and are refused."""
        size = f"{self._plan.width}:{self._plan.height}"
        rate = rate_word(self._plan.rate)
        last = conform.first + conform.taken
        chain = (
            "setpts=PTS-STARTPTS",
            f"fps={rate}:round=near",
            f"trim=start_frame={conform.first}:end_frame={last}",
            f"scale={size}:{FIT}:in_color_matrix={_matrix(conform.measure)}",
            "format=yuv420p",
            f"pad={size}:(ow-iw)/2:(oh-ih)/2",
            f"tpad=stop={segment.frames - conform.taken + 1}:stop_mode=clone",
            f"setpts=N/({rate})/TB",
            BORN_TAGS,
        )
        return ",".join(chain)


def naming_shot(error: MiriError, clip: TimelineClip) -> MiriError:
    """The same error, saying which shot it is about."""
    return type(error)(
        f"Shot {clip.number}: {error.message}",
        **{**error.details, "shot_id": clip.shot_id, "version_id": clip.version_id},
    )


def _matrix(measure: VideoMeasure) -> str:
    """The source's colour matrix; an untagged one most likely means BT.709 if it is HD."""
    if measure.tagged:
        return "auto"
    return "bt709" if max(measure.width, measure.height) >= 1280 else "bt601"
