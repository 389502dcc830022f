"""The script: from what was said and what came of it, the offline director's next line.

Why here: the decisions of a turn, in order: note, attachment, words; then tool results; then lead.
Next: leading.py (the road), reading.py (what a message means).
"""

import json
import re
from dataclasses import dataclass, field, replace
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage

from agent.offline.leading import STEPS, Call, Lead, lead
from agent.offline.reading import read
from agent.offline.situation import Language, Reading, Situation
from prompts.library import phrase, phrase_table

NOTE = "STUDIO NOTE: "
ATTACHED = "ATTACHED: "
QUIET_STAGES = ("song",)
YOU_DECIDE = re.compile(
    r"\b(you (decide|choose|pick)|surprise me|up to you|whatever you (think|like))\b"
    r"|תחליט|תבחר|תפתיע|מה שבא לך|לבחירתך|החלטה שלך"
)
HANDED_OVER = re.compile(
    r"\W*((here(’s|'s|s| is| it is| you go)|this is|it'?s|take|listen to)?\s*"
    r"((my|the|our|a|this|new) )*(song|track|music|mp3|tune)"
    r"|(הנה|זה|זהו|קחי|קבלי|שמעי|תשמעי|תקשיבי ל?)?\s*(ה?שיר|ה?קובץ)( שלי| שלנו| החדש| חדש)*)\W*"
)
"""What is said when a song is handed over: about the file, never about the film."""
BARE_SHOT = re.compile(r"\W*(shot|number|no\.?|שוט|מספר)?\W*(?P<number>\d{1,3})\W*")
SAMPLE_SONG = re.compile(r"\b(sample|example|demo) (song|track)\b|שיר (ה?לדוגמה|לדוגמא|הדוגמה)")


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
    """The conversation as the script needs it."""

    digest: dict[str, Any]
    human: HumanMessage
    since: list[BaseMessage]
    before: AIMessage | None
    language: Language

    def say(self, key: str, **values: object) -> str:
        """A phrase of the director's."""
        return phrase(f"director.{key}", self.language, **values)

    @property
    def remembered(self) -> dict[str, Any]:
        """What the last line before this message left: proposed, question, shot."""
        return self.before.additional_kwargs if self.before else {}


def next_line(messages: list[BaseMessage]) -> Line:
    """The next line of a conversation."""
    scene = _scene(messages)
    if scene.since:
        return _after_tools(scene)
    text = scene.human.text
    if text.startswith(NOTE):
        return _after_note(scene, json.loads(text.removeprefix(NOTE)))
    words, *attached = text.split("\n" + ATTACHED)
    if attached or words.startswith(ATTACHED):
        files = [json.loads(a) for a in (attached or [words.removeprefix(ATTACHED)])]
        return _take(scene, "" if words.startswith(ATTACHED) else words, files)
    return _hear(scene, words)


def _scene(messages: list[BaseMessage]) -> Scene:
    digest = json.loads(
        next(m.text for m in messages if isinstance(m, SystemMessage) and m.id == "digest")
    )
    talk = [m for m in messages if not isinstance(m, SystemMessage)]
    at = max(n for n, m in enumerate(talk) if isinstance(m, HumanMessage))
    human = talk[at]
    assert isinstance(human, HumanMessage)
    before = next((m for m in reversed(talk[:at]) if isinstance(m, AIMessage)), None)
    return Scene(digest, human, talk[at + 1 :], before, _language(digest, human.text))


def _language(digest: dict[str, Any], text: str) -> Language:
    """The person's own: Hebrew letters speak Hebrew; otherwise the film's."""
    if text.startswith((NOTE, ATTACHED)):
        return digest["language"]
    letters = re.sub(r"[^A-Za-z\u05d0-\u05ea]", "", text.split("\n" + ATTACHED, maxsplit=1)[0])
    hebrew = len(re.findall(r"[\u05d0-\u05ea]", letters))
    return "he" if letters and hebrew * 2 > len(letters) else digest["language"]


def _do(calls: list[Call], **extra: Any) -> Line:
    """Make the first call now, keep the others in mind."""
    return Line(calls=calls[:1], plan=calls[1:], **extra)


def _with_lead(scene: Scene, text: str, shot: int = 0) -> Line:
    ahead: Lead = lead(scene.digest, scene.language)
    return Line(
        text=f"{text}\n\n{ahead.text}".strip(),
        proposed=ahead.proposed,
        question=ahead.question,
        blocks=ahead.blocks(),
        shot=shot,
    )


def _after_tools(scene: Scene) -> Line:
    last = next(m for m in reversed(scene.since) if isinstance(m, AIMessage))
    results = [m for m in scene.since if isinstance(m, ToolMessage)]
    failed = [r for r in results if r.status == "error"]
    shot = int(last.additional_kwargs.get("shot", 0))
    if failed:
        error = json.loads(failed[-1].text or "{}").get("message", failed[-1].text)
        return Line(text=f"{_said(results)}\n\n{error}".strip(), shot=shot)
    if _needs_approval(results):
        return Line(text=_said(results[-1:]), shot=shot)
    plan: list[Call] = [(t, a) for t, a in last.additional_kwargs.get("plan", [])]
    plan = plan or _follow_up(scene, results)
    if plan:
        return _do(plan, shot=shot)
    if results[-1].name == "ask_user" or _is_under_way(scene, results):
        return Line(text=_said(results), shot=shot, **_kept(scene))
    return _with_lead(scene, _said(results), shot)


def _follow_up(scene: Scene, results: list[ToolMessage]) -> list[Call]:
    """What follows without asking: a new song is listened to; a finished interview is written up;
    a picture that was told to change, or was not liked, is drawn anew."""
    done = {r.name for r in results}
    if "add_song" in done and "analyse_song" not in done:
        return [("analyse_song", {})]
    ready = scene.digest["stage"] == "brief" and not scene.digest["treatment"]
    if "save_brief" in done and ready and "write_treatment" not in done:
        return list(STEPS["write_treatment"])
    if done & {"edit_shot", "reject_version"} and "generate_stills" not in done:
        return _drawn_anew(scene)
    return []


def _drawn_anew(scene: Scene) -> list[Call]:
    """The shots just changed, or rejected while pictures are judged (later it is the clip)."""
    told = {"edit_shot"} | ({"reject_version"} if scene.digest["stage"] == "stills" else set())
    calls = [c for m in scene.since if isinstance(m, AIMessage) for c in m.tool_calls]
    edited = {str(c["args"].get("shot")) for c in calls if c["name"] in told}
    drawn = {"AWAITING_APPROVAL", "REFINING", "COMPLETED"}
    shots = [s["number"] for s in scene.digest["shots"] if s["status"] in drawn]
    again = [number for number in shots if str(number) in edited]
    return [("generate_stills", {"shots": again})] if again else []


def _said(results: list[ToolMessage]) -> str:
    says = [json.loads(r.text or "{}").get("says", "") for r in results if r.status != "error"]
    return "\n\n".join(s for s in says if s)


def _is_under_way(scene: Scene, results: list[ToolMessage]) -> bool:
    """What was just begun needs no more words: the note at its end brings the next step."""
    begun = json.loads(results[-1].text or "{}")
    return bool(scene.digest["jobs_open"] and ("job_id" in begun or begun.get("job_ids")))


def _needs_approval(results: list[ToolMessage]) -> bool:
    return json.loads(results[-1].text or "{}").get("status") == "needs_approval"


def _after_note(scene: Scene, note: dict[str, Any]) -> Line:
    if note["note"] == "command_done":
        return _after_command(scene, note["tool"])
    if note["note"] != "jobs_over":
        return _with_lead(scene, "")
    if note["kind"] == "render" and note["ready"] and scene.digest["stage"] != "film":
        return Line(text=scene.say("over_preview"), **_kept(scene))
    parts: list[str] = []
    if note["ready"]:
        song = scene.digest["song"] or {}
        parts.append(
            scene.say(
                f"over_{note['kind']}",
                count=note["ready"],
                tempo=song.get("tempo_bpm") or "?",
                sections=len(song.get("sections", ())),
            )
        )
    if note["failed"]:
        first = note["failed"][0]
        parts.append(scene.say("over_failed", count=len(note["failed"]), error=first["error"]))
    if note["cancelled"]:
        parts.append(scene.say("over_cancelled"))
    return _with_lead(scene, " ".join(parts))


def _after_command(scene: Scene, tool: str) -> Line:
    """What follows a command: a new song is listened to; else the next step is proposed."""
    if tool == "add_song":
        return _do([("analyse_song", {})])
    if scene.digest["jobs_open"]:
        return Line()
    return _with_lead(scene, "")


def _take(scene: Scene, words: str, files: list[dict[str, Any]]) -> Line:
    calls: list[Call] = []
    strange: list[str] = []
    for file in files:
        if file["type"].startswith(("audio/", "video/")):
            calls.append(("add_song", {"media": file["media_id"]}))
        elif file["type"].startswith("text/"):
            calls.append(("set_lyrics", {"media": file["media_id"]}))
        else:
            strange.append(file["name"])
    if not calls:
        return _with_lead(scene, scene.say("cant_attach", name=", ".join(strange)))
    if words.strip() and scene.digest["song"] is None and not _only_hands_over(words):
        heard = read(words, _situation(scene))
        calls += [(c.tool, dict(c.args)) for c in heard.calls if c.tool == "save_brief"]
    return _do([*_switch_language(scene), *calls])


def _only_hands_over(words: str) -> bool:
    return HANDED_OVER.fullmatch(words.casefold().strip()) is not None


def _switch_language(scene: Scene) -> list[Call]:
    """A person who writes Hebrew to a fresh project is answered, and shown everything, in it."""
    fresh = scene.digest["stage"] in ("empty", "song") and scene.language == "he"
    if fresh and scene.digest["language"] != "he" and not scene.human.text.startswith(ATTACHED):
        return [("set_language", {"language": "he"})]
    return []


def _situation(scene: Scene) -> Situation:
    digest, kept = scene.digest, scene.remembered
    return Situation(
        stage=digest["stage"],
        pending_quote=len(digest["approvals_pending"]) == 1,
        question=kept.get("question") or None,
        proposed=kept.get("proposed") or None,
        shot_count=digest["shots_in_all"],
        scene_count=len(digest["scenes"]),
        asset_names=tuple(a["name"] for a in digest["assets"]),
        last_shot=kept.get("shot") or None,
        language=scene.language,
    )


def _hear(scene: Scene, words: str) -> Line:
    at_the_door = _begin(scene, words)
    if at_the_door:
        return at_the_door
    words = _placed(scene, words)
    reading = read(words, _situation(scene))
    if reading.kind == "call":
        calls = _as_answers(scene, words, [(c.tool, dict(c.args)) for c in reading.calls])
        if calls == STEPS["approve_version"][:1] and _offered(scene) == "approve_version":
            calls = list(STEPS["approve_version"])  # loving them all was the yes to both
        return _do([*_switch_language(scene), *calls], shot=_shot_of(calls))
    if reading.kind == "yes":
        return _yes(scene)
    if reading.kind == "no":
        return Line(text=scene.say("no"))
    if reading.kind == "chat":
        return _chat(scene, reading.doubt)
    line = _ask(scene, reading)
    return replace(line, unplaced=words) if reading.doubt == "which_shot" else line


def _placed(scene: Scene, words: str) -> str:
    """A bare number that answers "which shot?" belongs to the wish before it."""
    wish, number = scene.remembered.get("unplaced", ""), BARE_SHOT.fullmatch(words.casefold())
    if not (wish and number):
        return words
    return f"{'שוט' if scene.language == 'he' else 'shot'} {number['number']}: {wish}"


def _begin(scene: Scene, words: str) -> Line | None:
    """What is only said before there is a story: leaving it to Miri, handing the song over."""
    stage = scene.digest["stage"]
    if stage in ("song", "brief") and YOU_DECIDE.search(words.casefold()):
        return _decide_alone(scene)
    if stage == "empty" and SAMPLE_SONG.search(words.casefold()):
        return _do([*_switch_language(scene), ("add_song", {"sample": True})])
    if stage in ("empty", "song") and _only_hands_over(words):
        return _with_lead(scene, "")
    return None


def _as_answers(scene: Scene, words: str, calls: list[Call]) -> list[Call]:
    """What was said whole in answer to a question answers that question, whatever it sounds like."""
    question = scene.remembered.get("question", "")
    whole = words.strip().rstrip(".!").casefold()

    def answer(call: Call) -> Call:
        tool, args = call
        said = [str(v).strip().rstrip(".!").casefold() for v in args.values()]
        if tool == "save_brief" and question and said == [whole]:
            return tool, {question: next(iter(args.values()))}
        return call

    return [answer(call) for call in calls]


def _decide_alone(scene: Scene) -> Line:
    """The person leaves it to Miri: what is still open is taken from the song."""
    if not (scene.digest["song"] or {}).get("analysed"):
        return _with_lead(scene, "")
    return _do([*_switch_language(scene), *STEPS["write_treatment"]])


def _offered(scene: Scene) -> str:
    return str(scene.remembered.get("proposed", ""))


def _yes(scene: Scene) -> Line:
    proposed = _offered(scene)
    if scene.digest["approvals_pending"]:
        return _with_lead(scene, "")
    if proposed in STEPS:
        return _do(list(STEPS[proposed]))
    return _with_lead(scene, "")


def _chat(scene: Scene, kind: str) -> Line:
    first = scene.before is None
    line = _with_lead(scene, scene.say("hello" if first else _small_talk(kind)))
    switch = _switch_language(scene)
    return _do(switch) if switch and not first else line


def _small_talk(kind: str) -> str:
    return "chat_praise" if kind == "praise" else "chat"


def _ask(scene: Scene, reading: Reading) -> Line:
    """A question back: in its own words where there are some (prompts/phrases/doubt.toml)."""
    kind, _, detail = reading.doubt.partition(":")
    for key in (f"doubt.{kind}_{detail}", f"doubt.{kind}"):
        if key in phrase_table():
            return Line(text=phrase(key, scene.language), **_kept(scene))
    if kind == "person_gesture":
        return Line(text=scene.say("person_gesture", tool=detail))
    return Line(text=scene.say("ask_back", hint=scene.say("hint")), **_kept(scene))


def _kept(scene: Scene) -> dict[str, Any]:
    """A question back keeps what was proposed and asked before it."""
    kept = scene.remembered
    return {"proposed": kept.get("proposed", ""), "question": kept.get("question", "")}


def _shot_of(calls: list[Call]) -> int:
    for _, args in calls:
        shot = args.get("shot")
        if isinstance(shot, int) or (isinstance(shot, str) and shot.isdigit()):
            return int(shot)
    return 0
