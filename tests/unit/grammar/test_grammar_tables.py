"""Every phrasing of the tables reaches its tool, with arguments the tool takes; doubts change nothing.

Why here: the grammar is its tables; these are the tables of what it must understand.
Next: english.py, hebrew.py, slang.py, idioms.py, doubts.py (the phrasings); agent/offline/rules.
"""

from itertools import chain
from types import ModuleType

import pytest

from agent.offline.grammar import READ_TOOLS
from agent.offline.plain_yes import is_plain_no, is_plain_yes
from agent.offline.reading import read
from tests.unit.grammar import doubts, english, hebrew, idioms, slang
from tests.unit.grammar.situations import heard, misheard, situation
from tools.arguments import read_params
from tools.registry import all_tools

TABLES = (english, hebrew, slang, idioms)
EVERY = [phrasing for table in TABLES for phrasing in table.ALL]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__.rpartition(".")[2])
def test_every_request_of_a_table_reaches_its_tool(table: ModuleType) -> None:
    missed = [misheard(*phrasing) for phrasing in table.ALL]
    assert [miss for miss in missed if miss] == []


def test_what_is_no_order_changes_nothing() -> None:
    heard_all = [(stage, text, heard(stage, text)) for stage, text in doubts.NO_WRITE]
    wrote = [
        (stage, text, reading)
        for stage, text, reading in heard_all
        if reading.kind == "yes" or any(call.tool not in READ_TOOLS for call in reading.calls)
    ]
    assert wrote == []


def test_a_plain_yes_is_a_yes_to_a_quote() -> None:
    assert [text for text in doubts.PLAIN_YES if not is_plain_yes(text)] == []
    assert {heard("quote", text).kind for text in doubts.PLAIN_YES} == {"yes"}


def test_a_yes_with_anything_beside_it_releases_nothing() -> None:
    assert [text for text in doubts.NO_PLAIN_YES if is_plain_yes(text)] == []
    assert "yes" not in {heard("quote", text).kind for text in doubts.NO_PLAIN_YES}


def test_a_plain_no_declines_a_quote() -> None:
    assert [text for text in doubts.PLAIN_NO if not is_plain_no(text)] == []
    assert {heard("quote", text).kind for text in doubts.PLAIN_NO} == {"no"}


def test_every_call_carries_arguments_its_tool_takes() -> None:
    calls = chain.from_iterable(heard(stage, text).calls for stage, text, _, _ in EVERY)
    for call in calls:
        read_params(all_tools()[call.tool], dict(call.args))


def test_the_tables_hold_hundreds_of_phrasings_in_both_languages() -> None:
    hebrew_ones = [text for _, text, _, _ in EVERY if any("א" <= letter <= "ת" for letter in text)]
    assert len(EVERY) >= 900
    assert len(hebrew_ones) >= 350


def test_reading_the_same_message_twice_gives_the_same() -> None:
    for stage, text, _, _ in EVERY[:60]:
        scene = situation(stage)
        assert read(text, scene) == read(text, scene)
