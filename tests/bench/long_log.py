"""A project as it looks after months: 10,000 events of talk, tool calls, takes and jobs.

Why here: a long log of one kind of event would be a lucky one.
Next: opening.py, which opens it.
"""

import hashlib
from collections.abc import Iterator

from miri.domain.film import Film
from miri.domain.job import JobKind, JobState
from miri.domain.media import Media
from miri.domain.prompt import ImagePrompt, Subject
from miri.domain.scene import Scene
from miri.domain.shot import Shot
from miri.domain.thread import Message, TurnState
from miri.domain.version import Recipe, Version, VersionKind
from miri.events.event import Event
from miri.events.film_events import ScenesPlanned, ShotsPlanned
from miri.events.project_events import ProjectCreated
from miri.events.talk_events import (
    MessagePosted,
    MiriSpoke,
    ThreadOpened,
    ToolCalled,
    ToolReturned,
    TurnMoved,
)
from miri.events.version_events import JobMoved, VersionReady, VersionStarted

SHOTS, THREADS = 60, 5
PROMPT = ImagePrompt(
    scene="a lived-in bedroom with one tall window, rain on the glass, a lamp on the floor",
    subjects=(
        Subject(
            description="a woman in a red coat hex #B3322B, short black hair, in her thirties",
            pose="sitting at the edge of the bed, face to the window",
            position="left third",
        ),
    ),
    style="soft animatic, film grain",
    lighting="one warm lamp, a cold window",
    palette=("#112233", "#445566", "#778899", "#B3322B"),
)


def history(events: int) -> list[Event]:
    """A film of 60 shots, and then one take after another, each asked for in one of five threads."""
    shots = tuple(
        Shot(
            id=f"shot_{n}",
            number=n + 1,
            scene_id="scene_a",
            start_frame=n * 48,
            end_frame=n * 48 + 48,
            image=PROMPT,
        )
        for n in range(SHOTS)
    )
    scene = Scene(id="scene_a", number=1, title="One", seed=1, start_frame=0, end_frame=SHOTS * 48)
    log: list[Event] = [
        ProjectCreated(owner="person_local", film=Film()),
        ScenesPlanned(scenes=(scene,)),
        ShotsPlanned(shots=shots, scene_ids=("scene_a",)),
        *(ThreadOpened(thread_id=f"thread_{n}", title=f"Talk {n}") for n in range(THREADS)),
    ]
    takes = 0
    while len(log) < events:
        log += take(takes)
        takes += 1
    return log[:events]


def take(n: int) -> Iterator[Event]:
    """All that one "make shot 3 darker" leaves in the log."""
    thread, turn, call = f"thread_{n % THREADS}", f"turn_{n:06d}", f"call_{n:06d}"
    version = _version(n)
    yield MessagePosted(thread_id=thread, message=_message(n, "person", "make shot 3 darker"))
    for state in (TurnState.QUEUED, TurnState.RUNNING):
        yield TurnMoved(thread_id=thread, turn=turn, state=state, message_id=f"msg_{n}_person")
    wanted = {"shots": ["3"], "note": "darker"}
    yield ToolCalled(thread_id=thread, call_id=call, tool="generate_stills", arguments=wanted)
    yield VersionStarted(made=version)
    yield _job(version, JobState.QUEUED)
    yield ToolReturned(
        thread_id=thread,
        call_id=call,
        tool="generate_stills",
        state="done",
        text='{"says": "Drawing one shot.", "count": 1}',
    )
    yield MiriSpoke(thread_id=thread, message=_message(n, "miri", "Drawing shot 3 anew."))
    yield TurnMoved(thread_id=thread, turn=turn, state=TurnState.DONE)
    yield _job(version, JobState.RUNNING)
    yield VersionReady(version_id=version.id, target_id=version.target_id, media=_media(n))
    yield _job(version, JobState.READY)


def _version(n: int) -> Version:
    inputs = {
        "prompt": PROMPT.model_dump(mode="json"),
        "width": 1280,
        "height": 720,
        "references": [_media(n).id] * 3,
    }
    recipe = Recipe(
        provider="offline", endpoint="animatic", take=n // SHOTS + 1, seed=n, inputs=inputs
    )
    return Version(
        id=f"version_{n:06d}",
        target_id=f"shot_{n % SHOTS}",
        kind=VersionKind.STILL,
        number=n // SHOTS + 1,
        provider="offline",
        endpoint="animatic",
        recipe=recipe,
        job_id=f"job_{n:06d}",
    )


def _media(n: int) -> Media:
    digest = hashlib.sha256(str(n).encode()).hexdigest()
    return Media(id=f"media_{digest}", content_type="image/png", size=900_000)


def _message(n: int, role: str, text: str) -> Message:
    return Message(
        id=f"msg_{n}_{role}", role=role, author=role, text=text, ts=1_800_000_000_000_000
    )


def _job(version: Version, state: JobState) -> JobMoved:
    return JobMoved(
        job_id=version.job_id,
        kind=JobKind.STILL,
        state=state,
        target_id=version.id,
        label="Shot 3, take 4",
    )
