"""How long a project with 10,000 events takes to open, cold, from its snapshot (SQLite on disk).

Why here: a long project must not feel long.
Next: miri/log/archive.py.
"""

import asyncio
import tempfile
import time
from pathlib import Path
from statistics import median

from miri.domain.film import Film
from miri.domain.identity import LOCAL_PERSON, new_id
from miri.domain.prompt import ImagePrompt
from miri.domain.scene import Scene
from miri.domain.shot import Shot
from miri.domain.story import Brief
from miri.events.event import Context, Event
from miri.events.film_events import BriefSaved, ScenesPlanned, ShotsChanged, ShotsPlanned
from miri.events.project_events import ProjectCreated
from miri.log.archive import Archive
from miri.log.feed import Feed
from miri.ports.project_store import Commit
from miri.stores.sqlite.sqlite_project_store import SqliteProjectStore

EVENTS = 10_000
SHOTS = 60
ME = Context(actor=LOCAL_PERSON)


def shots() -> tuple[Shot, ...]:
    image = ImagePrompt(scene="a lived-in bedroom with one tall window")
    return tuple(
        Shot(
            id=f"shot_{n}",
            number=n + 1,
            scene_id="scene_a",
            start_frame=n * 48,
            end_frame=n * 48 + 48,
            image=image,
        )
        for n in range(SHOTS)
    )


def history() -> list[Event]:
    scene = Scene(id="scene_a", number=1, title="One", seed=1, start_frame=0, end_frame=SHOTS * 48)
    made = shots()
    first: list[Event] = [
        ProjectCreated(owner="a", film=Film()),
        ScenesPlanned(scenes=(scene,)),
        ShotsPlanned(shots=made, scene_ids=("scene_a",)),
    ]
    edits: list[Event] = [
        ShotsChanged(
            how="edited",
            shots=(made[n % SHOTS].model_copy(update={"description": f"edit {n}"}),),
        )
        if n % 2
        else BriefSaved(brief=Brief(theme=f"theme {n}"))
        for n in range(EVENTS - len(first))
    ]
    return first + edits


async def measure() -> tuple[float, float]:
    """Median seconds to open cold, and commits a second while filling."""
    with tempfile.TemporaryDirectory() as folder:
        path, project_id = Path(folder) / "projects.db", new_id("project")
        store = SqliteProjectStore(path)
        archive = Archive(store, Feed(store))
        events = history()
        begun = time.perf_counter()
        for at in range(0, EVENTS, 50):
            await archive.commit(
                Commit(project_id=project_id, context=ME, events=tuple(events[at : at + 50]))
            )
            await archive.open(project_id)
        filled = EVENTS / (time.perf_counter() - begun)
        await store.close()
        times = [await _cold(path, project_id) for _ in range(9)]
    return median(times), filled


async def _cold(path: Path, project_id: str) -> float:
    store = SqliteProjectStore(path)
    archive = Archive(store, Feed(store))
    begun = time.perf_counter()
    project = await archive.open(project_id)
    took = time.perf_counter() - begun
    assert project.seq == EVENTS, project.seq
    await store.close()
    return took


if __name__ == "__main__":
    opened, filled = asyncio.run(measure())
    print(
        f"open a project of {EVENTS} events and {SHOTS} shots, cold, median of 9: "
        f"{opened * 1000:.1f} ms (wanted: at most 100)"
    )
    print(f"filling it: {filled:.0f} events a second, in commits of 50, opened after each")
