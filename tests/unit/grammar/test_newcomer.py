"""What a newcomer said in a first film, and was misunderstood: a cap, a cut, a yes to both.

Why here: each of these once did something else than was meant; single sentences, no conversation.
Next: tests/unit/agent/test_interview_answers.py, the interview in whole conversations.
"""

import pytest

from agent.offline.reading import read
from agent.offline.situation import Situation
from agent.offline.slots import spoken_of
from tests.unit.grammar.situations import heard


@pytest.mark.parametrize(
    "words", ["A man in a grey cap", "A baker, his cap pushed back", "Two boys with caps", "גבר בכובע אפור"]
)  # fmt: skip
def test_a_cap_on_a_head_is_no_budget(words: str) -> None:
    reading = read(words, Situation(stage="song", question="characters"))
    assert [call.tool for call in reading.calls] == ["save_brief"]


@pytest.mark.parametrize("words", ["raise the cap", "put the cap at 30 dollars", "lower our limit"])
def test_a_cap_with_money_around_it_is_the_budget(words: str) -> None:
    assert heard("stills", words).doubt == "person_gesture:set_budget"


@pytest.mark.parametrize("words", ["what's the balance?", "how many credits are left"])
def test_what_is_left_is_told_as_the_budget(words: str) -> None:
    assert [call.tool for call in heard("stills", words).calls] == ["show_budget"]


CUT = ("cut the film", "תחתכי את הסרט", "לחתוך את הסרט", "כן, לחתוך את הסרט", "תחתוך את הסרט הסופי")


@pytest.mark.parametrize("words", CUT)
def test_cutting_the_film_renders_it_when_every_shot_moves(words: str) -> None:
    scene = Situation(stage="clips", shot_count=6, scene_count=2, proposed="render_final")
    assert [call.tool for call in read(words, scene).calls] == ["render_final"]


@pytest.mark.parametrize("words", CUT[:3])
def test_cutting_the_film_too_early_leads_on(words: str) -> None:
    scene = Situation(stage="stills", shot_count=6, scene_count=2, proposed="approve_version")
    assert read(words, scene).doubt == "make_film"


def test_cutting_faster_is_still_no_render() -> None:
    for words in ("cut the film faster", "תחתכי את הסרט יותר מהר"):
        assert "render_final" not in [call.tool for call in heard("clips", words).calls]


@pytest.mark.parametrize(
    "text",
    [
        "נועם, בן ארבעים עם מעיל אפור, ואחותו, בת שש עשרה",
        "רותי, בת שלושים עם תלתלים ושמלה ירוקה, ואבא שלה, זקן לבן",
        "Ruth is thirty two and wears a green dress",
    ],
)
def test_people_are_no_mood_though_their_age_is_spelled_out(text: str) -> None:
    assert spoken_of(text, "mood") == "characters"


@pytest.mark.parametrize("text", ["עצוב כמו בת ים", "lonely, one of thirty in a crowd of lights"])
def test_a_number_beside_a_feeling_is_no_portrait(text: str) -> None:
    assert spoken_of(text, "mood") is None
