"""Slash commands: one reader for every channel."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miri.errors import Refused
from tools.registry import all_tools
from tools.slash import help_text, is_command, read_command


@pytest.mark.parametrize(
    ("text", "name", "arguments"),
    [
        ("/undo", "undo", {}),
        ("/edit_shot shot=3 note=darker", "edit_shot", {"shot": 3, "note": "darker"}),
        ('/rename_thread title="two words"', "rename_thread", {"title": "two words"}),
        ('/rename_thread title="say \\"hi\\""', "rename_thread", {"title": 'say "hi"'}),
        ("/merge_shots shots=[3,4]", "merge_shots", {"shots": [3, 4]}),
        ('/x a={"b": [1, "ג"]} c=true', "x", {"a": {"b": [1, "ג"]}, "c": True}),
        ('/add_rule text="בלי טקסט בתמונות"', "add_rule", {"text": "בלי טקסט בתמונות"}),
        ("/set_budget dollars=4.50", "set_budget", {"dollars": "4.50"}),
        ("/x a=", "x", {"a": ""}),
    ],
)
def test_a_command_is_read_as_written(text: str, name: str, arguments: dict[str, object]) -> None:
    assert is_command(text)
    assert read_command(text) == (name, arguments)


@pytest.mark.parametrize("text", ["/edit_shot 3 darker", '/x a="open', "/x a={1", "/x =3"])
def test_a_command_that_can_not_be_read_says_where_and_how(text: str) -> None:
    with pytest.raises(Refused) as caught:
        read_command(text)
    assert "JSON" in caught.value.message or "key=value" in caught.value.message


@pytest.mark.parametrize("text", ["hello", "1/2", "/ alone", "a /undo", "/3"])
def test_ordinary_words_are_no_command(text: str) -> None:
    assert not is_command(text)


@given(st.text(min_size=0, max_size=60))
def test_any_quoted_text_comes_back_as_it_was(value: str) -> None:
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    assert read_command(f'/x a="{quoted}"')[1] == {"a": value}


def test_help_names_every_tool() -> None:
    shown = help_text("en")
    assert all(f"/{name}" in shown for name in all_tools())
