"""What a message means: from its words to calls, a question back, a yes, a no, or small talk.

Why here: the offline director's whole understanding, behind one function.
Next: clause.py (facts of one thing said), grammar.py (the rules), arguments.py (what tools need).
"""

import re
from dataclasses import replace

from agent.offline.arguments import arguments_for
from agent.offline.clause import Clause, clause_of
from agent.offline.gist import amended
from agent.offline.grammar import READ_TOOLS, best_rules, step_words
from agent.offline.interview import answer_in, is_chatter
from agent.offline.keyboard import typed_right
from agent.offline.lyrics_text import lyric_in
from agent.offline.plain_yes import (
    begins_with_answer,
    begins_with_no,
    is_plain_no,
    is_plain_yes,
    takes_back,
)
from agent.offline.segments import grouped, sentences
from agent.offline.situation import Call, Language, Reading, Situation
from agent.offline.spelling import HEBREW, strip_niqqud
from agent.offline.tokens import clean

__all__ = ["Call", "Reading", "Situation", "read"]

STANDS_ALONE = 50
"""The rank from which a rule holds without what was said before it."""
STRONG = 70
WEAK = 30
MUST_ASK = ("person_gesture", "cannot")
"""Doubts that stop what was asked for after them."""
SWALLOWS = frozenset({"add_rule", "define_asset", "rename_thread", "new_thread", "mark_moment", "revise_treatment", "set_look"})  # fmt: skip
WANTED_INSTEAD = frozenset({"but", "doubt", "hypothetical", "take_back", "wait", "ordered", "change_word", "later_cut"})  # fmt: skip
INSTEAD = ("cheap", "instead", "other", "only", "less", "first", "wait", "זול", "במקום", "אחר", "רק", "פחות", "קודם", "רגע", "חכי", "חכה")  # fmt: skip
REASONS = frozenset({"add_rule", "set_look", "edit_shot", "revise_treatment", "mark_moment", "define_asset", "plan_shots", "generate_asset"})  # fmt: skip
"""What sounds like these behind a rejection is its reason: reject shot 3, she never wears hats."""
DRAWN = ("stills", "clips", "film")
REDONE = ("generate_stills", "edit_shot", "generate_clips")
NOT_JUST_YES = frozenset({"but", "change_word", "complaint", "too", "look_word", "mood_word", "colour", "lighting", "scene", "label", "version", "again", "another", "longer", "shorter", "do:undo_only", "do:cancel_only", "do:lock_only", "do:reject_only", "preview", "conditional", "length", "vague", "speed"})  # fmt: skip
NEED_SHOTS = frozenset({"generate_stills", "generate_clips", "edit_shot", "retime_shot"})
"""What sounds like these beside a word on the treatment is part of its reason."""
REST_LATER = re.compile(
    r"\s*(?:[,.;-]|\band|\bwe'?ll do)*\s*(?:the )?(?:rest|others|other ones) (?:we'?ll do |can wait|can come |comes |we do |is for )*(?:later|after|afterwards|tomorrow|another time|next|can wait)\W*$"
    r"|\s*[,.;-]?\s*ו?(?:את )?ה?(?:שאר|יתר|אחרים) (?:נעשה |יחכה |יבוא )*(?:אחר כך|אחכ|מחר|בהמשך|יחכה|אחרי זה|בפעם אחרת)\W*$",
    re.IGNORECASE,
)
"""What is left for another time is no part of the request."""
NOT_SURE = frozenset({"doubt", "take_back"})


def read(text: str, scene: Situation) -> Reading:
    """The meaning of a message in a conversation. Pure: the same in, the same out."""
    language = language_of(text, scene)
    if not text.strip():
        return Reading("chat", language, doubt="empty")
    if is_plain_yes(text):
        return _yes(scene, language)
    if takes_back(text):
        return _cancelled(scene, language)
    if is_plain_no(text):
        return Reading("no", language)
    lyric = lyric_in(text, scene)
    if lyric is not None:
        return _lyrics(lyric, language)
    words = typed_right(REST_LATER.sub("", clean(strip_niqqud(text))))
    reading = _Message(words, scene, language_of(words, scene)).reading()
    return amended(reading, words, scene)


def _yes(scene: Situation, language: Language) -> Reading:
    """A yes, unless a question was open that a yes does not answer."""
    unanswered = scene.question and not (scene.proposed or scene.pending_quote)
    return Reading("ask", language, doubt="yes_to_what") if unanswered else Reading("yes", language)


def _cancelled(scene: Situation, language: Language) -> Reading:
    """`cancel that` right after a change undoes it, and what it set going; else it is a no."""
    if scene.pending_quote or scene.question or not scene.changed:
        return Reading("no", language)
    tools = ("cancel_job", "undo") if scene.under_way else ("undo",)
    return Reading("call", language, tuple(Call(tool) for tool in tools))


def language_of(text: str, scene: Situation) -> Language:
    """Hebrew if most letters are; without letters, the language spoken so far."""
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return scene.language
    return "he" if 2 * len(HEBREW.findall(text)) >= len(letters) else "en"


def _lyrics(lyric: str, language: Language) -> Reading:
    if not lyric:
        return Reading("ask", language, doubt="paste_lyrics")
    return Reading("call", language, (Call("set_lyrics", {"text": lyric}),))


class _Message:
    """One message being read, part by part."""

    def __init__(self, text: str, scene: Situation, language: Language) -> None:
        self.text = text
        self.scene = scene
        self.language: Language = language
        self.calls: list[Call] = []
        self.doubts: list[tuple[int, str]] = []
        self.retracted = False
        self.refusals = 0

    def reading(self) -> Reading:
        """Orders first, then the interview's answer, then talk, then a question back."""
        if self.scene.pending_quote and self._declines():
            return Reading("no", self.language)
        if self._hedged_answer():
            return self._ask("yes_but")
        if self._yes_in_words():
            return Reading("yes", self.language)
        for sentence in sentences(self.text):
            for group in grouped(sentence, self._parts_ways):
                self._take(group)
        self._explained()
        self._settle()
        if self._taken_back():
            return self._ask("unsure")
        if self.calls:
            doubt = max(self.doubts, default=(0, ""))
            return self._call(doubt[1] if doubt[0] >= WEAK else "")
        return self._answer() or self._talk() or self._ask(max(self.doubts, default=(0, ""))[1])

    def _take(self, group: str) -> None:
        """Reads one request; after one that must be asked back, nothing more is done."""
        if self._stuck():
            return
        clause = clause_of(group, self.scene)
        self._remember(clause)
        winners = best_rules(clause.facts)
        if not winners:
            self.retracted = self.retracted or "take_back" in clause.facts
            self.refusals += "no_order!" in clause.facts
            return
        rule, *rivals = winners
        if rivals:
            names = "|".join(sorted(rule.tool or rule.ask for rule in winners))
            self.doubts.append((rule.rank, f"which:{names}"))
            return
        if self._is_reason(rule.tool, clause):
            return
        filled = rule.ask or arguments_for(rule.tool, clause)
        if isinstance(filled, str):
            self.doubts.append((rule.rank, filled))
            return
        self.calls += [Call(rule.tool, args) for args in filled]

    def _is_reason(self, tool: str, clause: Clause) -> bool:
        """`reject shot 3. she never wears hats`: the second sentence is why."""
        rejected = self.calls[-1:] and self.calls[-1].tool == "reject_version"
        own = clause.refs.used or "rule" in clause.facts
        return bool(rejected) and tool in REASONS and not own

    def _explained(self) -> None:
        """`redo shot 3. the hands are wrong`: two sentences, one verdict with its reason."""
        said = sentences(self.text)
        called = {call.tool for call in self.calls}
        if len(said) != 2 or called not in ({"generate_stills"}, {"edit_shot"}):
            return
        whole = clause_of(", ".join(part.rstrip(".! ") for part in said), self.scene)
        verdict = [rule.tool for rule in best_rules(whole.facts)] == ["reject_version"]
        if verdict and "?" not in self.text:
            filled = arguments_for("reject_version", whole)
            if not isinstance(filled, str):
                self.calls = [Call("reject_version", args) for args in filled]

    def _stuck(self) -> bool:
        """`raise the budget and render`: what follows waits for the answer."""
        return any(doubt.startswith(MUST_ASK) for _, doubt in self.doubts)

    def _settle(self) -> None:
        """Leaves out what another call already means: a redraw beside its rejection."""
        if any(call.tool == "reject_version" for call in self.calls):
            self.calls = [call for call in self.calls if call.tool not in REDONE]
        if self.scene.stage == "treatment" and not all(c.tool in NEED_SHOTS for c in self.calls):
            self.calls = [call for call in self.calls if call.tool not in NEED_SHOTS]
        drawn = {call.tool for call in self.calls} == {"generate_stills"}
        if drawn and self.scene.stage in DRAWN and is_plain_no(sentences(self.text)[0]):
            self._reject_instead()
        stopped = [call.tool for call in self.calls] in (["stop"], ["cancel_job"])
        if stopped and self.refusals:
            self.calls = []

    def _reject_instead(self) -> None:
        """`no. shot 5 once more`: another take of what is refused."""
        shots = [shot for call in self.calls for shot in shots_in(call)]
        why = self.text.strip()
        self.calls = [Call("reject_version", {"shot": shot, "reason": why}) for shot in shots]

    def _remember(self, clause: Clause) -> None:
        """The shot just spoken of is what `it` means next."""
        shots = [n for n in clause.refs.of("shot") if n > 0]
        if len(shots) == 1:
            self.scene = replace(self.scene, last_shot=shots[0])

    def _parts_ways(self, group: str, part: str, hard: bool) -> bool:
        """Whether a part asks for something of its own rather than going on with the group."""
        begun = clause_of(group, self.scene)
        shots = [n for n in begun.refs.of("shot") if n > 0]
        scene = replace(self.scene, last_shot=shots[0]) if len(shots) == 1 else self.scene
        said = clause_of(part, scene)
        if "conditional_first" in begun.facts:
            return False
        if "take_back" in said.facts:
            return True
        if self._is_verdict_on(begun, said):
            return False
        if all(rule.rank < STANDS_ALONE for rule in best_rules(said.facts)):
            return False
        if "it" in said.facts and not said.refs.used and not begun.heads.ordered and shots:
            return False
        return hard or not self._swallows(begun, said)

    def _is_verdict_on(self, begun: Clause, said: Clause) -> bool:
        """`nope, redo shot 6`: the no belongs to the shot named after it."""
        blamed = begun.facts & {"complaint", "too"} or begins_with_no(begun.text)
        redone = any(rule.tool in REDONE for rule in best_rules(said.facts))
        return bool(blamed) and not begun.refs.used and not begun.heads.ordered and redone

    def _swallows(self, begun: Clause, said: Clause) -> bool:
        """Whether what was begun takes all that follows: a rule's text, a reason."""
        tool = next((rule.tool for rule in best_rules(begun.facts)), "")
        asked = best_rules(said.facts)
        strong = any(rule.rank >= STRONG and rule.tool not in REASONS for rule in asked)
        reason = tool == "reject_version" and not said.refs.used and not strong
        return tool in SWALLOWS or reason

    def _hedged_answer(self) -> bool:
        """A yes or no with more behind it, to a quote: never taken for either."""
        return self.scene.pending_quote and begins_with_answer(self.text)

    def _declines(self) -> bool:
        """`no, that is a lot`: a no with its reason, and nothing wanted instead."""
        if not begins_with_no(self.text) or "?" in self.text:
            return False
        clause = clause_of(self.text, self.scene)
        wanted = clause.facts & WANTED_INSTEAD or clause.refs.used or clause.refs.loose
        return not wanted and not any(word in self.text.lower() for word in INSTEAD)

    def _yes_in_words(self) -> bool:
        """`yes, cut it`: a yes that names what was proposed, and nothing else."""
        step = step_words(self.scene.proposed or "")
        if self.scene.pending_quote or not step:
            return False
        clause = clause_of(self.text, self.scene)
        elsewhere = clause.refs.used or clause.refs.loose or clause.rest
        named = {"yes_word", "may"} <= clause.facts and not step.isdisjoint(clause.facts)
        if not named or elsewhere or not clause.facts.isdisjoint(NOT_JUST_YES):
            return False
        asked = [rule for rule in best_rules(clause.facts) if rule.tool]
        return self.scene.proposed == "redraw_all" or not any(
            isinstance(arguments_for(r.tool, clause), list) for r in asked
        )

    def _taken_back(self) -> bool:
        """Whether the message ends by doubting what it asked for."""
        if self.retracted:
            return True
        last = sentences(self.text)[-1:] if len(sentences(self.text)) > 1 else []
        return any(clause_of(part, self.scene).facts & NOT_SURE for part in last)

    def _answer(self) -> Reading | None:
        fields = {} if self.doubts else answer_in(self.text, self.scene)
        if not fields:
            return None
        self.calls = [Call("save_brief", fields)]
        return self._call("")

    def _talk(self) -> Reading | None:
        clause = clause_of(self.text, self.scene)
        if is_chatter(self.text) and not (self._goes_on(clause) or self._approves(clause)):
            return Reading("chat", self.language, doubt="small_talk")
        if "you_decide" in clause.facts:
            return self._ask("you_decide")
        if self._goes_on(clause):
            return _yes(self.scene, self.language)
        if self._approves(clause):
            return Reading("yes", self.language)
        if "praise_only" in clause.facts and not clause.facts & {"ref:shot", "loose", "question!"}:
            return Reading("chat", self.language, doubt="praise")
        if "question!" in clause.facts and not self.doubts:
            return self._ask("question")
        return None

    def _approves(self, clause: Clause) -> bool:
        """Praise where approving the pictures was proposed."""
        proposed = self.scene.proposed == "approve_version" and not self.scene.pending_quote
        clear = not clause.refs.used and not clause.facts & {"previous", "nth", "rest"}
        return proposed and clear and {"praise_only", "may"} <= clause.facts

    def _goes_on(self, clause: Clause) -> bool:
        """`next`, `let's move on`: a yes to the step proposed, though never to a quote.

        `start over` goes back, not on: it is asked about."""
        onward = clause.facts & {"do:move_on", "do:begin", "next_one"}
        alone = not clause.rest and not clause.refs.used and "may" in clause.facts
        back = "again" in clause.facts
        return bool(onward) and alone and not (back or self.scene.pending_quote or self.doubts)

    def _call(self, doubt: str) -> Reading:
        unique = [call for n, call in enumerate(self.calls) if call not in self.calls[:n]]
        return Reading("call", self.language, tuple(unique), doubt)

    def _ask(self, doubt: str) -> Reading:
        return Reading("ask", self.language, doubt=doubt or "unclear")


def shots_in(call: Call) -> tuple[int, ...]:
    """The shots a call names."""
    shots = call.args.get("shots", ())
    return tuple(n for n in shots if isinstance(n, int)) if isinstance(shots, tuple) else ()


def changes(reading: Reading) -> bool:
    """Whether any of its calls writes."""
    return any(call.tool not in READ_TOOLS for call in reading.calls)
