"""The situations the phrasings are said in, and what counts as understood.

Why here: every table of phrasings is read the same way.
Next: test_english.py, test_hebrew.py, test_doubts.py.
"""

from collections.abc import Mapping
from typing import Any

from agent.offline.reading import Reading, Situation, read

PROPOSED = {
    "treatment": "plan_scenes",
    "shots": "generate_stills",
    "stills": "approve_version",
    "clips": "render_final",
}


def situation(stage: str, **more: Any) -> Situation:
    """A film of 24 shots in 8 scenes at a stage; `quote` is a pending approval among stills."""
    facts: dict[str, Any] = {"shot_count": 24, "scene_count": 8, "proposed": PROPOSED.get(stage)}
    if stage == "quote":
        facts |= {"stage": "stills", "pending_quote": True}
    else:
        facts |= {"stage": stage, "question": "theme" if stage == "song" else None}
    return Situation(**facts | more)


def heard(stage: str, text: str, **more: Any) -> Reading:
    """What the grammar makes of a message."""
    return read(text, situation(stage, **more))


def misheard(stage: str, text: str, tool: str, args: Mapping[str, Any], **more: Any) -> str:
    """Nothing if every call is the tool with those arguments, else what was heard instead."""
    reading = heard(stage, text, **more)
    if {call.tool for call in reading.calls} != {tool}:
        return f"{text!r} in {stage}: {reading.kind} {reading.calls} {reading.doubt}, not {tool}"
    wanted = [args] if "shots_each" not in args else [{"shot": n} for n in args["shots_each"]]
    for call, expected in zip(reading.calls, wanted, strict=False):
        wrong = {k: v for k, v in expected.items() if call.args.get(k) != v}
        if wrong or len(reading.calls) != len(wanted):
            return f"{text!r}: {[dict(c.args) for c in reading.calls]}, not {args}"
    return ""
