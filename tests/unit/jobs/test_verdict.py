"""What a report means, for every state a job can be in."""

import pytest

from miri.domain.job import Job, JobState
from miri.events.money_events import MoneyBookedLate, MoneyReleased, MoneySettled
from miri.jobs.money import bill_of
from miri.jobs.verdict import verdict
from miri.ports.inbox import Report
from tests.contract.a_project import a_job

S = JobState
PRICE, COST = 40_000, 35_000


def job_in(state: JobState, **fields: object) -> Job:
    """A second attempt, so that there is a first one to speak of."""
    told = {"price_micros": PRICE, "attempt": 2, "owner": "somebody", "tries": 3}
    return a_job("project_a", state=state, **told | fields)


def report_on(job: Job, *, good: bool, attempt: int = 2) -> Report:
    return Report(
        attempt_id=f"{job.id}.{attempt}",
        request_id="r1",
        good=good,
        urls=("https://v3.fal.media/a.png",) if good else (),
        cost_micros=COST if good else None,
        reason="" if good else "The runner failed.",
    )


def kinds(events: tuple[object, ...]) -> list[type]:
    return [type(event) for event in events]


WAITED_FOR = (S.SUBMITTING, S.SUBMIT_UNKNOWN, S.SUBMITTED, S.RUNNING, S.ORPHANED)
GIVEN_UP = (S.FAILED, S.CANCELLED)
SETTLED = (S.QUEUED, S.FETCHING, S.READY, S.FETCH_FAILED)


def test_every_state_is_spoken_of() -> None:
    assert {*WAITED_FOR, *GIVEN_UP, *SETTLED} == set(S)


@pytest.mark.parametrize("state", WAITED_FOR)
def test_a_good_report_that_is_waited_for_settles_and_lets_the_file_be_fetched(
    state: JobState,
) -> None:
    found = verdict(job := job_in(state), report_on(job, good=True))
    assert (found.after.state, found.after.owner, found.after.tries) == (S.FETCHING, "", 0)
    assert found.after.result["urls"] == ["https://v3.fal.media/a.png"]
    assert found.after.version == job.version + 1
    (money,) = found.money
    assert isinstance(money, MoneySettled)
    assert (money.attempt, money.actual_micros, money.reserved_micros) == (2, COST, PRICE)
    assert bill_of(found.after).paid == COST and bill_of(found.after).reserved == 0


@pytest.mark.parametrize("state", WAITED_FOR)
def test_a_bad_report_that_is_waited_for_gives_the_reserve_back(state: JobState) -> None:
    found = verdict(job := job_in(state), report_on(job, good=False))
    assert found.after.state is S.FAILED
    assert found.failed == found.after.error == "The runner failed."
    assert kinds(found.money) == [MoneyReleased]
    assert bill_of(found.after) == bill_of(job_in(S.FAILED))


@pytest.mark.parametrize("state", WAITED_FOR)
def test_what_was_to_be_cancelled_and_came_to_nothing_was_cancelled_where_it_was_queued(
    state: JobState,
) -> None:
    found = verdict(job := job_in(state, cancel_requested=True), report_on(job, good=False))
    cancelled = state in (S.SUBMITTED, S.RUNNING)
    assert found.after.state is (S.CANCELLED if cancelled else S.FAILED)
    assert kinds(found.money) == [MoneyReleased]


@pytest.mark.parametrize("state", WAITED_FOR)
def test_a_cancel_that_came_too_late_changes_nothing_about_what_was_paid(state: JobState) -> None:
    found = verdict(job := job_in(state, cancel_requested=True), report_on(job, good=True))
    assert found.after.state is S.FETCHING
    assert kinds(found.money) == [MoneySettled]


@pytest.mark.parametrize("good", [True, False])
@pytest.mark.parametrize("state", SETTLED)
def test_what_took_effect_or_was_never_sent_moves_nothing(state: JobState, good: bool) -> None:
    job = job_in(state, result={"cost_micros": COST} if state is not S.QUEUED else {})
    found = verdict(job, report_on(job, good=good))
    assert (found.after, found.money, found.failed) == (job, (), "")


@pytest.mark.parametrize("state", GIVEN_UP)
def test_a_good_report_on_what_was_given_up_is_booked_late_and_moves_nothing(
    state: JobState,
) -> None:
    found = verdict(job := job_in(state), report_on(job, good=True))
    assert found.after.state is state and not found.failed
    (money,) = found.money
    assert isinstance(money, MoneyBookedLate) and money.actual_micros == COST
    assert bill_of(found.after).paid == COST


@pytest.mark.parametrize("state", GIVEN_UP)
def test_what_was_written_off_or_paid_already_is_not_booked_again(state: JobState) -> None:
    for result in ({"written_off": [2]}, {"cost_micros": COST}):
        job = job_in(state, result=result)
        found = verdict(job, report_on(job, good=True))
        assert (found.after, found.money) == (job, ())


@pytest.mark.parametrize("state", list(S))
def test_a_report_on_an_earlier_attempt_is_booked_late_whatever_the_state(state: JobState) -> None:
    job = job_in(state, result={"late_micros": 5_000})
    found = verdict(job, report_on(job, good=True, attempt=1))
    assert found.after.state is state
    assert found.after.result["late_micros"] == 5_000 + COST
    (money,) = found.money
    assert isinstance(money, MoneyBookedLate) and money.attempt == 1


@pytest.mark.parametrize("state", list(S))
def test_a_report_on_an_earlier_attempt_that_cost_nothing_or_is_counted_moves_nothing(
    state: JobState,
) -> None:
    job = job_in(state, result={"written_off": [1]})
    for good in (True, False):
        found = verdict(job, report_on(job, good=good, attempt=1))
        assert (found.after, found.money, found.failed) == (job, (), "")


def test_where_the_provider_names_no_cost_the_quoted_price_holds() -> None:
    job = job_in(S.SUBMITTED)
    silent = report_on(job, good=True).model_copy(update={"cost_micros": None})
    (money,) = verdict(job, silent).money
    assert isinstance(money, MoneySettled) and money.actual_micros == PRICE


def test_what_an_attempt_cost_stays_with_the_job_when_it_is_asked_for_again() -> None:
    paid = job_in(S.FAILED, result={"cost_micros": COST, "late_micros": 7, "written_off": [1]})
    again = paid.next_attempt()
    assert bill_of(again).paid == bill_of(paid).paid == COST + 7 + PRICE
    assert bill_of(again).reserved == PRICE
