"""Reads the words: tool texts, phrases people read, the director's instructions.

Why here: words live in files beside this one and nowhere else; code only names them.
Next: tools/registry.py (tool texts), tools/context.py (phrases), agent/graph.py (instructions).
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

ROOT = files("prompts")
FENCE = "+++"


@cache
def tool_text(craft: str, name: str) -> dict[str, Any]:
    """A tool's text: `summary`, `examples` (phrases, both languages), `description` (the body).

    Raises FileNotFoundError when prompts/tools/<craft>/<name>.md is missing.
    """
    text = (ROOT / "tools" / craft / f"{name}.md").read_text(encoding="utf-8")
    _, front, body = text.split(FENCE, 2)
    return {"examples": [], **tomllib.loads(front), "description": body.strip()}


@cache
def instructions(name: str) -> str:
    """The text of prompts/agent/<name>.md."""
    return (ROOT / "agent" / f"{name}.md").read_text(encoding="utf-8").strip()


@cache
def phrase_table() -> dict[str, dict[str, str]]:
    """Every phrase by its dotted name: `{"add_song.done": {"en": …, "he": …}}`."""
    table: dict[str, dict[str, str]] = {}
    for file in sorted((ROOT / "phrases").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            for group, phrases in tomllib.loads(file.read_text(encoding="utf-8")).items():
                table |= {f"{group}.{key}": words for key, words in phrases.items()}
    return table


def phrase(key: str, language: str, **values: object) -> str:
    """A phrase in a language (English where there is no other). Raises KeyError if unknown.

    A `count` of 1 takes `en_one` / `he_one` where the phrase has it.
    """
    words = phrase_table()[key]
    text = words.get(language, words["en"])
    if values.get("count") == 1:
        text = words.get(f"{language}_one", text)
    return text.format(**values)
