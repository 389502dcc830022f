"""A pytest plugin: under CI=true a test that is skipped has failed.

Why here: a machine that lacks Redis or a browser would otherwise pass for green.
Tests marked `live` are the exception: they need keys and spend money, so CI never has them.
Next: machine.py, by which tests ask for what pip can't install.
"""

import os
from collections.abc import Generator

import pytest

LIVE = "live"


def nothing_may_be_skipped() -> bool:
    """Whether this is a run that must prove everything."""
    return os.environ.get("CI", "").lower() == "true"


def refuse(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure that gives the skip's reason."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"Under CI nothing is skipped. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skipped test fails, but for one that spends money and for one that is expected to fail."""
    report = yield
    expected = hasattr(report, "wasxfail") or item.get_closest_marker(LIVE)
    if report.skipped and not expected and nothing_may_be_skipped():
        refuse(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A module that skips itself fails."""
    report = yield
    if report.skipped and nothing_may_be_skipped():
        refuse(report)
    return report
