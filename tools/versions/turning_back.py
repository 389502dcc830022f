"""Turning one change back: what each entity must become so that this change, and no other, is gone.

Why here: pure; undo and redo are the same thing, and other people's changes are never swept away.
Next: undo.py, which finds the change and tells it.
"""

from dataclasses import dataclass
from typing import Any

from miri.domain.base import Value
from miri.domain.film import Film
from miri.domain.project import Project
from miri.domain.shot import Selected, Shot
from miri.domain.song import Song
from miri.domain.timing_contract import tiling_breaches
from miri.events.film_events import Verdict

FOLLOWS = frozenset({"status", "number"})
"""What the fold derives of a shot; nobody changes it."""
CHOSEN = frozenset({"selected", "selected_version_id"})
"""What a take that came out changes by itself; pictures are never taken back with words."""
HEARD = frozenset(
    {
        "analysed",
        "tempo_millibpm",
        "beats_per_bar",
        "beats",
        "sections",
        "energy",
        "energy_step_micros",
        "peaks",
        "sung",
        "trailing_silence_frames",
        "lyrics",
        "moments",
    }
)
"""What listening to a song fills in."""


class Contested(Exception):
    """What the change made was changed again since; `key` is the entity, `locked` why."""

    def __init__(self, key: str, *, locked: bool = False) -> None:
        super().__init__(key)
        self.key = key
        self.locked = locked


@dataclass(frozen=True)
class Turn:
    """One change: the project before it, after it, and now. `only_heard`: nobody but the analysis
    changed the song since."""

    before: Project
    after: Project
    now: Project
    only_heard: bool = False

    def entities(self) -> dict[str, Value | None]:
        """What each entity of the film becomes (None: it goes). Raises Contested."""
        before, after = self.before.film, self.after.film
        keys = before.entity_keys() | after.entity_keys()
        changed = sorted(k for k in keys if _made(before.entity(k), after.entity(k)))
        turned = {key: self._turned(key) for key in changed}
        self._holds_together(turned)
        return turned

    def verdicts(self) -> dict[str, Verdict]:
        """How versions were judged before. Raises Contested where they were judged again."""
        found: dict[str, Verdict] = {}
        for key, after in self.after.versions.items():
            before, now = self.before.versions.get(key), self.now.versions[key]
            if before is None or (before.status, before.reason) == (after.status, after.reason):
                continue
            if (now.status, now.reason) != (after.status, after.reason):
                raise Contested(key)
            found[key] = Verdict(
                target_id=before.target_id, status=before.status, reason=before.reason
            )
        return found

    def _turned(self, key: str) -> Value | None:
        before, after, now = (p.film.entity(key) for p in (self.before, self.after, self.now))
        if before is None or after is None:
            if now is not None and (after is None or not self._same(now, after)):
                raise Contested(key)
            return before
        if now is None:
            raise Contested(key)
        return self._merged(key, before, after, now)

    def _same(self, now: Value, then: Value) -> bool:
        loose = _follows(then) | CHOSEN | self._loose(then)
        return now.model_dump(exclude=set(loose)) == then.model_dump(exclude=set(loose))

    def _loose(self, then: Value) -> frozenset[str]:
        """Fields that may have been filled in since: a song that was not heard yet."""
        unheard = isinstance(then, Song) and not then.analysed
        return HEARD if unheard and self.only_heard else frozenset()

    def _merged(self, key: str, before: Any, after: Any, now: Any) -> Value:
        """The entity as it is now, with the fields this change made as they were before it."""
        made = _made(before, after)
        if isinstance(now, Shot) and now.locked and set(made) - {"locked"}:
            raise Contested(key, locked=True)
        loose = self._loose(after)
        moved = "start_frame" in made or "end_frame" in made
        changes: dict[str, Any] = {}
        for field in made:
            was, became, stands = (getattr(x, field) for x in (before, after, now))
            if isinstance(stands, Selected):
                changes[field] = _chosen(key, was, became, stands, moved=moved)
            elif stands != became and field not in loose:
                raise Contested(key)
            else:
                changes[field] = was
        return now.model_copy(update=changes)

    def _holds_together(self, turned: dict[str, Value | None]) -> None:
        """Raises Contested where the film would come apart: scenes or shots planned since."""
        film = self.now.film
        for key, value in turned.items():
            film = film.with_entity(key, value)
        if not _whole(film) and _whole(self.now.film):
            raise Contested("timeline")


def _made(before: Value | None, after: Value | None) -> tuple[str, ...]:
    """The fields in which an entity differs; its coming or going counts as all of them."""
    either = before or after
    fields = type(either).model_fields if isinstance(either, Value) else ()
    if before is None or after is None:
        return () if before is after else tuple(fields)
    follows = _follows(before)
    return tuple(f for f in fields if f not in follows and getattr(before, f) != getattr(after, f))


def _follows(entity: Value) -> frozenset[str]:
    return FOLLOWS if isinstance(entity, Shot) else frozenset()


def _chosen(
    key: str, was: Selected, became: Selected, stands: Selected, *, moved: bool
) -> Selected:
    """The takes in use with those this change put in or out of use as they were; where the slot
    goes back too, a clip made for the other length goes with it."""
    changes: dict[str, str | None] = {}
    for kind in Selected.model_fields:
        if getattr(was, kind) == getattr(became, kind):
            continue
        if getattr(stands, kind) != getattr(became, kind) and not moved:
            raise Contested(key)
        changes[kind] = getattr(was, kind)
    return stands.model_copy(update=changes)


def _whole(film: Film) -> bool:
    """Whether scenes and shots, where there are any, tile the song, and every shot has its scene."""
    if film.song is None:
        return not film.scenes and not film.shots
    frames, rate = film.song.frames, film.settings.fps
    scenes = sorted(film.scenes.values(), key=lambda s: s.start_frame)
    if any(shot.scene_id not in film.scenes for shot in film.shots.values()):
        return False
    return all(
        not stretches or not tiling_breaches(stretches, frames, rate)
        for stretches in (scenes, film.ordered_shots)
    )
