"""Leading: what the offline director proposes next, from where the film stands.

Why here: it leads the person from song to film; this is the road, step by step.
Next: script.py says it; prompts/phrases/director.toml has the words.
"""

from dataclasses import dataclass
from typing import Any

from miri.domain.thread import Block
from prompts.library import phrase

Call = tuple[str, dict[str, Any]]

STEPS: dict[str, list[Call]] = {
    "analyse_song": [("analyse_song", {})],
    "write_treatment": [("write_treatment", {}), ("set_look", {})],
    "plan_scenes": [("plan_scenes", {}), ("plan_shots", {})],
    "plan_shots": [("plan_shots", {})],
    "generate_stills": [("generate_asset", {}), ("generate_stills", {})],
    "retry_stills": [("generate_stills", {})],
    "approve_version": [("approve_version", {"shot": "all"}), ("generate_clips", {})],
    "generate_clips": [("generate_clips", {})],
    "render_final": [("render_final", {})],
}
"""A proposal's name (its leading tool) -> the calls a yes sets going, in order."""


@dataclass(frozen=True)
class Lead:
    """What to say at the end of a turn. `proposed` is what a plain yes would do."""

    text: str
    proposed: str = ""
    question: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    def blocks(self) -> list[dict[str, Any]]:
        """Buttons under the message."""
        if not self.choices:
            return []
        options = [{"label": label, "send": send} for label, send in self.choices]
        return [Block(kind="choices", data={"options": options}).model_dump()]


def lead(digest: dict[str, Any], language: str) -> Lead:
    """The next step for a project as the digest tells it."""
    if digest["approvals_pending"]:
        return _say("quote_waits", language, choices=("yes", "cheaper"))
    if digest["jobs_open"]:
        return _say("working", language, count=digest["jobs_open"])
    return _BY_STAGE[digest["stage"]](digest, language)


def redraw_offer(count: int, language: str, key: str = "propose_redraw") -> Lead:
    """After another look: the pictures there are keep the old one until they are drawn anew."""
    choices = ("yes", "not_now")
    return _say(key, language, choices, count=count, proposed="redraw_all")


def _say(key: str, language: str, choices: tuple[str, ...] = (), **values: Any) -> Lead:
    proposed, question = values.pop("proposed", ""), values.pop("question", "")
    return Lead(
        phrase(f"director.{key}", language, **values),
        proposed,
        question,
        tuple(
            (phrase(f"choice.{c}", language), phrase(f"choice.{c}_send", language)) for c in choices
        ),
    )


def _empty(digest: dict[str, Any], language: str) -> Lead:
    return _say("need_song", language, choices=("sample",))


def _song(digest: dict[str, Any], language: str) -> Lead:
    song = digest["song"]
    if not song["analysed"]:
        return _say("propose_listen", language, choices=("yes",), proposed="analyse_song")
    question = digest["brief_missing"][0]
    first = len(digest["brief_missing"]) == 5
    key = "lyrics_or_theme" if first and not song["has_lyrics"] else f"ask_{question}"
    return _say(
        key, language, choices=(f"{question}_a", f"{question}_b", "you_decide"), question=question
    )


def _brief(digest: dict[str, Any], language: str) -> Lead:
    return _say("propose_treatment", language, choices=("yes",), proposed="write_treatment")


def _treatment(digest: dict[str, Any], language: str) -> Lead:
    if digest["scenes"]:
        return _say("propose_shots", language, choices=("yes",), proposed="plan_shots")
    return _say("propose_scenes", language, choices=("yes", "darker"), proposed="plan_scenes")


def _open(digest: dict[str, Any]) -> int:
    """How many shots are still to be made; what is locked stays as it is."""
    return sum(n for status, n in digest["unlocked_by_status"].items() if status != "COMPLETED")


def _shots(digest: dict[str, Any], language: str) -> Lead:
    counts = digest["unlocked_by_status"]
    without = counts.get("DRAFT", 0) + counts.get("FAILED", 0)
    if not without:
        bare = [s["number"] for s in digest["shots"] if s["locked"] and s["status"] == "DRAFT"]
        numbers = ", ".join(str(n) for n in bare)
        return _say("locked_bare", language, numbers=numbers)
    if counts.get("FAILED"):
        return _say(
            "propose_retry", language, choices=("yes",), count=without, proposed="retry_stills"
        )
    return _say(
        "propose_stills", language, choices=("yes",), count=without, proposed="generate_stills"
    )


def _stills(digest: dict[str, Any], language: str) -> Lead:
    count = _open(digest)
    if not count:
        return _clips(digest, language)
    waiting = [s for s in digest["shots"] if s["status"] != "COMPLETED" and not s["locked"]]
    if all(s["approved"] for s in waiting):
        return _say(
            "propose_motion",
            language,
            choices=("yes",),
            count=count,
            proposed="generate_clips",
        )
    return _say(
        "propose_clips",
        language,
        choices=("love_all", "redo_one"),
        count=count,
        proposed="approve_version",
    )


def _clips(digest: dict[str, Any], language: str) -> Lead:
    unmoved = sum(n for s, n in digest["shots_by_status"].items() if s != "COMPLETED")
    key = "propose_render_locked" if unmoved else "propose_render"
    return _say(key, language, choices=("yes",), count=unmoved, proposed="render_final")


def _film(digest: dict[str, Any], language: str) -> Lead:
    unfinished = _open(digest)
    if unfinished:
        return _say(
            "propose_reclips",
            language,
            choices=("yes",),
            count=unfinished,
            proposed="generate_clips",
        )
    if not digest["film_is_current"]:
        return _say("propose_recut", language, choices=("yes",), proposed="render_final")
    return _say("film_ready", language, choices=("show_history", "redo_one"))


_BY_STAGE = {
    "empty": _empty,
    "song": _song,
    "brief": _brief,
    "treatment": _treatment,
    "shots": _shots,
    "stills": _stills,
    "clips": _clips,
    "film": _film,
}
