"""What the grammar is told (Situation) and what it answers (Reading).

Why here: the whole contract between understanding and acting stands in one place.
Next: reading.py, which makes the one out of the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Stage = Literal["empty", "song", "brief", "treatment", "shots", "stills", "clips", "film"]
Question = Literal["theme", "characters", "mood", "look", "ending"]
Language = Literal["en", "he"]
Kind = Literal["call", "ask", "chat", "yes", "no"]
Argument = str | int | float | bool | tuple[int, ...] | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """Where the conversation stands when a message arrives.

    `pending_quote`: exactly one approval is pending and its quote was Miri's last message.
    `question`: the interview field Miri's last message asked for.
    `proposed`: the tool Miri's last message offered as the next step.
    `last_shot`: the number of the shot being talked about.
    `changed`: what the person said last changed the film; `under_way`: something is being made.
    """

    stage: Stage = "song"
    pending_quote: bool = False
    question: Question | None = None
    proposed: str | None = None
    shot_count: int = 0
    scene_count: int = 0
    asset_names: tuple[str, ...] = ()
    last_shot: int | None = None
    language: Language = "en"
    changed: bool = False
    under_way: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """One tool to call, with the arguments that were said."""

    tool: str
    args: Mapping[str, Argument] = field(default_factory=dict[str, Argument])


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message asks for.

    `kind` call: do `calls` in order (a `doubt` beside them is a part left open: ask it after).
    ask: do nothing, ask back what `doubt` names (`topic` or `topic:detail`).
    chat: small talk, `doubt` says which kind. yes / no: an answer to Miri's last message.
    """

    kind: Kind
    language: Language
    calls: tuple[Call, ...] = ()
    doubt: str = ""
