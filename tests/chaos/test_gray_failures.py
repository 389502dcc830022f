"""Not dead, and not well: a process that stands still past its lease, clocks that disagree, a store
that swallows everything.

Why here: kill -9 is the plainest failure; these are the ones in which two believe to be the owner.
Rows 4, 9 and 21 of the scenarios in docs/reliability.md.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.chaos.crash.lives import ORDERS, lived_by_two_clocks, slept_through
from tests.chaos.crash.truths import assert_nothing_is_lost_or_twice
from tests.chaos.crash.undertaker import Undertaker, undertaker

TEN_MINUTES = 600


@pytest.fixture
async def parlour() -> AsyncIterator[Undertaker]:
    async with undertaker() as made:
        yield made


async def test_an_owner_that_stood_still_is_relieved_and_does_no_harm_when_it_wakes(
    parlour: Undertaker, tmp_path: Path, firestore_emulator: str
) -> None:
    """On Firestore: a process that stands still in the middle of a SQLite write holds the file."""
    points = ["submit.after_claim", "submit.after_post", "drain.before_commit", "fetch.after_keep"]
    names = {point: f"demo-still-{point.replace('.', '-').replace('_', '-')}" for point in points}
    lives = await asyncio.gather(
        *(
            slept_through(p, f"firestore:{firestore_emulator}/{names[p]}", tmp_path / p, parlour)
            for p in points
        )
    )
    for life in lives:
        assert [end.code for end in life.ends] == [0, 0], life.said
        assert_nothing_is_lost_or_twice(life, ORDERS)
    assert any(len(life.submissions) < ORDERS for life in lives), "nobody was refused by a fence"


@pytest.mark.parametrize("kind", ["sqlite", "firestore"])
async def test_clocks_ten_minutes_apart_either_way_do_nothing(
    parlour: Undertaker, tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    if kind == "sqlite":
        store = f"sqlite:{tmp_path}/two.db"
    else:
        store = f"firestore:{request.getfixturevalue('firestore_emulator')}/demo-two-clocks"
    life = await lived_by_two_clocks(store, tmp_path / "two", parlour, TEN_MINUTES)
    assert [end.code for end in life.ends] == [0, 0], life.said
    assert_nothing_is_lost_or_twice(life, ORDERS)
    assert len(life.submissions) == ORDERS
