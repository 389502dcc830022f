"""The script: from what was said and what came of it, the offline director's next line.

Why here: the decisions of a turn, in order: note, attachment, words; then tool results; then lead.
Next: leading.py (the road), reading.py (what a message means).
"""

import json
import re
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage

from agent.offline.asking import ask, placed
from agent.offline.handed import only_hands_over, take
from agent.offline.kept import beside
from agent.offline.leading import STEPS, Call, lead, redraw_offer
from agent.offline.lines import ATTACHED, Line, Scene, do, said_with, switch_language, with_lead
from agent.offline.reading import read
from agent.offline.situation import Language, Reading
from agent.offline.slots import spoken_of

NOTE = "STUDIO NOTE: "
YOU_DECIDE = re.compile(
    r"\b((you|u) (decide|choose|pick)|surprise me|up to (you|u)|whatever you (think|like))\b"
    r"|תחליט|תבחר|תפתיע|מה שבא ל(ך|כם)|לבחירתך|החלטה שלך"
)
APPROVES = re.compile(
    r"\b(?:i )?approv(?:e|ed|ing)\b|(?<!\w)ו?(?:מאשר(?:ת|ים|ות)?|אישרתי|אשרי|תאשרי?)(?!\w)"
)
NOT_APPROVED = re.compile(
    r"\b(?:not|don'?t|didn'?t|without|except|but|until)\b|(?<!\w)(?:לא|בלי|חוץ|אבל|עד)(?!\w)"
)


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
        return take(scene, "" if words.startswith(ATTACHED) else words, files)
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
    language = _language(digest, human.text)
    return Scene(digest, human, talk[at + 1 :], before, language, _done(talk[:at]))


def _done(talk: list[BaseMessage]) -> frozenset[str]:
    """The tools that ran, without an error, since a person spoke last; notes are nobody's words."""
    spoke = [n for n, m in enumerate(talk) if isinstance(m, HumanMessage)]
    at = next((n for n in reversed(spoke) if not talk[n].text.startswith(NOTE)), 0)
    ran = [m for m in talk[at:] if isinstance(m, ToolMessage) and m.status != "error"]
    return frozenset(str(m.name) for m in ran)


def _language(digest: dict[str, Any], text: str) -> Language:
    """The person's own: Hebrew letters speak Hebrew; otherwise the film's."""
    if text.startswith((NOTE, ATTACHED)):
        return digest["language"]
    letters = re.sub(r"[^A-Za-z\u05d0-\u05ea]", "", text.split("\n" + ATTACHED, maxsplit=1)[0])
    hebrew = len(re.findall(r"[\u05d0-\u05ea]", letters))
    return "he" if letters and hebrew * 2 > len(letters) else digest["language"]


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
        return do(plan, shot=shot)
    if results[-1].name == "ask_user" or _is_under_way(scene, results):
        return Line(text=_said(results), shot=shot, **scene.kept)
    drawn = scene.drawn if any(r.name == "set_look" for r in results) else []
    if drawn:
        return said_with(_said(results), redraw_offer(len(drawn), scene.language), shot)
    return with_lead(scene, _said(results), shot)


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
    again = [number for number in scene.drawn if str(number) in edited]
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
        return with_lead(scene, "")
    if note["kind"] == "render" and note["ready"] and scene.digest["stage"] != "film":
        return Line(text=scene.say("over_preview"), **scene.kept)
    parts: list[str] = []
    if note["ready"]:
        song = scene.digest["song"] or {}
        parts.append(
            scene.say(
                f"over_{note['kind']}",
                count=note["ready"],
                tempo=round(song.get("tempo_bpm") or 0) or "?",
                sections=len(song.get("sections", ())),
            )
        )
    if note["failed"]:
        first = note["failed"][0]
        parts.append(scene.say("over_failed", count=len(note["failed"]), error=first["error"]))
    if note.get("unsure"):
        parts.append(scene.say("over_unsure", count=len(note["unsure"])))
    if note["cancelled"]:
        parts.append(scene.say("over_cancelled"))
    return _led_once(scene, " ".join(parts))


def _led_once(scene: Scene, text: str) -> Line:
    """What was said, then the next step; the question that stands open already is not repeated."""
    open_now, ahead = scene.remembered.get("question"), lead(scene.digest, scene.language)
    if text and open_now and open_now == ahead.question:
        return Line(text=text, **scene.kept)
    return with_lead(scene, text)


def _after_command(scene: Scene, tool: str) -> Line:
    """What follows a command: a new song is listened to; else the next step is proposed."""
    if tool == "add_song":
        return do([("analyse_song", {})])
    if scene.digest["jobs_open"]:
        return Line()
    return with_lead(scene, "")


def _hear(scene: Scene, words: str) -> Line:
    at_the_door = _begin(scene, words)
    if at_the_door:
        return at_the_door
    words = placed(scene, words)
    reading = read(words, scene.situation)
    if reading.kind == "call":
        return _act(scene, words, reading)
    if reading.kind == "yes":
        return _yes(scene)
    if reading.kind == "no":
        return Line(text=scene.say("no"))
    if reading.kind == "chat":
        return _chat(scene, reading.doubt)
    return ask(scene, reading, words)


def _act(scene: Scene, words: str, reading: Reading) -> Line:
    """Does what was asked for, in order."""
    if [call.tool for call in reading.calls] == ["ask_user"]:
        return with_lead(scene, "")  # the next question is the lead's own, with its buttons
    calls = _as_answers(scene, words, [(c.tool, dict(c.args)) for c in reading.calls])
    if calls == STEPS["approve_version"][:1] and _offered(scene) == "approve_version":
        calls = list(STEPS["approve_version"])  # loving them all was the yes to both
    if calls == STEPS["generate_clips"] and _approves_all(scene, words):
        calls = list(STEPS["approve_version"])
    calls = [beside(scene.digest["brief"], words, call) for call in calls]
    return do([*switch_language(scene), *calls], shot=_shot_of(calls))


def _begin(scene: Scene, words: str) -> Line | None:
    """What is only said before there is a story: leaving it to Miri, handing the song over."""
    stage = scene.digest["stage"]
    if stage in ("song", "brief") and YOU_DECIDE.search(words.casefold()):
        return _decide_alone(scene)
    if stage in ("empty", "song") and only_hands_over(words):
        return with_lead(scene, "")
    return None


def _as_answers(scene: Scene, words: str, calls: list[Call]) -> list[Call]:
    """What was said whole in answer to a question answers it, unless it clearly speaks of another."""
    question = scene.remembered.get("question", "")
    whole = words.strip().rstrip(".!").casefold()
    elsewhere = question and spoken_of(words.strip(), question)

    def answer(call: Call) -> Call:
        tool, args = call
        said = [str(v).strip().rstrip(".!").casefold() for v in args.values()]
        if tool == "save_brief" and question and said == [whole] and not elsewhere:
            return tool, {question: next(iter(args.values()))}
        return call

    return [answer(call) for call in calls]


def _approves_all(scene: Scene, words: str) -> bool:
    """`I approve them all, make the clips`: both halves of what was offered, in so many words."""
    said = words.casefold()
    agreed = APPROVES.search(said) and not NOT_APPROVED.search(said)
    return _offered(scene) == "approve_version" and bool(agreed)


def _decide_alone(scene: Scene) -> Line:
    """The person leaves it to Miri: what is still open is taken from the song."""
    if not (scene.digest["song"] or {}).get("analysed"):
        return with_lead(scene, "")
    return do([*switch_language(scene), *STEPS["write_treatment"]])


def _offered(scene: Scene) -> str:
    return str(scene.remembered.get("proposed", ""))


def _yes(scene: Scene) -> Line:
    proposed = _offered(scene)
    if scene.digest["approvals_pending"]:
        return with_lead(scene, "")
    if proposed == "redraw_all":
        return do([("generate_stills", {"shots": scene.drawn})])
    if proposed in STEPS:
        return do(list(STEPS[proposed]))
    return with_lead(scene, "")


def _chat(scene: Scene, kind: str) -> Line:
    first = scene.before is None
    line = with_lead(scene, scene.say("hello" if first else _small_talk(kind)))
    switch = switch_language(scene)
    return do(switch) if switch and not first else line


def _small_talk(kind: str) -> str:
    return "chat_praise" if kind == "praise" else "chat"


def _shot_of(calls: list[Call]) -> int:
    for _, args in calls:
        shot = args.get("shot")
        if isinstance(shot, int) or (isinstance(shot, str) and shot.isdigit()):
            return int(shot)
    return 0
