"""What a user installs may be used and passed on by anyone: nothing under the GPL, nothing non-commercial.

Why here: one such library in the core lock would change the terms of the whole.
Next: requirements.lock. (ffmpeg is a program of its own, not a library of ours.)
"""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from tests.house.test_locks import CORE, EVERYTHING, pinned

NOT_FREE_TO_SHIP = re.compile(
    r"(?<![A-Z])A?GPL(?!A)|GNU (Affero )?General Public|non-?commercial|CC[ -]BY[ -]NC", re.I
)
# (name, why): offered under another licence too, or the words stand in a longer text
LOOKED_AT: dict[str, str] = {}


def test_no_library_of_ours_is_under_a_licence_we_cannot_pass_on():
    caught = {
        name: terms
        for name in sorted({*pinned(CORE), *pinned(EVERYTHING)})
        if name not in LOOKED_AT
        if (found := installed(name)) and NOT_FREE_TO_SHIP.search(terms := licence(found))
    }
    assert not caught, caught


def test_the_words_of_such_licences_are_recognised():
    for terms in (
        "GPL-3.0-or-later",
        "AGPLv3",
        "GNU General Public License v2 (GPLv2)",
        "CC BY-NC 4.0",
    ):
        assert NOT_FREE_TO_SHIP.search(terms), terms
    for terms in ("LGPL-2.1", "MIT", "GNU Lesser General Public License v3 (LGPLv3)"):
        assert not NOT_FREE_TO_SHIP.search(terms), terms


def installed(name: str) -> Distribution | None:
    """The distribution, or None where this Python or machine does not take it."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def licence(found: Distribution) -> str:
    """What a distribution says of its terms, without the licence's whole text."""
    said = found.metadata
    stated = [said.get("License-Expression") or "", (said.get("License") or "").split("\n")[0]]
    return "; ".join([*stated, *(c for c in said.get_all("Classifier") or [] if "License" in c)])
