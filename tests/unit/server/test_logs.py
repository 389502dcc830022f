"""What is logged where: a server tells what it does, a terminal belongs to the person at it."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from server.logs import configure_logs


@pytest.fixture(autouse=True)
def logs_as_before() -> Iterator[None]:
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def said(capsys: pytest.CaptureFixture[str], *level: int) -> list[str]:
    configure_logs(*level)
    log = structlog.get_logger("miri.jobs.engine")
    log.info("jobs.ended", job="job_1")
    log.warning("jobs.lost", job="job_2")
    return [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()]


def test_a_server_logs_each_job_that_ended(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys) == ["jobs.ended", "jobs.lost"]


def test_a_talk_in_a_terminal_is_told_only_what_went_wrong(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert said(capsys, logging.WARNING) == ["jobs.lost"]
