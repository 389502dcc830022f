"""Every doubt a rule can end in has words of its own: nobody is answered with a riddle."""

import tomllib
from pathlib import Path

import pytest

from prompts.library import phrase_table

RULES = Path(__file__).parents[3] / "agent" / "offline" / "rules"
DOUBTS = sorted(
    {
        str(rule["ask"])
        for file in RULES.glob("*.toml")
        for rule in tomllib.loads(file.read_text("utf-8")).get("rule", [])
        if "ask" in rule
    }
)


@pytest.mark.parametrize("doubt", DOUBTS)
def test_a_doubt_is_asked_back_in_words(doubt: str) -> None:
    kind, _, detail = doubt.partition(":")
    keys = {f"doubt.{kind}", f"doubt.{kind}_{detail}", f"director.{kind}"}
    assert keys & phrase_table().keys()
