"""What an answer becomes beside what was answered before: added to it, not put in its place.

Why here: a later word on the story must not lose the first one; only `instead` replaces.
Next: slots.py, which tells `instead`; script.py and handed.py, which ask here before they save.
"""

from typing import Any

from agent.offline.leading import Call
from agent.offline.slots import people_in, replaces

ENDS = ".!?"


def beside(brief: dict[str, Any], words: str, call: Call) -> Call:
    """The call, with what the brief has already. A story that names its people tells who we see."""
    tool, args = call
    if tool != "save_brief":
        return call
    anew = replaces(words)
    kept = {
        field: str(said) if anew else _added(str(brief.get(field, "")), str(said))
        for field, said in args.items()
    }
    if "theme" in kept and "characters" not in kept and not brief["characters"]:
        kept |= {"characters": told} if (told := people_in(kept["theme"])) else {}
    return tool, kept


def _added(before: str, said: str) -> str:
    if not before or before.casefold() in said.casefold():
        return said
    if said.casefold() in before.casefold():
        return before
    return f"{before} {said}" if before[-1] in ENDS else f"{before}. {said}"
