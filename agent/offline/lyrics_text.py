"""Whether a message is a pasted lyric, and where the lyric begins.

Why here: a lyric may contain any word; it must be taken out before orders are looked for.
Next: reading.py, which asks here first.
"""

import re

from agent.offline.clause import Clause, clause_of
from agent.offline.situation import Situation
from agent.offline.tokens import clean

TIMED = re.compile(r"^\s*\[\d{1,2}:\d{2}(?:[.:]\d{1,3})?\]", re.MULTILINE)
LONGEST_HEADING = 9
FEWEST_LINES = 4
LONGEST_LINE = 90
GIVING = frozenset({"heading", "lyrics"})


def lyric_in(text: str, scene: Situation) -> str | None:
    """The lyric a message carries; an empty text where one is announced and none given."""
    lines = text.strip().splitlines()
    if not lines:
        return None
    if len(TIMED.findall(text)) >= 2:
        return _from_first_time(lines)
    heading = clause_of(clean(lines[0]), scene)
    if _announces(heading):
        return _after_heading(lines, heading)
    if scene.stage in ("empty", "song", "brief") and _looks_sung(lines):
        return text.strip()
    return None


def _from_first_time(lines: list[str]) -> str:
    first = next(n for n, line in enumerate(lines) if TIMED.match(line))
    return "\n".join(lines[first:]).strip()


def _announces(heading: Clause) -> bool:
    facts = heading.facts
    if not facts & GIVING or facts & {
        "question!",
        "no_order!",
        "ref:shot",
        "treatment",
        "thread",
        "rule",
        "moment",
        "important",
    }:
        return False
    if not {"lyrics", "heading"} & facts or "do:mark_only" in facts:
        return False
    opening = heading.text.partition(":")[0]
    words = len(opening.split())
    if ":" in heading.text:
        return words <= LONGEST_HEADING and _short_of_content(opening, heading.scene)
    return len(heading.rest) <= 1 and words <= LONGEST_HEADING


def _short_of_content(opening: str, scene: Situation) -> bool:
    clause = clause_of(opening, scene)
    return len(clause.rest) <= 1 and "do:mark_only" not in clause.facts


def _after_heading(lines: list[str], heading: Clause) -> str | None:
    same_line = lines[0].partition(":")[2].strip() if ":" in lines[0] else ""
    below = "\n".join(lines[1:]).strip("\n")
    lyric = "\n".join(part for part in (same_line, below) if part.strip())
    if lyric:
        return lyric.strip()
    announced = heading.facts & {"heading"} or "do:set" in heading.facts
    asked_for = heading.facts & {"do:show", "do:list", "do:mark", "do:tell"}
    return "" if announced and not asked_for else None


def _looks_sung(lines: list[str]) -> bool:
    sung = [line for line in lines if line.strip()]
    if len(sung) < FEWEST_LINES or any(len(line) > LONGEST_LINE for line in sung):
        return False
    ended = sum(line.rstrip().endswith((".", ":", ";")) for line in sung)
    listed = sum(bool(re.match(r"\s*(?:[-*•]|\d+[.)])\s", line)) for line in sung)
    return ended <= len(sung) // 3 and not listed
