"""Sentences take names, sexes and numbers as English and Hebrew want them."""

import pytest

from miri.providers.offline.writer.lexicon import Lexicon
from miri.providers.offline.writer.wording import Word, Wording, tidy

HOME = Word("המטבח", definite=True)
NOA = Word("נועה")
COAT = Word("האישה במעיל האדום", definite=True)


def test_hebrew_verbs_turn_with_who_acts() -> None:
    text = "{who} [יוצאת|יוצא|יוצאים] לדרך"
    assert Wording("he", "f", words={"who": NOA}).put(text) == "נועה יוצאת לדרך"
    assert Wording("he", "m", words={"who": Word("יואב")}).put(text) == "יואב יוצא לדרך"
    assert Wording("he", "p", words={"who": Word("הם")}).put(text) == "הם יוצאים לדרך"


def test_the_hebrew_article_melts_into_in_and_to_but_not_into_from() -> None:
    wording = Wording("he", words={"home": HOME, "who": COAT})
    assert wording.put("ב{home}, ל{who}, מ{home}") == "במטבח, לאישה במעיל האדום, מהמטבח"


def test_a_hebrew_name_that_begins_like_an_article_is_kept_whole() -> None:
    assert Wording("he", words={"who": Word("הילה")}).put("ל{who}") == "להילה"


def test_a_latin_name_is_joined_with_a_maqaf() -> None:
    assert Wording("he", words={"home": Word("Blue Diner")}).put("ב{home}") == "ב־Blue Diner"


def test_a_names_own_sex_turns_what_is_said_of_it() -> None:
    text = "{prop} {prop~נשאר|נשארת|נשארים} לסוף"
    assert Wording("he", words={"prop": Word("המפתח")}).put(text) == "המפתח נשאר לסוף"
    assert Wording("he", words={"prop": Word("המזוודה", "f")}).put(text) == "המזוודה נשארת לסוף"


def test_english_pronouns_and_verbs_follow_the_lead() -> None:
    text = "{They} [takes|take] {their} coat."
    assert Wording("en", "f").put(text) == "She takes her coat."
    assert Wording("en", "p").put(text) == "They take their coat."


def test_an_unknown_name_is_an_error_and_can_be_asked_for_first() -> None:
    wording = Wording("en", words={"who": Word("Maya")})
    assert wording.knows(("{Who} and {their} dog", "")) is True
    assert wording.knows(("{Who} and {other}", "")) is False
    with pytest.raises(KeyError):
        wording.put("{other}")


def test_tidy_begins_sentences_and_drops_doubled_stops() -> None:
    assert tidy("the sea.  it ends..  and  then ,nothing") == "The sea. It ends. And then,nothing"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("הלכנו אל הים ובחוף", ["sea", "beach"]),
        ("מים שמיים", []),
        ("the old beaches by the sea", ["beach", "sea"]),
        ("שבר לבד", []),
    ],
)
def test_words_are_found_through_prefixes_and_plurals(text: str, keys: list[str]) -> None:
    book = Lexicon({"sea": ["sea", "ים"], "beach": ["beach", "חוף"], "bar": ["bar", "בר"]})
    assert book.keys(text) == keys


def test_a_longer_phrase_wins_and_a_denied_word_is_not_affirmed() -> None:
    book = Lexicon({"run": ["run", "runs"], "idiom": ["runs out"], "sleep": ["ישן"]})
    assert book.keys("the road runs out") == []
    assert book.keys("והירח לא ישן") == ["sleep"]
    assert book.affirmed("והירח לא ישן") == []
