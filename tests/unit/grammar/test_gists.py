"""Whole messages: those that amount to a request reach its tool, those that do not change nothing.

Why here: seen from the outside, as read() answers; the clauses have test_grammar_tables.py.
Next: gists.py, gists_hebrew.py and asked_back.py, the phrasings.
"""

import time

from agent.offline.gist import gists
from agent.offline.grammar import READ_TOOLS
from prompts.library import phrase_table
from tests.unit.grammar import asked_back
from tests.unit.grammar.gists import ENGLISH
from tests.unit.grammar.gists_hebrew import HEBREW
from tests.unit.grammar.situations import heard, misheard
from tools.arguments import read_params
from tools.registry import all_tools

ALL = ENGLISH + HEBREW


def test_every_message_reaches_the_tool_it_amounts_to() -> None:
    missed = [misheard(*phrasing) for phrasing in ALL]
    assert [miss for miss in missed if miss] == []


def test_they_carry_arguments_their_tools_take() -> None:
    read = [
        read_params(all_tools()[call.tool], dict(call.args))  # raises where they don't fit
        for stage, text, tool, _ in ALL
        if tool != "ask_user"
        for call in heard(stage, text).calls
    ]
    assert len(read) > len(ALL) // 2


def test_what_is_asked_back_writes_nothing() -> None:
    wrote = [
        text
        for stage, text in asked_back.ASKED
        if any(call.tool not in READ_TOOLS for call in heard(stage, text).calls)
        or heard(stage, text).kind == "yes"
    ]
    assert wrote == []


def test_a_budget_is_told_to_be_a_gesture_of_the_persons() -> None:
    told = [(text, heard(stage, text).doubt) for stage, text in asked_back.MONEY]
    assert [text for text, doubt in told if not doubt.startswith("person_gesture")] == []


def test_a_quote_is_answered_in_many_ways() -> None:
    assert {text: heard("quote", text).kind for text, _ in asked_back.QUOTE} == dict(
        asked_back.QUOTE
    )


def test_every_gist_names_a_tool_or_a_question() -> None:
    named = [gist for gist in gists() if gist.tool in all_tools() or gist.ask]
    assert len(named) == len(gists()) > 50


def test_every_question_back_of_a_gist_has_words() -> None:
    asked = {gist.ask.partition(":")[0] for gist in gists()} - {"", "yes", "no"}
    worded = {key.rpartition(".")[2] for key in phrase_table()}
    assert asked <= worded


def test_reading_a_long_message_takes_milliseconds() -> None:
    long = "so we talked to the label and they were fine with it, by the way, " * 4
    begun = time.process_time()
    for stage, text, _, _ in ALL[:40]:
        heard(stage, f"{long} {text}")
    assert (time.process_time() - begun) / 40 < 0.05
