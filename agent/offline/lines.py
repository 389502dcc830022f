"""A line of the offline director's, and the conversation it is spoken in.

Why here: script, files handed over and questions back all look at the same scene.
Next: script.py, which decides the line; handed.py, asking.py, two parts of it.
"""

from dataclasses import dataclass, field
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage

from agent.offline.leading import Call, Lead, lead
from agent.offline.situation import Language, Situation
from prompts.library import phrase

ATTACHED = "ATTACHED: "
DRAWN = frozenset({"AWAITING_APPROVAL", "REFINING", "COMPLETED"})
TAKEN_BACK = frozenset("""
    save_brief set_lyrics adjust_section mark_moment write_treatment revise_treatment set_look
    plan_scenes plan_shots edit_scene edit_shot retime_shot split_shot merge_shots define_asset
    approve_version reject_version select_version lock_shot unlock_shot add_rule retire_rule
    set_format rename_project
""".split())  # fmt: skip
"""What `cancel that` takes back, said right after it."""


@dataclass
class Line:
    """What the director says and does now. `plan` is what it still means to do in this turn,
    `unplaced` a wish whose shot it had to ask for."""

    text: str = ""
    calls: list[Call] = field(default_factory=list[Call])
    plan: list[Call] = field(default_factory=list[Call])
    proposed: str = ""
    question: str = ""
    unplaced: str = ""
    shot: int = 0
    blocks: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])


@dataclass(frozen=True)
class Scene:
    """The conversation as the script needs it. `done` are the tools that ran since the person
    spoke last, before this message."""

    digest: dict[str, Any]
    human: HumanMessage
    since: list[BaseMessage]
    before: AIMessage | None
    language: Language
    done: frozenset[str] = frozenset()

    def say(self, key: str, **values: object) -> str:
        """A phrase of the director's."""
        return phrase(f"director.{key}", self.language, **values)

    @property
    def remembered(self) -> dict[str, Any]:
        """What the last line before this message left: proposed, question, shot."""
        return self.before.additional_kwargs if self.before else {}

    @property
    def drawn(self) -> list[int]:
        """The shots that have a picture and may be changed."""
        shots = self.digest["shots"]
        return [s["number"] for s in shots if s["status"] in DRAWN and not s["locked"]]

    @property
    def kept(self) -> dict[str, Any]:
        """A question back keeps what was proposed and asked before it."""
        remembered = self.remembered
        return {name: remembered.get(name, "") for name in ("proposed", "question")}

    @property
    def situation(self) -> Situation:
        """What the grammar is told of it."""
        digest, kept = self.digest, self.remembered
        return Situation(
            stage=digest["stage"],
            pending_quote=len(digest["approvals_pending"]) == 1,
            question=kept.get("question") or None,
            proposed=kept.get("proposed") or None,
            shot_count=digest["shots_in_all"],
            scene_count=len(digest["scenes"]),
            asset_names=tuple(a["name"] for a in digest["assets"]),
            last_shot=kept.get("shot") or None,
            language=self.language,
            changed=bool(self.done & TAKEN_BACK),
            under_way=bool(digest["jobs_open"]),
        )


def do(calls: list[Call], **extra: Any) -> Line:
    """Make the first call now, keep the others in mind."""
    return Line(calls=calls[:1], plan=calls[1:], **extra)


def with_lead(scene: Scene, text: str, shot: int = 0) -> Line:
    """What was said, then the next step."""
    return said_with(text, lead(scene.digest, scene.language), shot)


def said_with(text: str, ahead: Lead, shot: int = 0) -> Line:
    """What was said, then a proposal of one's own."""
    return Line(
        text=f"{text}\n\n{ahead.text}".strip(),
        proposed=ahead.proposed,
        question=ahead.question,
        blocks=ahead.blocks(),
        shot=shot,
    )


def switch_language(scene: Scene) -> list[Call]:
    """A person who writes Hebrew to a fresh project is answered, and shown everything, in it."""
    fresh = scene.digest["stage"] in ("empty", "song") and scene.language == "he"
    if fresh and scene.digest["language"] != "he" and not scene.human.text.startswith(ATTACHED):
        return [("set_language", {"language": "he"})]
    return []
