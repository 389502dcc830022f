"""What goes wrong in numbers, small: the same scenarios as `make bench ARGS=scenarios` plays in full."""

from pathlib import Path

from miri.stores.sqlite.sqlite_project_store import SqliteProjectStore
from tests.chaos.scenarios import approvals, lost_answers, storm, webhooks


async def test_through_lost_doubled_and_forged_webhooks_and_kills_each_take_is_paid_once(
    tmp_path: Path,
) -> None:
    came = await storm.play(tmp_path, takes=40, kills=4, spread=0.5, forged=0.2)
    assert came.ready + came.orphaned == came.takes
    assert came.kills and came.doubled and came.never and came.forged


async def test_lost_answers_are_matched_by_webhooks_and_nothing_is_sent_again(
    tmp_path: Path,
) -> None:
    store = SqliteProjectStore(tmp_path / "m.db")
    came = await lost_answers.play(store, tmp_path, takes=40, lost=8)
    await store.close()
    assert came.posts == came.takes and came.lost == 8


async def test_of_many_a_yes_at_once_exactly_those_that_can_be_paid_are_given(
    tmp_path: Path,
) -> None:
    came = await approvals.play(tmp_path, asked=40, afforded=10)
    assert (came.given, came.refused) == (10, 30)


async def test_webhooks_that_come_all_at_once_are_all_taken_and_settled_once(
    tmp_path: Path,
) -> None:
    store = SqliteProjectStore(tmp_path / "m.db")
    came = await webhooks.play(store, tmp_path, count=40)
    await store.close()
    assert came.answered <= came.settled
