"""The interview: an answer to something else than was asked goes where it belongs, and is told.

Why here: a newcomer answers the question before, or two at once; no word of theirs may be lost.
Next: agent/offline/slots.py, kept.py, brief_fields.py; tests/unit/grammar/test_newcomer.py.
"""

import json
from pathlib import Path

import pytest

from agent.offline.brief_fields import fields_in
from agent.offline.kept import beside
from agent.offline.reading import read
from agent.offline.situation import Question, Situation
from agent.offline.slots import people_in
from server.studio import Studio
from tests.studio_fixtures import Session, new_session

ELSEWHERE: list[tuple[Question, str, str]] = [
    ("characters", "theme", "In the old harbour of Haifa, at dawn, nets drying"),
    ("characters", "theme", "על המזח ביפו, לפנות בוקר, רשתות מתייבשות"),
    ("look", "characters", "Dana is 41. She wears a yellow raincoat"),
    ("mood", "characters", "דנה בת 41. היא לובשת מעיל צהוב"),
    ("mood", "look", "Like a faded postcard, teal and ochre, a bit grainy"),
    ("characters", "look", "כמו גלויה ישנה, טורקיז וחרדל, קצת גרעיני"),
    ("ending", "mood", "Wistful, like the last train home"),
    ("ending", "mood", "נוגה, כמו הרכבת האחרונה הביתה"),
    ("look", "mood", "Heartbroken and hopeful"),
    ("characters", "theme", "It's set in a laundromat, before dawn"),
]
IN_PLACE: list[tuple[Question, str]] = [
    ("characters", "A woman of 50 with grey hair and a blue dress, and Avi, a boy of 9 in boots"),
    ("characters", "אישה בת 50 בשמלה כחולה, ואבי, ילד בן 9 עם מגפיים"),
    ("ending", "hopeful"),
    ("ending", "They meet on the roof at sunrise"),
    ("theme", "Loneliness in a big city"),
    ("look", "Deep blue night, warm lamps"),
    ("characters", "A fox and a hen"),
    ("look", "Filmed by hand, warm, like an old home movie"),
    ("mood", "nostalgic, like an old photo"),
    ("mood", "angry and restless, he is losing her"),
]


@pytest.mark.parametrize(("asked", "slot", "words"), ELSEWHERE)
def test_what_clearly_speaks_of_another_slot_goes_there_whole(
    asked: Question, slot: str, words: str
) -> None:
    said = fields_in(words, asked)
    assert list(said) == [slot]
    assert said[slot].split()[-1] == words.split()[-1]


@pytest.mark.parametrize(("asked", "words"), IN_PLACE)
async def test_what_answers_the_question_stays_one_answer(
    studio: Studio, song_file: Path, asked: Question, words: str
) -> None:
    session = await _asked_for(await new_session(studio), song_file, asked)
    await session.say(words)
    assert getattr((await session.project()).film.brief, asked).rstrip(".") == words


@pytest.mark.parametrize(
    "words",
    [
        "A baker and her son, and it should feel tender",
        "Who we see: a baker and her son. How it feels: tender",
        "את מי רואים: אופה ובנה. האווירה: רכה",
    ],
)
def test_people_and_mood_in_one_message_are_both_kept(words: str) -> None:
    (call,) = read(words, Situation(stage="song", question="mood")).calls
    assert set(call.args) == {"characters", "mood"}


async def test_a_place_said_when_people_were_asked_is_added_and_they_are_asked_again(
    studio: Studio, song_file: Path
) -> None:
    session = await _asked_for(await new_session(studio), song_file, "characters")
    before = (await session.project()).film.brief.theme
    said = await session.say("On the roofs of the old market, at night")
    brief = (await session.project()).film.brief
    assert before in brief.theme and "old market" in brief.theme and not brief.characters
    assert "Noted: the story:" in said and "Who do we see?" in said


async def test_a_later_answer_is_added_and_instead_replaces(
    studio: Studio, song_file: Path
) -> None:
    session = await _asked_for(await new_session(studio), song_file, "look")
    await session.say("the mood is restless")
    mood = (await session.project()).film.brief.mood
    assert mood.endswith("restless") and len(mood) > len("restless")
    await session.say("the mood should be calm instead")
    assert "restless" not in (await session.project()).film.brief.mood


async def test_people_named_in_the_story_are_not_asked_for_again(
    studio: Studio, song_file: Path
) -> None:
    session = await (await new_session(studio)).with_song(song_file)
    said = await session.say("Two friends, Noa and Omri, rebuild a boat")
    assert "who we see: Two friends, Noa and Omri" in said and "Who do we see?" not in said
    for nobody in ("A night drive to the sea in Porto", "Two lovers in Tel Aviv one Sunday"):
        assert people_in(nobody) == ""


async def test_asked_what_she_knows_of_the_film_she_tells_the_brief(
    studio: Studio, song_file: Path
) -> None:
    session = await _asked_for(await new_session(studio), song_file, "look")
    for words in ("what do you know about the film so far?", "מה את יודעת על הסרט עד עכשיו?"):
        assert "lighthouse" in await session.say(words)


async def test_both_halves_of_what_was_offered_may_be_said(studio: Studio, song_file: Path) -> None:
    for words in ("מאשרת הכול ותעשי קליפים", "I approve them all, make the clips"):
        session = await (await new_session(studio)).with_shots(song_file)
        await session.say("draw the storyboard")
        await session.say(words)
        shots = (await session.project()).film.ordered_shots
        assert shots and all(shot.selected.clip for shot in shots)


async def test_an_empty_film_switched_to_hebrew_is_greeted_in_hebrew(studio: Studio) -> None:
    session = await new_session(studio)
    assert "היי" in await session.say("/set_language language=he")


async def test_an_open_question_is_not_asked_twice_when_the_listening_ends(
    studio: Studio, song_file: Path
) -> None:
    session = await new_session(studio, "he")
    await session.say("", (await session.upload(song_file),))
    thread = await studio.thread(session.thread_id, session.actor)
    said = [m["text"] for m in thread["messages"] if m["role"] == "miri"]
    assert sum("על מה הסרט" in text for text in said) == 1
    heard = next(text for text in said if "הקשבתי לשיר" in text)
    assert "\u2066120 BPM\u2069" in heard


def test_what_is_said_again_is_kept_once() -> None:
    brief = json.loads('{"theme": "A goodbye at the sea", "characters": "a girl"}')
    assert beside(brief, "at the sea", ("save_brief", {"theme": "at the sea"}))[1] == {
        "theme": "A goodbye at the sea"
    }


async def _asked_for(session: Session, song: Path, question: Question) -> Session:
    """A session in which everything before that question was answered, and it is asked now."""
    await session.with_song(song)
    answers = {
        "theme": "a lighthouse that goes dark",
        "characters": "nobody",
        "mood": "uneasy",
        "look": "cold light",
        "ending": "",
    }
    before = dict(list(answers.items())[: list(answers).index(question)])
    if before:
        await session.call("save_brief", **before)
    await session.say("hello")
    return session
