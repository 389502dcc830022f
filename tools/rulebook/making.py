"""Rules made: told or learned, each is kept once and has a number of its own.

Why here: add_rule and reject_version make them alike.
Next: add_rule.py; tools/review/reject_version.py.
"""

from miri.domain.film import Film
from miri.domain.identity import new_id
from miri.domain.rule import Rule


def known_rule(film: Film, text: str, scope: str) -> Rule | None:
    """The active rule that says just this for this scope, if there is one."""
    same = (r for r in film.rules.values() if r.active and r.scope == scope)
    return next((r for r in same if r.text.casefold() == text.casefold()), None)


def new_rule(film: Film, text: str, scope: str, evidence: str = "") -> Rule:
    """A rule with the next number; no two rules of a film share one."""
    number = max((r.number for r in film.rules.values()), default=0) + 1
    return Rule(id=new_id("rule"), number=number, text=text, scope=scope, evidence=evidence)
