"""Questions back, and what a short answer to one of them means.

Why here: what was unclear is asked by name, and the wish is kept until its shot is known.
Next: script.py; prompts/phrases/doubt.toml, the words.
"""

import re
from typing import Any

from agent.offline.leading import lead, redraw_offer
from agent.offline.lines import Line, Scene, do, said_with, with_lead
from agent.offline.situation import Reading
from prompts.library import phrase, phrase_table

WITHOUT_SHOT = frozenset({"which_shot", "which_shots", "dislike", "from_which", "another_idea"})
BARE_SHOT = re.compile(
    r"\W*(?:in |the )?(?:shots?|number|no\.?|pictures?|ב?שוטים|ב?שוט|מספר|תמונה)?\W*"
    r"(?P<numbers>\d{1,3}(?:\s*(?:,|-|and|&|ו-?)\s*\d{1,3})*)\W*"
)
EVERYWHERE = re.compile(
    r"\W*(?:in |from )?(?:all|every ?where|all of them|every shot|all the shots|the whole film|everything)\W*"
    r"|\W*(?:ב|מ)?(?:הכל|הכול|כולם|כולן|כל השוטים|כל הסרט|כל מקום)\W*"
)
IDEAS = 4
"""How many other ideas it has of its own (phrases idea_1 to idea_4)."""


def ask(scene: Scene, reading: Reading, words: str) -> Line:
    """A question back: in its own words where there are some, else what it can be told."""
    kind, _, detail = reading.doubt.partition(":")
    if kind in _LEADING:
        return _LEADING[kind](scene, words)
    if kind == "person_gesture" and f"doubt.{kind}_{detail}" not in phrase_table():
        return Line(text=scene.say("person_gesture", tool=detail))
    return _asked_in_words(scene, kind, detail or scene.digest["stage"], words)


def _asked_in_words(scene: Scene, kind: str, detail: str, words: str) -> Line:
    for key in (f"doubt.{kind}_{detail}", f"doubt.{kind}"):
        if key in phrase_table():
            unplaced = words if kind in WITHOUT_SHOT else ""
            return Line(text=phrase(key, scene.language), unplaced=unplaced, **scene.kept)
    if scene.digest["stage"] == "empty":
        return with_lead(scene, "")
    text = scene.say("ask_back", hint=scene.say("hint"))
    return Line(text=text, blocks=_still_offered(scene), **scene.kept)


def _still_offered(scene: Scene) -> list[dict[str, Any]]:
    """The buttons of what was proposed or asked before, where that is still the next step."""
    ahead, kept = lead(scene.digest, scene.language), scene.kept
    same = (ahead.proposed, ahead.question) == (kept["proposed"], kept["question"])
    return ahead.blocks() if same else []


def placed(scene: Scene, words: str) -> str:
    """A bare number that answers "which shot?" belongs to the wish before it."""
    wish, number = scene.remembered.get("unplaced", ""), BARE_SHOT.fullmatch(words.casefold())
    hebrew = scene.language == "he"
    if wish and EVERYWHERE.fullmatch(words.casefold()) and _takes_away(wish):
        return f"{'מעכשיו' if hebrew else 'from now on'} {wish}"
    if not (wish and number):
        return words
    several = not number["numbers"].isdigit()
    noun = ("שוטים" if several else "שוט") if hebrew else ("shots" if several else "shot")
    return f"{noun} {number['numbers']}: {wish}"


def _takes_away(wish: str) -> bool:
    return re.match(r"\W*(?:no|without|minus|בלי|ללא|אין)(?!\w)", wish.casefold()) is not None


def _make_film(scene: Scene, words: str) -> Line:
    """`make the film` too early: what is missing, and the next step."""
    key = f"before_film_{scene.digest['stage']}"
    known = f"director.{key}" in phrase_table()
    return with_lead(scene, scene.say(key if known else "make_film"))


def _nothing_drawn(scene: Scene, words: str) -> Line:
    return with_lead(scene, scene.say("nothing_drawn"))


def _dislike(scene: Scene, words: str) -> Line:
    """Of what was shown last; before there is a song, only the song is asked for."""
    if scene.digest["stage"] == "empty":
        return with_lead(scene, "")
    return _asked_in_words(scene, "dislike", scene.digest["stage"], words)


def _redraw_all(scene: Scene, words: str) -> Line:
    return said_with("", redraw_offer(len(scene.drawn), scene.language, "redraw_all"))


def _another_idea(scene: Scene, words: str) -> Line:
    """Of what was shown last: another story, another take, or a question."""
    stage, shot = scene.digest["stage"], scene.remembered.get("shot")
    if stage == "treatment":
        number = int(scene.digest["treatment"]["number"])
        note = scene.say(f"idea_{(number - 1) % IDEAS + 1}")
        return do([("revise_treatment", {"note": note})])
    if stage == "stills" and shot:
        return do([("generate_stills", {"shots": [shot]})], shot=shot)
    return _asked_in_words(scene, "another_idea", stage, words)


_LEADING = {
    "make_film": _make_film,
    "dislike": _dislike,
    "redraw_all": _redraw_all,
    "nothing_drawn": _nothing_drawn,
    "another_idea": _another_idea,
}
