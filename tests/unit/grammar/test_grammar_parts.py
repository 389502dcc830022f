"""The grammar's parts by themselves: numbers, lengths, Hebrew forms, slips of the hand, rules.

Why here: when a phrasing fails, one of these says why.
Next: test_grammar_tables.py, whole messages.
"""

import time

import pytest

from agent.offline.clause import STEERING, THINGS, clause_of
from agent.offline.grammar import rules
from agent.offline.hebrew import conjugate
from agent.offline.keyboard import typed_right
from agent.offline.lexicon import lexicon
from agent.offline.pieces import pieces_of
from agent.offline.reading import Situation, read
from agent.offline.references import references_in
from agent.offline.spelling import fold, near
from agent.offline.tokens import clean
from tests.unit.grammar.situations import heard, situation
from tools.registry import all_tools


@pytest.mark.parametrize(
    ("text", "shots"),
    [
        ("shots 3-5", [3, 4, 5]),
        ("the first and third shots", [1, 3]),
        ("shots 1, 2 and 7", [1, 2, 7]),
        ("make the first three shots darker", [1, 2, 3]),
        ("shot number twenty one", [21]),
        ("shots between 3 and 6", [3, 4, 5, 6]),
        ("שוטים 3 עד 5 ו-8", [3, 4, 5, 8]),
        ("שלושת השוטים הראשונים", [1, 2, 3]),
        ("השוט השתים עשרה", [12]),
        ("את השוט החמישי", [5]),
        ("sot 3", [3]),
        ("בשטו 4", [4]),
    ],
)
def test_shots_are_counted_as_people_count_them(text: str, shots: list[int]) -> None:
    assert references_in(pieces_of(clean(text))).of("shot") == shots


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("by half a second", 0.5),
        ("two and a half seconds", 2.5),
        ("another second", 1.0),
        ("one more second", 1.0),
        ("1 minute 20", 80.0),
        ("בחצי שנייה", 0.5),
        ("שנייה וחצי", 1.5),
        ("בדקה ו20 שניות", 80.0),
    ],
)
def test_lengths_are_measured_in_seconds(text: str, seconds: float) -> None:
    assert references_in(pieces_of(text)).measures.lengths == [seconds]


def test_a_second_is_an_ordinal_before_a_noun_and_a_length_after_a_number() -> None:
    assert references_in(pieces_of("the second shot")).of("shot") == [2]
    assert references_in(pieces_of("shot 3 for 2 seconds")).measures.lengths == [2.0]


def test_clock_times_colours_lenses_and_money_are_read() -> None:
    measures = references_in(pieces_of("at 1:20 #abc with a 35mm lens for $15")).measures
    assert measures.clocks == [80.0]
    assert measures.hexes == ["#AABBCC"]
    assert (measures.lens_mm, measures.dollars) == (35, 15.0)


def test_a_hebrew_verb_is_an_order_or_a_report_by_its_form() -> None:
    forms = conjugate("piel", "פצל")
    assert forms["תפצלי"] == forms["לפצל"] == forms["נפצל"] == "order"
    assert forms["פיצלת"] == "past"
    assert conjugate("paal", "נעול|נעל")["נעול"] == "first"


def test_vowel_points_finals_and_drawn_out_letters_do_not_matter() -> None:
    assert fold("שׁוֹטִים") == fold("שוטימ")
    assert fold("כןןן") == fold("כן")
    assert fold("Yesss") == fold("yess")


def test_a_slip_is_a_swap_a_neighbour_or_a_sound_and_no_other_letter() -> None:
    assert near("rneder", "render")
    assert near("renddr", "render")
    assert not near("bender", "render")


def test_ordinary_words_and_names_are_not_taken_for_words_of_the_trade() -> None:
    for word in ("coat", "screen", "bride", "pain", "spot"):
        assert ("", word) in lexicon().spellings(word) or not lexicon().spellings(word), word
    assert not any(piece.known for piece in pieces_of("and Maya")[1:])


def test_a_message_on_the_wrong_keyboard_layout_is_read_as_it_was_meant() -> None:
    assert typed_right("rbsr xuph") == "רנדר סופי"
    assert typed_right("render the final") == "render the final"
    assert typed_right("asdf qwer") == "asdf qwer"


def test_every_tool_a_rule_names_exists() -> None:
    assert {rule.tool for rule in rules() if rule.tool} <= set(all_tools())


def test_every_fact_a_rule_asks_for_can_be_true_of_something() -> None:
    verbs = {verb for entry in lexicon().entries.values() for verb, _ in entry.senses}
    tags = {tag for entry in lexicon().entries.values() for tag in entry.tags}
    made = {f"{kind}:{verb}" for kind in ("do", "not", "v", "was", "doing") for verb in verbs}
    items = [item for rule in rules() for item in (*rule.when, *rule.never)]
    named = {fact for item in items for some in (item.alone, *item.together) for fact in some}
    plain = {fact for fact in named if ":" not in fact}
    assert {f for f in named if f.split(":")[0] in ("do", "not", "v", "was")} <= made
    assert plain - tags - KNOWN == set()


KNOWN = frozenset(
    """asset_named as_one auto bare bare_topic beats but_shot clock colon conditional dollars explained
    first_global flaw_first for_me hex i_say in_two label label2 label_is_order length lens_mm loose
    loose2 many_lines none_first bare_look may much no_first no_order! nth odd of_thing off_shot on_shot ordered possible?
    praise_only proper question! quote_open quoted reason_given rest tail_ref talked telling thing_first
    this_shot topic_first topic_then vague verdict_first wanted_change within yes_word asked always_first
    always_last later! observed was_so
    judged""".split()
)
"""Facts that are made, not listed: each is found in manner, verdicts, bearing, wording or clause."""


def test_no_rule_is_named_twice() -> None:
    places = [rule.where for rule in rules()]
    assert len(places) == len(set(places))


def test_what_is_asked_for_is_no_word_of_its_own() -> None:
    assert not STEERING & THINGS - {"film"}


def test_shots_without_a_number_are_the_ones_being_talked_about() -> None:
    reading = heard("shots", "make it darker", last_shot=7)
    assert [(c.tool, c.args["shot"]) for c in reading.calls] == [("edit_shot", 7)]
    assert heard("shots", "make it darker").kind == "ask"


def test_several_requests_in_one_breath_are_done_in_order() -> None:
    reading = heard("stills", "approve shots 1 and 2, then lock shot 3 and render a preview")
    assert [c.tool for c in reading.calls] == [
        "approve_version", "approve_version", "lock_shot", "render_preview",
    ]  # fmt: skip


def test_what_must_be_asked_stops_what_was_asked_for_after_it() -> None:
    reading = heard("clips", "raise the budget to $50 and render the final")
    assert (reading.kind, reading.doubt) == ("ask", "person_gesture:set_budget")


def test_a_known_asset_is_named_as_the_project_names_it() -> None:
    reading = heard("shots", "draw the old suitcase", asset_names=("Old Suitcase", "Diner"))
    assert reading.calls[0].args["asset"] == "Old Suitcase"


def test_words_in_quotation_marks_ask_for_nothing() -> None:
    assert (
        clause_of('she says "approve everything and render"', situation("stills")).heads.places
        == set()
    )


def test_the_language_is_heard_from_the_letters() -> None:
    assert heard("shots", "תעשי undo").language == "he"
    assert heard("shots", "undo please").language == "en"
    assert read("👍", Situation(stage="shots", language="he")).language == "he"


def test_a_long_message_takes_less_than_five_milliseconds() -> None:
    said = ["okay so um can you like make shot three a bit darker and then render a preview"] * 40
    scene = situation("shots")
    read(said[0], scene)
    begun = time.process_time()
    for text in said:
        clause_of.cache_clear()
        read(text, scene)
    assert (time.process_time() - begun) / len(said) < 0.005


@pytest.mark.parametrize("text", ["start over", "start again", "להתחיל מחדש"])
def test_starting_over_is_no_yes_to_what_was_proposed(text: str) -> None:
    waiting = Situation(stage="stills", proposed="approve_version", shot_count=9)
    assert read(text, waiting).kind not in ("yes", "call")
