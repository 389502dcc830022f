"""Money: quoted, approved by a person, reserved in the same commit, settled; never below zero."""

import pytest

from miri.domain.approval import ApprovalStatus
from miri.domain.job import Job, JobKind, JobState
from miri.domain.ledger import Budget
from miri.domain.version import VersionStatus
from miri.errors import Conflict, Forbidden, NotFound, Refused
from miri.events.money_events import MoneyReleased
from miri.jobs.money import bill_of, settled
from miri.ports.project_store import JobWrite
from tests.unit.tools.stage import DAY, OTHER_PERSON, Stage, at_once
from tools.document import approval_line
from tools.registry import Answer

PRICE = 100_000


async def budget(stage: Stage) -> Budget:
    return (await stage.project()).budget


async def quoted(stage: Stage, *shots: int, at: str | None = None) -> str:
    """A quote for these shots; its approval's id."""
    await stage.call("set_budget", dollars=5)
    answer = await stage.call("generate_stills", shots=list(shots), at=at)
    return str(answer.result["approval_id"])


async def test_what_costs_nothing_needs_no_approval(stage: Stage):
    answer = await stage.call("generate_stills", shots=[1])
    assert "approval_id" not in answer.result
    assert await budget(stage) == Budget()


async def test_what_costs_is_quoted_and_nothing_begins(paid: Stage):
    await paid.call("set_budget", dollars=5)
    before = (await paid.project()).seq
    answer = await paid.call("generate_stills", shots=[1, 2, 3])
    assert answer.text == "This would cost $0.30. Shall I go ahead?"
    assert answer.result["status"] == "needs_approval"
    assert answer.result["lines"] == ["3 x picture by animatic: $0.10 each, $0.30"]
    assert await paid.types(before) == ["ApprovalRequested"]
    assert await paid.jobs() == []
    (approval,) = (await paid.project()).pending_approvals(paid.thread)
    (shown,) = answer.blocks
    assert (shown.kind, shown.data["total_micros"]) == ("approval", 3 * PRICE)
    assert (shown.data["approval_id"], approval.max_micros) == (approval.id, 3 * PRICE)
    assert (approval.tool, approval.arguments) == ("generate_stills", {"shots": [1, 2, 3]})


async def test_a_yes_reserves_begins_and_is_used_up(paid: Stage):
    approval = await quoted(paid, 1, 2)
    before = (await paid.project()).seq
    answer = await paid.call("approve_spend", approval=approval)
    assert answer.text == "Drawing 2 shots."
    assert await paid.types(before) == [
        "MoneyReserved",
        "MoneyReserved",
        "ApprovalDecided",
        "VersionStarted",
        "VersionStarted",
    ]
    project = await paid.project()
    assert project.approvals[approval].status is ApprovalStatus.USED
    assert project.budget.reserved_micros == 2 * PRICE
    assert project.budget.available_micros == 4_800_000
    jobs = await paid.jobs()
    assert {(j.approval_id, j.price_micros, j.thread_id) for j in jobs} == {
        (approval, PRICE, paid.thread)
    }
    await paid.work()
    after = await budget(paid)
    assert (after.reserved_micros, after.spent_micros) == (0, 2 * PRICE)
    table = (await paid.call("show_budget")).blocks[0].data
    assert table["rows"][0] == ["Still of shot 1", "ready", "$0.10", "$0.00"]


async def test_clips_say_how_many_seconds_are_bought(paid: Stage):
    await paid.call("set_budget", dollars=5, without_asking=1)
    await paid.with_pictures(1, 2)
    await paid.call("approve_version", shot="all")
    await paid.call("set_budget", dollars=5)
    answer = await paid.call("generate_clips")
    assert answer.result["lines"] == ["2 x clip by animatic: $0.10 each, $0.20 (4.0 s used in all)"]


async def test_a_yes_given_elsewhere_answers_where_it_was_asked(paid: Stage):
    approval = await quoted(paid, 1)
    await paid.call("approve_spend", approval=approval, at="thread_two")
    (job,) = await paid.jobs()
    assert job.thread_id == paid.thread


async def test_the_only_quote_that_waits_here_is_meant(paid: Stage):
    assert "No quote waits here" in (await paid.refusal("approve_spend")).message
    await quoted(paid, 1)
    await quoted(paid, 2, at="thread_two")
    await paid.call("approve_spend")
    (job,) = await paid.jobs()
    assert job.order["target_id"] == (await paid.shot(1)).id


async def test_a_newer_quote_takes_the_place_of_the_older_one(paid: Stage):
    older = await quoted(paid, 1)
    newer = await quoted(paid, 1, 2)
    assert older != newer
    project = await paid.project()
    assert project.approvals[older].status is ApprovalStatus.SUPERSEDED
    refusal = await paid.refusal("approve_spend", approval=older)
    assert refusal.message == "A newer quote took its place."


async def test_a_quote_that_was_declined_spends_nothing(paid: Stage):
    approval = await quoted(paid, 1)
    answer = await paid.call("decline_spend", approval=approval, reason="too much")
    assert answer.text == "Declined; nothing is spent."
    assert (await paid.project()).approvals[approval].status is ApprovalStatus.DECLINED
    refusal = await paid.refusal("approve_spend", approval=approval)
    assert isinstance(refusal, Refused) and "was declined" in refusal.message
    assert (await budget(paid)).reserved_micros == 0 and await paid.jobs() == []


async def test_a_quote_lapses_after_a_day_and_reads_as_lapsed(paid: Stage):
    approval = await quoted(paid, 1)
    paid.now[0] += DAY + 1
    refusal = await paid.refusal("approve_spend", approval=approval)
    assert "has lapsed" in refusal.message
    (asked,) = (await paid.project()).approvals.values()
    assert approval_line(asked, paid.now[0])["status"] == "expired"
    assert approval_line(asked, paid.now[0] - 2)["status"] == "pending"
    assert await paid.jobs() == []


async def test_a_plan_that_changed_since_its_quote_is_not_paid(paid: Stage):
    approval = await quoted(paid, 3)
    await paid.call("edit_shot", shot=3, note="darker")
    refusal = await paid.refusal("approve_spend", approval=approval)
    assert isinstance(refusal, Conflict) and "spent nothing" in refusal.message
    await paid.call("undo")
    await paid.call("approve_spend", approval=approval)
    assert len(await paid.jobs()) == 1


async def test_a_plan_that_has_nothing_left_to_do_is_not_paid(paid: Stage):
    await paid.call("set_budget", dollars=5)
    answer = await paid.call("generate_stills", scene=1)
    await paid.call("set_budget", dollars=5, without_asking=1)
    await paid.with_pictures(1, 2, 3, 4)
    refusal = await paid.refusal("approve_spend", approval=answer.result["approval_id"])
    assert isinstance(refusal, Conflict)


async def test_a_shot_locked_since_the_quote_is_not_drawn(paid: Stage):
    approval = await quoted(paid, 3)
    await paid.call("lock_shot", shot=3)
    assert "Shot 3 is locked" in (await paid.refusal("approve_spend", approval=approval)).message
    assert (await paid.project()).approvals[approval].status is ApprovalStatus.PENDING


async def test_a_higher_price_than_quoted_is_not_paid(paid: Stage):
    approval = await quoted(paid, 3)
    paid.registry.desk.images._price = 2 * PRICE
    assert isinstance(await paid.refusal("approve_spend", approval=approval), Conflict)


async def test_what_the_budget_can_not_bear_is_not_even_quoted(paid: Stage):
    refusal = await paid.refusal("generate_stills", shots=[1])
    assert "That would cost $0.10, and the budget has $0.00 left" in refusal.message
    await paid.call("set_budget", dollars="0.25")
    assert isinstance(await paid.refusal("generate_stills", shots=[1, 2, 3]), Refused)
    await paid.call("generate_stills", shots=[1, 2])


async def test_a_quote_the_budget_can_not_bear_any_more_is_not_paid(paid: Stage):
    approval = await quoted(paid, 1, 2)
    await paid.call("set_budget", dollars="0.15")
    refusal = await paid.refusal("approve_spend", approval=approval)
    assert "budget has $0.15 left" in refusal.message
    assert (await budget(paid)).reserved_micros == 0


async def test_what_may_be_spent_without_asking_is_used_up_as_it_goes(paid: Stage):
    await paid.call("set_budget", dollars=5, without_asking="0.25")
    await paid.call("generate_stills", shots=[1, 2])
    now = await budget(paid)
    assert (now.standing_micros, now.reserved_micros) == (50_000, 200_000)
    answer = await paid.call("generate_stills", shots=[3])
    assert answer.result["status"] == "needs_approval"
    assert (await budget(paid)).standing_micros == 50_000


async def test_a_budget_is_never_less_than_what_is_spent_or_reserved(paid: Stage):
    await paid.call("set_budget", dollars=5, without_asking=5)
    await paid.call("generate_stills", shots=[1, 2])
    refusal = await paid.refusal("set_budget", dollars="0.19")
    assert "$0.20 are already spent or reserved" in refusal.message
    answer = await paid.call("set_budget", dollars="0.20", without_asking=9)
    assert answer.text == "The film may cost $0.20, of which $0.20 without asking."
    assert isinstance(await paid.refusal("generate_stills", shots=[3]), Refused)


@pytest.mark.parametrize("dollars", ["-1", "lots", "1.2345678", "", "1e9"])
async def test_a_budget_is_an_amount_of_dollars(paid: Stage, dollars: str):
    assert (
        "set_budget can't take that" in (await paid.refusal("set_budget", dollars=dollars)).message
    )


@pytest.mark.parametrize("dollars", [4.5, "4.50", "$4.5", " 4.5 "])
async def test_dollars_are_read_as_people_write_them(paid: Stage, dollars):
    await paid.call("set_budget", dollars=dollars)
    assert (await budget(paid)).limit_micros == 4_500_000


async def test_ten_yeses_at_once_pay_once(paid: Stage):
    approval = await quoted(paid, 1, 2)
    answers = await at_once(*(paid.call("approve_spend", approval=approval) for _ in range(10)))
    good = [a for a in answers if isinstance(a, Answer)]
    refused = [a for a in answers if isinstance(a, Refused)]
    assert (len(good), len(refused)) == (1, 9)
    assert {r.message for r in refused} == {
        "That quote was approved before; the work is under way or done."
    }
    assert (await budget(paid)).reserved_micros == 2 * PRICE
    assert len(await paid.jobs()) == 2


async def test_ten_orders_at_once_never_pass_the_limit(paid: Stage):
    await paid.call("set_budget", dollars="0.35", without_asking="0.35")
    answers = await at_once(*(paid.call("generate_stills", shots=[n]) for n in range(1, 11)))
    begun = [a for a in answers if isinstance(a, Answer) and a.result.get("count") == 1]
    assert len(begun) == 3
    now = await budget(paid)
    assert now.reserved_micros == 3 * PRICE and now.available_micros >= 0
    assert len(await paid.jobs()) == 3


async def test_a_yes_against_a_no_ends_one_way(paid: Stage):
    approval = await quoted(paid, 1)
    yes, no = await at_once(
        paid.call("approve_spend", approval=approval),
        paid.call("decline_spend", approval=approval),
    )
    assert [isinstance(x, Answer) for x in (yes, no)].count(True) == 1
    status = (await paid.project()).approvals[approval].status
    reserved = (await budget(paid)).reserved_micros
    assert (status, reserved) in {(ApprovalStatus.USED, PRICE), (ApprovalStatus.DECLINED, 0)}


async def test_cancelled_work_gives_its_money_back(paid: Stage):
    approval = await quoted(paid, 1, 2)
    await paid.call("approve_spend", approval=approval)
    await paid.call("cancel_job")
    await paid.work()
    now = await budget(paid)
    assert (now.reserved_micros, now.spent_micros) == (0, 0)


async def test_trying_failed_work_again_costs_again_and_is_quoted(paid: Stage):
    await paid.call("set_budget", dollars=5, without_asking="0.20")
    await paid.call("generate_stills", shots=[1, 2])
    for job in await paid.jobs():
        running = job.moved(JobState.RUNNING)
        failed = running.moved(JobState.FAILED, error="no")
        given_back = MoneyReleased(job_id=job.id, attempt=1, reserved_micros=PRICE)
        await paid.commit(jobs=(JobWrite(job=running, expected=job.version),))
        await paid.commit(given_back, jobs=(JobWrite(job=failed, expected=running.version),))
    answer = await paid.call("retry_job")
    assert answer.result["total_micros"] == 2 * PRICE
    assert {j.state for j in await paid.jobs()} == {JobState.FAILED}
    await paid.call("approve_spend")
    assert (await budget(paid)).reserved_micros == 2 * PRICE
    await paid.work()
    assert (await budget(paid)).spent_micros == 2 * PRICE
    assert {j.attempt for j in await paid.jobs(JobKind.STILL)} == {2}


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("approve_spend", {}),
        ("decline_spend", {}),
        ("set_budget", {"dollars": 100}),
        ("delete_project", {"confirm": "Night drive"}),
        ("create_project", {}),
    ],
)
async def test_only_a_person_makes_a_persons_gesture(paid: Stage, tool: str, arguments):
    await quoted(paid, 1)
    refusal = await paid.refusal(tool, by=paid.actor.miri(), **arguments)
    assert isinstance(refusal, Forbidden)
    assert "Only a person can do this themselves" in refusal.message


async def test_an_unknown_quote_is_not_found(paid: Stage):
    refusal = await paid.refusal("approve_spend", approval="approval_x")
    assert isinstance(refusal, NotFound)


async def test_the_budget_tells_what_is_left(paid: Stage, stage: Stage):
    assert "costs nothing" in await stage.told("show_budget")
    await paid.call("set_budget", dollars=5, without_asking=1)
    await paid.call("generate_stills", shots=[1], by=OTHER_PERSON)
    answer = await paid.call("show_budget")
    assert answer.text == "Spent $0.00, reserved $0.10, limit $5.00; $4.90 left."
    assert answer.result["available_micros"] == 4_900_000


async def orphaned(stage: Stage) -> Job:
    """A picture that was paid for, for all anybody knows: its answer was lost."""
    approval = await quoted(stage, 1)
    await stage.call("approve_spend", approval=approval)
    (job,) = await stage.jobs()
    for state in (JobState.SUBMITTING, JobState.SUBMIT_UNKNOWN, JobState.ORPHANED):
        moved = job.moved(state)
        await stage.commit(jobs=(JobWrite(job=moved, expected=job.version),))
        job = moved
    return job


async def adds_up(stage: Stage) -> bool:
    """Whether the jobs' bills are the budget's totals, to the micro-dollar."""
    bills, now = [bill_of(job) for job in await stage.jobs()], await budget(stage)
    reserved, paid = sum(b.reserved for b in bills), sum(b.paid for b in bills)
    return (reserved, paid) == (now.reserved_micros, now.spent_micros)


async def test_what_may_have_been_paid_is_asked_for_again_only_with_a_warning(paid: Stage):
    job = await orphaned(paid)
    assert (await budget(paid)).reserved_micros == PRICE
    asked = await paid.call("retry_job", job=job.id)
    assert "may pay twice" in " ".join(asked.result["lines"])
    assert (await budget(paid)).reserved_micros == PRICE
    await paid.call("approve_spend", approval=asked.result["approval_id"])
    (again,) = await paid.jobs()
    assert (again.state, again.attempt, again.request_id) == (JobState.QUEUED, 2, "")
    now = await budget(paid)
    assert (now.reserved_micros, now.spent_micros, now.unsure_micros) == (PRICE, PRICE, PRICE)
    assert await adds_up(paid)
    (row,) = (await paid.call("show_budget")).blocks[0].data["rows"]
    assert row == ["Still of shot 1", "waiting; $0.10 may have been paid before", "$0.10", "$0.10"]


async def test_what_may_have_been_paid_can_be_let_go_and_counts_as_spent(paid: Stage):
    job = await orphaned(paid)
    await paid.call("cancel_job", job=job.id)
    (gone,) = await paid.jobs()
    assert gone.state is JobState.FAILED
    now = await budget(paid)
    assert (now.reserved_micros, now.spent_micros, now.unsure_micros) == (0, PRICE, PRICE)
    assert await adds_up(paid)
    (version,) = (await paid.project()).versions.values()
    assert version.status is VersionStatus.FAILED


async def test_a_file_that_could_not_be_had_is_fetched_again_for_nothing(paid: Stage):
    job = await orphaned(paid)
    fetching = job.moved(JobState.FETCHING, result={"urls": ["x"], "cost_micros": PRICE})
    failed = fetching.moved(JobState.FETCH_FAILED)
    await paid.commit(*settled(job, PRICE), jobs=(JobWrite(job=failed, expected=job.version),))
    answer = await paid.call("retry_job")
    assert "approval_id" not in answer.result
    (again,) = await paid.jobs()
    assert (again.state, again.attempt) == (JobState.FETCHING, 1)
    assert (await budget(paid)).spent_micros == PRICE
    assert await adds_up(paid)
