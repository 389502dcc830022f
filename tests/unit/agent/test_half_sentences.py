"""Half sentences, complaints and slang of musicians, at every stage: what they reach, what they leave alone.

Why here: a wrong write is far worse than a question back.
Next: tests/unit/grammar, the tables of whole requests; agent/offline/rules/leading.toml.
"""

import pytest

from agent.offline.grammar import READ_TOOLS
from agent.offline.reading import Reading
from tests.unit.grammar.situations import heard

REACHES = [
    ("song", "black and white please", "save_brief"),
    ("song", "a girl in the rain, black and white", "save_brief"),
    ("song", "a breakup, kinda messy", "save_brief"),
    ("song", "two idiots in love lol", "save_brief"),
    ("song", "שני טיפשים מאוהבים", "save_brief"),
    ("song", "we don't like the city, so we run", "save_brief"),
    ("song", "בלי אנשים בכלל", "save_brief"),
    ("brief", "תכתבו", "write_treatment"),
    ("treatment", "too sad", "revise_treatment"),
    ("treatment", "its too sappy", "revise_treatment"),
    ("treatment", "קיטשי מדי", "revise_treatment"),
    ("treatment", "פחות דרמה", "revise_treatment"),
    ("treatment", "בלי הבחורה", "revise_treatment"),
    ("treatment", "סוף שמח בבקשה", "revise_treatment"),
    ("treatment", "black and white please", "set_look"),
    ("treatment", "יופי תפרקו לסצנות", "plan_scenes"),
    ("shots", "draw it already", "generate_stills"),
    ("shots", "תציירו כבר", "generate_stills"),
    ("shots", "make it faster", "plan_shots"),
    ("shots", "יותר מהר", "plan_shots"),
    ("shots", "תעשו יותר לאט", "plan_shots"),
    ("shots", "too many shots", "plan_shots"),
    ("shots", "פחות שוטים", "plan_shots"),
    ("shots", "more cuts in the chorus", "plan_shots"),
    ("shots", "יותר חיתוכים בפזמון", "plan_shots"),
    ("shots", "שוט 2 בלי גשם", "edit_shot"),
    ("stills", "4 is trash", "reject_version"),
    ("stills", "שוט 2 ו5 גרועים", "reject_version"),
    ("stills", "black and white please", "set_look"),
    ("stills", "הכל יותר בהיר", "set_look"),
    ("stills", "make em move", "generate_clips"),
    ("stills", "תזיזו אותם", "generate_clips"),
    ("stills", "approve em all", "approve_version"),
    ("stills", "תאשרו הכל", "approve_version"),
    ("clips", "render it already", "render_final"),
    ("clips", "תסיימו כבר", "render_final"),
    ("clips", "כן תרנדרו", "render_final"),
    ("clips", "שוט 6 קופץ", "reject_version"),
    ("film", "the whole thing darker", "set_look"),
]
LEAVES_ALONE = [
    *(("empty", said) for said in ("make the film", "do something cool", "i dont have a song yet")),
    *(("empty", said) for said in ("אין לי שיר עדיין", "יאללה תתחילי", "תעשו סרט")),
    *(("song", said) for said in ("I don't like this question", "this is too long", "whatever")),
    *(("song", said) for said in ("ugh this is annoying", "boring question", "just make something cool")),
    *(("song", said) for said in ("no more questions", "make the film", "too sad", "u choose")),
    *(("song", said) for said in ("זה ארוך מדי", "השאלה הזאת מיותרת", "יותר מדי שאלות", "שאלה מטומטמת")),
    *(("song", said) for said in ("נמאס לי", "אין לי כוח לזה", "לא רוצה לענות", "תעשו מה שבא לכם")),
    *(("treatment", said) for said in ("make the film", "I don't like it", "meh", "kinda cheesy")),
    *(("treatment", said) for said in ("another idea", "רעיון אחר", "משהו אחר", "לא הבנתי")),
    *(("shots", said) for said in ("make the film", "no dog", "without the dog", "בלי הכלב", "redraw")),
    *(("shots", said) for said in ("תעשי את הסרט", "I don't like it", "hurry up", "בלי קלוזאפים")),
    *(("stills", said) for said in ("love 3 hate 4", "redo all of them", "make it faster", "redraw")),
    *(("stills", said) for said in ("לא אהבתי", "תעשו הכל מחדש", "ציירי מחדש", "הכל כהה מדי")),
    *(("stills", said) for said in ("all good except 4", "הכל טוב חוץ מ4", "רעיון אחר", "cancel that")),
    *(("clips", said) for said in ("looks fake", "נראה מזויף", "lets watch it", "תראו לי")),
    *(("film", said) for said in ("not my vibe", "לא הסגנון שלי", "change the song", "can i download it")),
    *(("film", said) for said in ("make it faster", "scrap everything", "תמחקו הכל", "הסוף מבאס")),
    *(("quote", said) for said in ("hmm pricey", "can we do half", "רק את הפזמון", "יקר לי אש")),
]  # fmt: skip
CANCELS = (
    "cancel that",
    "never mind",
    "cancle it",
    "תבטלי",
    "בטלי",
    "תבטלו את זה",
    "תבטל",
    "עזבו את זה",
)
YES_IN_WORDS = [
    ("clips", "yes, cut it"),
    ("clips", "yeah cut it"),
    ("clips", "כן, תחתכי"),
    ("clips", "כן תחתכו"),
    ("treatment", "yes, split it"),
    ("treatment", "lets gooo"),
    ("treatment", "יאללה תמשיכו"),
]


@pytest.mark.parametrize(("stage", "said", "tool"), REACHES)
def test_half_a_sentence_reaches_its_tool(stage: str, said: str, tool: str) -> None:
    assert {call.tool for call in heard(stage, said).calls} == {tool}


@pytest.mark.parametrize(("stage", "said"), LEAVES_ALONE)
def test_what_is_no_clear_wish_changes_nothing(stage: str, said: str) -> None:
    reading = heard(stage, said)
    assert reading.kind != "yes"
    assert {call.tool for call in reading.calls} <= READ_TOOLS


@pytest.mark.parametrize("said", CANCELS)
def test_cancel_is_undo_after_a_change_and_a_no_to_what_is_pending(said: str) -> None:
    def calls(reading: Reading) -> list[str]:
        return [call.tool for call in reading.calls]

    assert calls(heard("shots", said, changed=True)) == ["undo"]
    assert calls(heard("stills", said, changed=True, under_way=True)) == ["cancel_job", "undo"]
    assert heard("quote", said, changed=True).kind == "no"
    assert heard("song", said, changed=True).kind == "no"
    assert heard("shots", said).kind == "no"


@pytest.mark.parametrize(("stage", "said"), YES_IN_WORDS)
def test_a_yes_that_names_the_step_is_a_yes(stage: str, said: str) -> None:
    assert heard(stage, said).kind == "yes"


def test_a_yes_that_names_the_step_releases_no_money() -> None:
    assert heard("quote", "yes, cut it", proposed="render_final").kind != "yes"


@pytest.mark.parametrize(("said", "tool"), [("no hat", "edit_shot"), ("redraw", "generate_stills")])
def test_what_is_said_of_the_shot_talked_about_bears_on_it(said: str, tool: str) -> None:
    assert {call.tool for call in heard("stills", said, last_shot=4).calls} == {tool}
    if tool == "generate_stills":
        assert heard("stills", said, last_shot=4).calls[0].args["shots"] == (4,)


def test_too_much_of_something_is_noted_as_too_much() -> None:
    assert heard("treatment", "too sad").calls[0].args["note"] == "too sad"


def test_a_part_of_the_song_is_cut_by_its_name() -> None:
    args = heard("shots", "more cuts in the chorus").calls[0].args
    assert (args["section"], args["pace"]) == ("chorus", "faster")
