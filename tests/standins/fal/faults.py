"""What may go wrong, by rule and by seed: which faults there are, and whether one strikes now.

Why here: one table of kinds; a draw depends on the seed, the rule and the request alone, so that
the order in which requests happen to arrive changes nothing.
Next: the modules of each stage ask `strikes`; control.py adds rules.
"""

import fnmatch
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from random import Random
from typing import Any

STAGES: dict[str, tuple[str, ...]] = {
    "any": ("down",),
    "submit": (
        "rate_limited",
        "server_error",
        "drop_before_accept",
        "error_after_accept",
        "drop_after_accept",
        "slow",
        "garbled",
        "foreign_urls",
        "webhook_first",
    ),
    "run": ("content_policy", "run_error", "slow_run", "stuck", "forgotten"),
    "poll": ("poll_error", "poll_drop"),
    "cancel": ("cancel_ignored",),
    "make": ("wrong_size", "foreign_file"),
    "file": (
        "file_missing",
        "wrong_type",
        "truncated",
        "corrupt",
        "slow_file",
        "oversize",
        "redirect",
    ),
    "webhook": (
        "webhook_never",
        "webhook_duplicated",
        "webhook_late",
        "webhook_shuffled",
        "webhook_forged",
        "webhook_stale",
        "webhook_tampered",
        "webhook_mismatched",
        "webhook_wrong_user",
        "webhook_malformed",
        "webhook_oversized",
    ),
    "upload": ("upload_error",),
    "token": ("token_error",),
    "keys": ("keys_error",),
}
STAGE_OF = {kind: stage for stage, kinds in STAGES.items() for kind in kinds}


@dataclass
class Rule:
    """One fault. It strikes requests whose endpoint (a glob) and prompt (a part of it) match, from
    the (`skip`+1)th on, `times` often.

    `seconds`: how slow, how late, how long down. `status`: the answer, where there is a choice.
    `what`: size, duration or fps for wrong_size; drop or nginx for down; nginx for errors; the
    address of a redirect; `instead` for a spoilt webhook that no good one follows.
    `copies` of a duplicated webhook; `bytes` of an oversized body; `fetches`: how many downloads
    of one file are spoilt, all of them without it.
    """

    kind: str
    endpoint: str = "*"
    prompt: str = ""
    chance: float = 1.0
    times: int | None = None
    skip: int = 0
    seconds: float = 1.0
    status: int = 503
    what: str = ""
    copies: int = 1
    bytes: int = 2_000_000
    fetches: int | None = None
    until: float = field(default=0.0, init=False)
    id: int = field(default=0, init=False)
    seen: int = field(default=0, init=False)
    struck: int = field(default=0, init=False)

    @property
    def spent(self) -> bool:
        """Whether it has struck as often as it may."""
        return self.times is not None and self.struck >= self.times

    def shown(self) -> dict[str, Any]:
        """For the control paths."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


@dataclass(frozen=True)
class Strike:
    """That a rule struck: for the control paths."""

    kind: str
    subject: str
    at: float


class Faults:
    """The rules in force and the log of what struck."""

    def __init__(self, seed: int, now: Callable[[], float]) -> None:
        self.seed = seed
        self._now = now
        self.rules: list[Rule] = []
        self.log: list[Strike] = []
        self._ids = itertools.count(1)

    def add(self, kind: str, **how: Any) -> Rule:
        """Put a rule in force. Raises ValueError for a kind or a setting there is not."""
        if kind not in STAGE_OF:
            raise ValueError(f"no fault is called {kind}; there are {sorted(STAGE_OF)}")
        try:
            rule = Rule(kind, **how)
        except TypeError as error:
            raise ValueError(str(error)) from error
        rule.id = next(self._ids)
        rule.until = self._now() + rule.seconds if kind == "down" else 0.0
        self.rules.append(rule)
        return rule

    def clear(self) -> None:
        """Take all rules away; the log stays."""
        self.rules.clear()

    def strikes(self, stage: str, subject: str, endpoint: str, prompt: str = "") -> dict[str, Rule]:
        """The faults that strike `subject` now, by kind; each counts as used."""
        found: dict[str, Rule] = {}
        for rule in self.rules:
            fits = STAGE_OF[rule.kind] == stage and fnmatch.fnmatch(endpoint, rule.endpoint)
            if fits and rule.prompt in prompt and self._drawn(rule, subject):
                found.setdefault(rule.kind, rule)
                self.log.append(Strike(rule.kind, subject, self._now()))
        return found

    def _drawn(self, rule: Rule, subject: str) -> bool:
        if rule.spent or (rule.until and self._now() >= rule.until):
            return False
        rule.seen += 1
        if rule.seen <= rule.skip or self.chance(rule.kind, rule.id, subject) >= rule.chance:
            return False
        rule.struck += 1
        return True

    def chance(self, *what: object) -> float:
        """A number in 0..1 that depends on the seed and `what` alone."""
        return Random(" ".join(map(str, (self.seed, *what)))).random()
