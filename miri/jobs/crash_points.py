"""Where the engine may die: named places between two things that must not be one.

Why here: each is crossed in the product and killed at in the chaos tests, so that the list is the
truth about both.
Next: tests/chaos/test_crash_points.py; submitter.py, sequencer.py, reconciler.py, fetcher.py;
miri/log has `log.` (a person's yes and its reserve are one such commit) and `publish.`.
"""

from collections.abc import Callable

CRASH_POINTS = (
    "log.before_commit",
    "log.after_commit",
    "publish.before_tell",
    "publish.after_tell",
    "submit.before_claim",
    "submit.after_claim",
    "submit.after_post",
    "submit.before_record",
    "submit.after_record",
    "unknown.before_mark",
    "unknown.after_mark",
    "inbox.after_verify",
    "inbox.after_receive",
    "drain.after_lease",
    "drain.after_read",
    "drain.before_commit",
    "drain.after_commit",
    "drain.after_mark",
    "reconcile.before_look",
    "reconcile.after_look",
    "reconcile.after_receive",
    "reconcile.after_touch",
    "cancel.before_call",
    "cancel.after_call",
    "cancel.after_commit",
    "fetch.before_claim",
    "fetch.after_claim",
    "fetch.after_download",
    "fetch.after_keep",
    "fetch.before_commit",
    "fetch.after_commit",
)

Passing = Callable[[str], None]
"""Told of each crash point as it is crossed."""


def unharmed(_: str) -> None:
    """Nothing happens here, outside the chaos tests."""
