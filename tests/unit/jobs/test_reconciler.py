"""The reconciler asks, gives up, cancels; and whatever it learns takes effect once."""

from pathlib import Path

import pytest

from miri.domain.job import Job, JobState
from miri.events.money_events import MoneyReleased, MoneySettled, MoneyWrittenOff
from miri.jobs.lease import Holder
from miri.jobs.reconciler import Reconciler
from miri.jobs.sequencer import Sequencer
from miri.ports.inbox import Received, Report, report_key
from miri.ports.provider_queue import Cancelling
from tests.provider_house import PRICE
from tests.unit.jobs.test_submitter import asked_instead, by_webhook
from tests.unit.jobs.vendor import MINUTE, Office, Vendor, new_office

S = JobState
COST = 25_000


@pytest.fixture
async def office(tmp_path: Path) -> Office:
    return await new_office(tmp_path)


@pytest.fixture
def vendor() -> Vendor:
    return Vendor()


def a_reconciler(office: Office, vendor: Vendor, *, webhooks: bool = True) -> Reconciler:
    webhook = by_webhook if webhooks else asked_instead
    return Reconciler(office.book, {"fal": vendor}, webhook, lambda: None, clock=office.clock)


async def submitted(office: Office, **fields: object) -> Job:
    told = {"request_id": "r1", "submitted_at": office.now, "due": office.now}
    return await office.job(S.SUBMITTED, **told | fields)


def good(job: Job) -> Report:
    return Report(
        attempt_id=job.attempt_id,
        request_id="r1",
        good=True,
        urls=("https://v3.fal.media/a.png",),
        cost_micros=COST,
    )


async def drain(office: Office) -> None:
    await Sequencer(office.book, Holder(office.store.leases)).sweep()


async def test_what_has_ended_goes_the_way_of_a_webhook_and_takes_effect_once(
    office: Office, vendor: Vendor
) -> None:
    job, reconciler = await submitted(office), a_reconciler(office, vendor)
    vendor.report = report = good(job)
    await reconciler.sweep()
    key = report_key("fal", report)
    assert not await office.store.inbox.receive(
        Received(key=key, queue="fal", report=report, at=office.now)
    )
    await drain(office)
    await drain(office)
    assert (await office.seen(job)).state is S.FETCHING
    assert sum(isinstance(e, MoneySettled) for e in await office.events()) == 1
    assert await office.money() == (0, COST)


@pytest.mark.parametrize("webhooks", [True, False])
async def test_what_runs_is_looked_at_again_and_more_rarely_where_a_webhook_should_come(
    office: Office, vendor: Vendor, webhooks: bool
) -> None:
    job, reconciler = await submitted(office), a_reconciler(office, vendor, webhooks=webhooks)
    waits: list[int] = []
    for _ in range(4):
        await reconciler.sweep()
        waits.append((await office.seen(job)).due - office.now)
        office.now += waits[-1]
    assert vendor.looks == 4
    assert waits == (
        [30_000_000, 48_000_000, 76_800_000, 122_880_000] if webhooks else [3_000_000] * 4
    )


@pytest.mark.parametrize(
    ("said", "money"),
    [(Cancelling.CANCELLED, MoneyReleased), (Cancelling.UNKNOWN, MoneyWrittenOff)],
)
async def test_what_does_not_end_in_time_is_cancelled_and_given_up(
    office: Office, vendor: Vendor, said: Cancelling, money: type
) -> None:
    job, reconciler = await submitted(office), a_reconciler(office, vendor)
    vendor.cancelling = said
    office.now += 31 * MINUTE
    await reconciler.sweep()
    row = await office.seen(job)
    assert row.state is S.FAILED and vendor.cancelled == [job.attempt_id]
    assert [type(e) for e in await office.events() if isinstance(e, money)] == [money]
    assert await office.money() == (0, 0 if money is MoneyReleased else PRICE)
    assert office.rested == [row]


async def test_what_was_given_up_and_is_delivered_after_all_is_counted_once(
    office: Office, vendor: Vendor
) -> None:
    job, reconciler = await submitted(office), a_reconciler(office, vendor)
    vendor.cancelling = Cancelling.UNKNOWN
    office.now += 31 * MINUTE
    await reconciler.sweep()
    report = good(job)
    await office.store.inbox.receive(
        Received(key=report_key("fal", report), queue="fal", report=report, at=office.now)
    )
    await drain(office)
    assert (await office.seen(job)).state is S.FAILED
    assert await office.money() == (0, PRICE)


async def test_what_ended_while_it_was_being_given_up_is_delivered(
    office: Office, vendor: Vendor
) -> None:
    job, reconciler = await submitted(office), a_reconciler(office, vendor)
    vendor.cancelling = Cancelling.TOO_LATE
    office.now += 31 * MINUTE
    await reconciler.sweep()
    assert (await office.seen(job)).state is S.SUBMITTED
    vendor.report = good(job)
    office.now += 10 * MINUTE
    await reconciler.sweep()
    await drain(office)
    assert (await office.seen(job)).state is S.FETCHING


async def test_a_request_that_the_vendor_lost_is_asked_for_until_the_deadline(
    office: Office, vendor: Vendor
) -> None:
    job, reconciler = await submitted(office), a_reconciler(office, vendor)
    vendor.knows = False
    for _ in range(12):
        await reconciler.sweep()
        if (await office.seen(job)).is_over:
            break
        assert office.now - job.submitted_at <= 30 * MINUTE
        office.now = (await office.seen(job)).due
    row = await office.seen(job)
    assert row.state is S.FAILED and office.now - job.submitted_at > 30 * MINUTE
    assert await office.money() == (0, PRICE), "for all we know it was paid"


async def test_a_vendor_that_is_away_changes_nothing_and_is_asked_again(
    office: Office, vendor: Vendor
) -> None:
    jobs = [await submitted(office) for _ in range(3)]
    reconciler = a_reconciler(office, vendor)
    vendor.is_away = True
    await reconciler.sweep()
    rows = [await office.seen(job) for job in jobs]
    assert {row.state for row in rows} == {S.SUBMITTED} and vendor.looks == 3
    assert all(row.due > office.now for row in rows)


async def test_a_cancel_that_came_too_late_settles_and_keeps_the_picture(
    office: Office, vendor: Vendor
) -> None:
    job = await submitted(office, cancel_requested=True)
    vendor.cancelling, vendor.report = Cancelling.TOO_LATE, good(job)
    reconciler = a_reconciler(office, vendor)
    await reconciler.sweep()
    assert vendor.cancelled == [job.attempt_id] and vendor.looks == 0
    await reconciler.sweep()
    await drain(office)
    assert (await office.seen(job)).state is S.FETCHING
    assert await office.money() == (0, COST)
    assert vendor.cancelled == [job.attempt_id], "asked once"


async def test_a_cancel_that_came_in_time_costs_nothing(office: Office, vendor: Vendor) -> None:
    job = await submitted(office, cancel_requested=True)
    vendor.report = Report(attempt_id=job.attempt_id, request_id="r1", good=False, reason="gone")
    reconciler = a_reconciler(office, vendor)
    await reconciler.sweep()
    await reconciler.sweep()
    await drain(office)
    assert (await office.seen(job)).state is S.CANCELLED
    assert await office.money() == (0, 0)


async def test_the_unknown_waits_its_time_and_then_for_a_person(
    office: Office, vendor: Vendor
) -> None:
    job = await office.job(S.SUBMIT_UNKNOWN, due=office.now + 10 * MINUTE)
    reconciler = a_reconciler(office, vendor)
    await reconciler.sweep()
    assert (await office.seen(job)).state is S.SUBMIT_UNKNOWN
    office.now += 10 * MINUTE
    await reconciler.sweep()
    row = await office.seen(job)
    assert row.state is S.ORPHANED and office.rested == [row]
    assert await office.money() == (PRICE, 0) and vendor.looks == 0


async def test_two_that_reconcile_at_once_give_up_once(office: Office, vendor: Vendor) -> None:
    job = await submitted(office)
    one, two = a_reconciler(office, vendor), a_reconciler(office, vendor)
    office.now += 31 * MINUTE
    await one.sweep()
    await two.sweep()
    assert (await office.seen(job)).state is S.FAILED
    assert sum(isinstance(e, MoneyReleased) for e in await office.events()) == 1
