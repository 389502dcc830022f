"""Of a lease's owner only what is certain is said: that its process is over."""

import os
import subprocess
import sys

import pytest

from miri.jobs.owner import is_gone, owner_here


def test_this_process_is_alive_and_every_engine_has_a_name_of_its_own() -> None:
    first, second = owner_here(), owner_here()
    assert first != second
    assert not is_gone(first) and not is_gone(second)


def test_a_process_that_ended_is_gone() -> None:
    words = [sys.executable, "-c", "from miri.jobs.owner import owner_here; print(owner_here())"]
    ended = subprocess.run(words, capture_output=True, text=True, check=True)
    assert is_gone(ended.stdout.strip())


def test_a_pid_that_was_given_to_another_process_does_not_keep_the_lease() -> None:
    engine, _, place = owner_here().partition("@")
    machine, pid, start = place.split("/")
    assert pid == str(os.getpid())
    earlier = f"{engine}@{machine}/{pid}/{int(start) - 1}"
    assert is_gone(earlier)


@pytest.mark.parametrize(
    "owner", ["", "engine_x", "engine_x@elsewhere/1/2", "engine_x@/1/2", "engine_x@a/b/c", "@@//"]
)
def test_of_other_machines_and_of_names_without_a_place_nothing_is_known(owner: str) -> None:
    assert not is_gone(owner)
