"""The fetcher keeps what was paid for, once, however many try."""

import asyncio
from pathlib import Path

import pytest

from miri.domain.job import Job, JobState
from miri.events.version_events import VersionReady
from miri.jobs.fetcher import Fetcher
from miri.jobs.lapse import LapseWatch
from tests.provider_house import PRICE
from tests.unit.jobs.test_lease import ELSEWHERE, Stopwatch
from tests.unit.jobs.vendor import Office, Vendor, new_office, until_true

S = JobState


@pytest.fixture
async def office(tmp_path: Path) -> Office:
    return await new_office(tmp_path)


@pytest.fixture
def vendor() -> Vendor:
    return Vendor()


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


def a_fetcher(
    office: Office, vendor: Vendor, stopwatch: Stopwatch, lease_seconds: float = 30
) -> Fetcher:
    watch = LapseWatch(lease_seconds, stopwatch)
    return Fetcher(office.book, {"fal": vendor}, office.media, clock=office.clock, watch=watch)


async def made(office: Office, **fields: object) -> Job:
    """A job that was made and paid for."""
    result = {"urls": ["https://v3.fal.media/a.png"], "cost_micros": PRICE}
    return await office.job(S.FETCHING, **{"result": result} | fields)


async def ready(office: Office) -> list[VersionReady]:
    return [e for e in await office.events() if isinstance(e, VersionReady)]


async def fetched(fetcher: Fetcher) -> None:
    """Sweep, and wait for the downloads."""
    await fetcher.sweep()
    await until_true(lambda: not fetcher._fetching)


async def test_what_was_made_is_kept_by_its_hash(
    office: Office, vendor: Vendor, stopwatch: Stopwatch
) -> None:
    job = await made(office)
    await fetched(a_fetcher(office, vendor, stopwatch))
    row, (event,) = await office.seen(job), await ready(office)
    assert (row.state, row.result["media_id"]) == (S.READY, event.media.id)
    assert await office.media.read(event.media.id) == vendor.data
    assert event.cost_micros == PRICE and office.rested == [row]


async def test_of_two_that_fetch_at_once_one_claims_and_one_is_told(
    office: Office, vendor: Vendor, stopwatch: Stopwatch
) -> None:
    job = await made(office)
    fetchers = [a_fetcher(office, vendor, stopwatch) for _ in range(2)]
    await asyncio.gather(*(fetcher.sweep() for fetcher in fetchers))
    await until_true(lambda: not any(fetcher._fetching for fetcher in fetchers))
    assert (await office.seen(job)).state is S.READY
    assert vendor.fetches == 1 and len(await ready(office)) == 1


async def test_who_was_relieved_while_it_downloaded_writes_nothing(
    office: Office, vendor: Vendor, stopwatch: Stopwatch
) -> None:
    """The first one stood still past its lease; both files are the same, one is written down."""
    job = await made(office)
    stopped, other = (a_fetcher(office, vendor, stopwatch) for _ in range(2))
    vendor.gate.clear()
    await stopped.sweep()
    await until_true(lambda: vendor.fetches == 1)
    await other.sweep()
    assert vendor.fetches == 1
    stopwatch.seconds += 31
    await other.sweep()
    await until_true(lambda: vendor.fetches == 2)
    assert (await office.seen(job)).owner == other.owner
    vendor.gate.set()
    await until_true(lambda: not stopped._fetching and not other._fetching)
    row = await office.seen(job)
    assert row.state is S.READY and row.fence == 2
    assert len(await ready(office)) == 1


async def test_a_download_longer_than_the_lease_keeps_its_row(
    office: Office, vendor: Vendor, stopwatch: Stopwatch
) -> None:
    job = await made(office)
    slow = a_fetcher(office, vendor, stopwatch, lease_seconds=0.03)
    watching = LapseWatch(30, stopwatch)
    vendor.gate.clear()
    await slow.sweep()
    await until_true(lambda: vendor.fetches == 1)
    for _ in range(5):
        row = await office.seen(job)
        assert not watching.has_lapsed(job.id, row.version, ELSEWHERE)
        stopwatch.seconds += 29
        await until_true(lambda then=row.version: office.store._jobs[job.id].version > then)
    vendor.gate.set()
    await until_true(lambda: not slow._fetching)
    assert (await office.seen(job)).state is S.READY


async def test_a_damaged_file_is_had_again_and_in_the_end_said_to_be_lost(
    office: Office, vendor: Vendor, stopwatch: Stopwatch
) -> None:
    job, fetcher = await made(office), a_fetcher(office, vendor, stopwatch)
    vendor.data = vendor.data[:40]
    while not (row := await office.seen(job)).is_at_rest:
        office.now = max(office.now, row.due)
        await fetched(fetcher)
    assert row.state is S.FETCH_FAILED and "paid for" in row.error
    assert vendor.fetches == fetcher.pace.fetch_tries
    assert not await ready(office)


async def test_a_download_that_was_let_go_is_begun_again_by_the_next(
    office: Office, vendor: Vendor, stopwatch: Stopwatch
) -> None:
    job = await made(office)
    first = a_fetcher(office, vendor, stopwatch)
    vendor.gate.clear()
    await first.sweep()
    await until_true(lambda: vendor.fetches == 1)
    await first.stop()
    vendor.gate.set()
    await fetched(first)
    assert (await office.seen(job)).state is S.READY and vendor.fetches == 2


async def test_a_store_that_goes_away_before_it_is_written_down_costs_a_second_download_at_most(
    office: Office, vendor: Vendor, stopwatch: Stopwatch
) -> None:
    job, fetcher = await made(office), a_fetcher(office, vendor, stopwatch)
    vendor.gate.clear()
    await fetcher.sweep()
    await until_true(lambda: vendor.fetches == 1)
    office.store.is_away = True
    vendor.gate.set()
    await until_true(lambda: not fetcher._fetching)
    assert (await office.seen(job)).state is S.FETCHING
    office.store.is_away = False
    await fetched(fetcher)
    assert (await office.seen(job)).state is S.READY
    assert len(await ready(office)) == 1
