"""How threads and turns change. Messages themselves stay in the log and are read from there.

Why here: the fold keeps only what decisions need: titles, open turns, the stop flag.
Next: miri/log/archive.py.
"""

from typing import Any

from miri.domain.project import Project
from miri.domain.thread import Thread, TurnState
from miri.events import talk_events as tv
from miri.events.event import Recorded

_OVER = {TurnState.DONE, TurnState.STOPPED, TurnState.FAILED}


def _thread(project: Project, thread_id: str, at: Recorded, **changes: Any) -> Project:
    thread = project.threads.get(thread_id)
    if thread is None:
        return project
    changed = thread.model_copy(update={**changes, "last_seq": at.seq})
    return project.model_copy(update={"threads": {**project.threads, thread_id: changed}})


def opened(project: Project, event: tv.ThreadOpened, at: Recorded) -> Project:
    """A conversation more."""
    thread = Thread(id=event.thread_id, title=event.title, last_seq=at.seq)
    return project.model_copy(update={"threads": {**project.threads, thread.id: thread}})


def renamed(project: Project, event: tv.ThreadRenamed, at: Recorded) -> Project:
    """Another title."""
    return _thread(project, event.thread_id, at, title=event.title)


def archived(project: Project, event: tv.ThreadArchived, at: Recorded) -> Project:
    """Put away, or back."""
    return _thread(project, event.thread_id, at, archived=event.archived)


def posted(project: Project, event: tv.MessagePosted, at: Recorded) -> Project:
    """Only the thread's last seq moves."""
    return _thread(project, event.thread_id, at)


def turn_moved(project: Project, event: tv.TurnMoved, at: Recorded) -> Project:
    """A queued turn is open until it is over; a turn that ends takes the stop flag with it."""
    thread = project.threads.get(event.thread_id)
    if thread is None:
        return project
    others = tuple(t for t in thread.open_turns if t != event.turn)
    if event.state in _OVER:
        return _thread(project, thread.id, at, open_turns=others, stop_requested=False)
    turns = thread.open_turns if event.turn in thread.open_turns else (*others, event.turn)
    return _thread(project, thread.id, at, open_turns=turns)


def stop_requested(project: Project, event: tv.StopRequested, at: Recorded) -> Project:
    """The flag a running turn obeys; without one there is nothing to stop."""
    thread = project.threads.get(event.thread_id)
    running = bool(thread and thread.open_turns)
    return _thread(project, event.thread_id, at, stop_requested=running)


STEPS = {
    tv.ThreadOpened: opened,
    tv.ThreadRenamed: renamed,
    tv.ThreadArchived: archived,
    tv.MessagePosted: posted,
    tv.MiriSpoke: posted,
    tv.TurnMoved: turn_moved,
    tv.StopRequested: stop_requested,
}
