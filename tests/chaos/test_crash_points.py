"""A SIGKILL at every named place of the jobs engine; then another process goes on, and all is right.

Why here: random kills find the usual places; these are all the places where it could matter. Each
point's lives run once per store, several points at once; each test judges what is left of its own.
`make chaos` (CRASH_POINTS=all) runs all of them on Firestore too; the suite takes a third, another
one each day.
"""

import asyncio
import os
import re
import statistics
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from miri.jobs.crash_points import CRASH_POINTS
from tests.chaos.crash.lives import ORDERS, Life, live_all
from tests.chaos.crash.truths import (
    assert_died_there_and_lived_on,
    assert_nothing_is_lost_or_twice,
)
from tests.chaos.crash.undertaker import undertaker

AT_ONCE = 3
THIRD = datetime.now(UTC).toordinal() % 3
ALL = os.environ.get("CRASH_POINTS") == "all"
ON_FIRESTORE = CRASH_POINTS if ALL else CRASH_POINTS[THIRD::3]


def wanted(request: pytest.FixtureRequest, test: str) -> list[str]:
    """The points of a test's cases that were selected to run."""
    cases: list[Any] = [i for i in request.session.items if getattr(i, "originalname", "") == test]
    return [case.callspec.params["point"] for case in cases]


def lives_of(stores: Mapping[str, str], folder: Path) -> dict[str, Life]:
    """The lives of points, each on the store named for it."""

    async def all_of_them() -> dict[str, Life]:
        async with undertaker() as parlour:
            return await live_all(list(stores.items()), folder, parlour, AT_ONCE)

    lives = asyncio.run(all_of_them())
    if ALL:
        tell(lives, folder.name)
    return lives


def tell(lives: Mapping[str, Life], store: str) -> None:
    """The figures of docs/reliability.md."""
    seconds = [life.ends[-1].seconds - life.patience for life in lives.values()]
    states = Counter(job.state.value for life in lives.values() for job in life.jobs)
    sent = sum(len(life.submissions) for life in lives.values())
    print(
        f"\n{store}: {len(lives)} points, {sum(len(v.ends) - 1 for v in lives.values())} kills, "
        f"{sum(states.values())} orders: {dict(states)}; submissions {sent}; gone on and done "
        f"in {statistics.median(seconds):.2f} s (median), {max(seconds):.2f} s (longest)"
    )


@pytest.fixture(scope="module")
def on_sqlite(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Life]:
    folder = tmp_path_factory.mktemp("sqlite")
    points = wanted(request, test_killed_there_on_sqlite.__name__)
    return lives_of({point: f"sqlite:{folder / point}.db" for point in points}, folder)


@pytest.fixture(scope="module")
def on_firestore(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    firestore_emulator: str,
) -> dict[str, Life]:
    folder = tmp_path_factory.mktemp("firestore")
    points = wanted(request, test_killed_there_on_firestore.__name__)
    names = {point: re.sub(r"\W|_", "-", point) for point in points}
    at = {p: f"firestore:{firestore_emulator}/demo-{name}" for p, name in names.items()}
    return lives_of(at, folder)


def judge(life: Life) -> None:
    assert_died_there_and_lived_on(life)
    assert_nothing_is_lost_or_twice(life, ORDERS)


@pytest.mark.parametrize("point", CRASH_POINTS)
def test_killed_there_on_sqlite(point: str, on_sqlite: dict[str, Life]) -> None:
    judge(on_sqlite[point])


@pytest.mark.parametrize("point", ON_FIRESTORE)
def test_killed_there_on_firestore(point: str, on_firestore: dict[str, Life]) -> None:
    judge(on_firestore[point])


def test_there_are_as_many_points_as_were_promised() -> None:
    assert len(set(CRASH_POINTS)) == len(CRASH_POINTS) >= 25
