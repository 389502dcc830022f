"""Recent events: what was just committed is read back whole, or not at all."""

from miri.domain.identity import LOCAL_PERSON
from miri.events.event import Recorded
from miri.events.talk_events import ThreadOpened
from miri.stores.recent_events import KEPT, RecentEvents


def recorded(seq: int, project_id: str = "project_a") -> Recorded:
    event = ThreadOpened(thread_id=f"thread_{seq}", title="Talk")
    return Recorded(seq=seq, project_id=project_id, ts=seq, actor=LOCAL_PERSON, event=event)


def test_a_stretch_is_answered_only_when_every_event_of_it_is_known() -> None:
    recent = RecentEvents()
    recent.add(recorded(n) for n in (3, 4, 6))
    assert [r.seq for r in recent.between("project_a", 2, 4) or ()] == [3, 4]
    assert recent.between("project_a", 4, 4) == ()
    assert recent.between("project_a", 2, 6) is None
    assert recent.between("project_a", 1, 4) is None
    assert recent.between("project_b", 2, 4) is None


def test_the_oldest_go_first_and_a_purged_project_goes_whole() -> None:
    recent = RecentEvents()
    recent.add(recorded(n) for n in range(1, KEPT + 2))
    assert recent.between("project_a", 0, 1) is None
    assert len(recent.between("project_a", 1, KEPT + 1) or ()) == KEPT
    recent.add([recorded(1, "project_b")])
    recent.forget("project_a")
    assert recent.between("project_a", KEPT, KEPT + 1) is None
    assert recent.between("project_b", 0, 1) == (recorded(1, "project_b"),)
