"""Paid work as a hypothesis machine: anything may happen in any order, on every store, and after each
step the ledger agrees with the vendor's own book.

Why here: unit tests show the cases somebody thought of; this one finds those nobody did.
Next: machine/ (the world it plays with); `make machine` plays longer.
"""

import asyncio
import os
import tempfile
from collections.abc import Callable, Coroutine
from itertools import product
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from structlog.testing import capture_logs

from miri.domain.job import Job, JobState
from miri.events.money_events import MoneyReleased
from miri.jobs.crash_points import CRASH_POINTS
from miri.ports.project_store import ProjectStore
from miri.stores.firestore.firestore_project_store import FirestoreProjectStore
from miri.stores.memory.memory_project_store import MemoryProjectStore
from miri.stores.sqlite.sqlite_project_store import SqliteProjectStore
from tests.chaos.machine import truths
from tests.chaos.machine.vendor import Files, Mood, Request
from tests.chaos.machine.world import SECOND, SWEEPS, World

S = JobState
WAITS = (0, 0, 0, 4, 31, 31, 301, 601, 1801)
"""Seconds: nothing, a backoff, a lease or a look, later looks, the patience with the unknown, a
deadline."""
PRICES = (10_000, 35_000)
LOOP_OF = {
    "submit": "submitter",
    "unknown": "submitter",
    "drain": "sequencer",
    "reconcile": "reconciler",
    "cancel": "reconciler",
    "fetch": "fetcher",
}
"""By the first word of a crash point, whose sweep comes past it; "inbox" is a webhook's."""
POINTS = tuple(p for p in CRASH_POINTS if p.partition(".")[0] in (*LOOP_OF, "inbox"))
FILES = (Files.WHOLE, Files.WHOLE, *Files)
MOODS = (Mood.TAKES, Mood.TAKES, *Mood)
which = st.integers(0, 1)
some = st.integers(0, 9)


class JobMachine(RuleBasedStateMachine):
    """`new_store` is set by the test, per store."""

    new_store: Callable[[Path], ProjectStore]

    def __init__(self) -> None:
        super().__init__()
        self._runner = asyncio.Runner()
        self._folder = tempfile.TemporaryDirectory(prefix="miri-machine-")
        self.world = self._do(self._begin())
        self._do(self.world.set_budget(1_000_000))

    def _do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self._runner.run(work)

    async def _begin(self) -> World:
        folder = Path(self._folder.name)
        return await World.begin(type(self).new_store(folder), folder)

    def _job(self, n: int, *states: JobState) -> Job | None:
        fitting = [j for j in self._do(self.world.jobs()) if not states or j.state in states]
        return fitting[n % len(fitting)] if fitting else None

    def _request(self, n: int, fits: Callable[[Request], bool]) -> Request | None:
        fitting = [r for r in self.world.vendor.taken if fits(r)]
        return fitting[n % len(fitting)] if fitting else None

    def _any_ordered(self) -> bool:
        return len(self.world.log) > 2

    def _any_taken(self) -> bool:
        return bool(self.world.vendor.taken)

    @initialize(count=st.integers(1, 3))
    def somebody_has_ordered(self, count: int) -> None:
        for _ in range(count):
            self._do(self.world.order(PRICES[0]))

    @rule(price=st.sampled_from(PRICES))
    def somebody_orders(self, price: int) -> None:
        self._do(self.world.order(price))

    @rule(
        which=which,
        what=st.sampled_from(SWEEPS),
        mood=st.sampled_from(MOODS),
        after=st.sampled_from(WAITS),
    )
    def a_loop_sweeps(self, which: int, what: str, mood: Mood, after: int) -> None:
        self.world.now += after * SECOND
        self.world.vendor.mood = mood
        self._do(self.world.sweep(which, what))

    @rule(
        mood=st.sampled_from(MOODS), after=st.lists(st.sampled_from(WAITS), min_size=1, max_size=3)
    )
    def everybody_sweeps(self, mood: Mood, after: list[int]) -> None:
        """Both processes, all loops, now and again later."""
        self.world.vendor.mood = mood
        for seconds in after:
            self.world.now += seconds * SECOND
            for which, what in product((0, 1), SWEEPS):
                self._do(self.world.sweep(which, what))

    @rule(which=which, point=st.sampled_from(POINTS), n=some)
    def a_process_dies(self, which: int, point: str, n: int) -> None:
        """In a loop that has something to do, or in a webhook."""
        loop = point.partition(".")[0]
        self._do(self.world.lead_to(which, loop, n))
        told = self._request(n, lambda r: bool(r.ended))

        async def doing() -> None:
            if loop in LOOP_OF:
                await self.world.sweep(which, LOOP_OF[loop])
            elif told is not None:
                await self.world.tell(which, told)

        self._do(self.world.die(which, point, doing))

    @precondition(_any_taken)
    @rule(n=some, good=st.booleans(), cost=st.sampled_from((None, 12_000)))
    def a_request_ends(self, n: int, good: bool, cost: int | None) -> None:
        if request := self._request(n, lambda r: r.is_running):
            self._do(self.world.end(request, good=good, cost=cost))

    @precondition(_any_taken)
    @rule(which=which, n=some, good=st.booleans())
    def a_request_ends_and_is_told(self, which: int, n: int, good: bool) -> None:
        if request := self._request(n, lambda r: r.is_running):
            self._do(self.world.end(request, good=good, cost=None))
            self._do(self.world.tell(which, request))

    @precondition(_any_taken)
    @rule(which=which, n=some, copies=st.integers(1, 3))
    def webhooks_come(self, which: int, n: int, copies: int) -> None:
        """At once, late, again, after a newer attempt: whenever."""
        if request := self._request(n, lambda r: bool(r.ended)):
            answers = self._do(self.world.tell(which, request, copies))
            assert sum(bool(new) for new in answers) <= 1

    @precondition(_any_taken)
    @rule(which=which, n=some, body=st.sampled_from((None, b"{", b"[]", b'{"good": 1}')))
    def somebody_forges_a_webhook(self, which: int, n: int, body: bytes | None) -> None:
        request = self._request(n, lambda r: True)
        assert request is not None
        before = self._do(self.world.store.inbox.waiting())
        told = self._do(self.world.forge(which, request, body, "sealed by a stranger"))
        assert told == ("refused" if body else "forbidden")
        assert self._do(self.world.store.inbox.waiting()) == before

    @precondition(_any_taken)
    @rule(n=some)
    def a_late_answer_comes(self, n: int) -> None:
        if request := self._request(n, lambda r: r.held is not None):
            self._do(self.world.answer(request))

    @rule(
        trouble=st.sampled_from(("", "", "is_away", "forgets", "lies")),
        files=st.sampled_from(FILES),
    )
    def the_vendor_changes(self, trouble: str, files: Files) -> None:
        vendor = self.world.vendor
        vendor.is_away, vendor.forgets, vendor.lies = False, False, False
        vendor.files = files
        if trouble:
            setattr(vendor, trouble, True)

    @precondition(_any_taken)
    @rule(which=which, trouble=st.sampled_from(("forgets", "lies", "is_away")), told=st.booleans())
    def a_deadline_passes(self, which: int, trouble: str, told: bool) -> None:
        """What the vendor was too slow with is given up, whatever it says to that; it may be
        reported after all."""
        self.world.now += WAITS[-1] * SECOND
        setattr(self.world.vendor, trouble, True)
        self._do(self.world.sweep(which, "reconciler"))
        setattr(self.world.vendor, trouble, False)
        for late in [r for r in self.world.vendor.taken if r.is_running] if told else ():
            self._do(self.world.end(late, good=True, cost=None))
            self._do(self.world.tell(which, late))

    @precondition(_any_ordered)
    @rule(n=some)
    def somebody_cancels(self, n: int) -> None:
        job = self._job(n)
        if job and not job.is_over:
            self._do(self.world.cancel(job))

    @precondition(_any_ordered)
    @rule(n=some, lets_go=st.booleans())
    def somebody_decides(self, n: int, lets_go: bool) -> None:
        """What came to nothing is made again, what is unknown too or it is written off, and what was
        not fetched is fetched once more."""
        job = self._job(n, S.FAILED, S.ORPHANED, S.FETCH_FAILED)
        if job is None:
            return
        if job.state is S.FETCH_FAILED:
            self._do(self.world.fetch_again(job))
        elif job.state is S.ORPHANED and lets_go:
            self._do(self.world.give_up(job))
        else:
            self._do(self.world.again(job))

    @rule(micros=st.sampled_from((10_000_000, 2_000_000, 30_000, 0)))
    def somebody_sets_the_budget(self, micros: int) -> None:
        self._do(self.world.set_budget(micros))

    @invariant()
    def the_truths_hold(self) -> None:
        self._do(truths.hold(self.world))

    def teardown(self) -> None:
        try:
            self._do(self.world.calm())
            self._do(truths.hold_in_the_end(self.world))
        finally:
            self._do(self.world.stop())
            self._runner.close()
            self._folder.cleanup()


LONGER = int(os.environ.get("MACHINE_EXAMPLES_TIMES", "1"))
EXAMPLES = {"memory": (40, 50), "sqlite": (8, 30), "firestore": (2, 12)}
"""Per store: how many stories, and how long."""


@pytest.mark.parametrize("kind", EXAMPLES)
def test_whatever_happens_paid_work_is_sent_once_counted_once_and_never_lost(
    kind: str, request: pytest.FixtureRequest
) -> None:
    def new_store(folder: Path) -> ProjectStore:
        if kind == "memory":
            return MemoryProjectStore()
        if kind == "sqlite":
            return SqliteProjectStore(folder / "m.db")
        emulator: str = request.getfixturevalue("firestore_emulator")
        return FirestoreProjectStore(f"demo-{uuid4().hex}", emulator)

    class Machine(JobMachine):
        pass

    Machine.new_store = staticmethod(new_store)
    examples, steps = EXAMPLES[kind]
    story = settings(
        max_examples=examples * LONGER,
        stateful_step_count=steps,
        derandomize=LONGER == 1,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,) if LONGER == 1 else (Phase.generate, Phase.shrink),
    )
    with capture_logs():
        run_state_machine_as_test(Machine, settings=story)


async def test_what_was_given_up_and_is_reported_after_all_is_booked_late_and_once(
    tmp_path: Path,
) -> None:
    """A story that chance tells seldom: the vendor says that it stopped, and goes on."""
    world = await World.begin(MemoryProjectStore(), tmp_path)
    await world.set_budget(100_000)
    await world.order(PRICES[0])
    await world.sweep(0, "submitter")
    world.vendor.lies, world.now = True, world.now + WAITS[-1] * SECOND
    await world.sweep(0, "reconciler")
    (request,) = world.vendor.taken
    await world.end(request, good=True, cost=12_000)
    for which in (0, 1):
        await world.tell(which, request, 2)
        await world.sweep(which, "sequencer")
        await truths.hold(world)
    (account,) = truths.accounts(await world.read()).values()
    assert account.late == [12_000] and account.counted(MoneyReleased)
    await world.stop()
