"""Every tool is declared whole: its words in both languages, its examples, its arguments, its tests.

Why here: the model, HTTP, slash commands and /help all read these declarations. What models see of
them is kept in snapshots/, which `make tables` writes and tests/house/test_tables.py checks.
"""

import ast
import inspect
import re
import string
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from agent.toolbox import tool_schemas
from miri.events.event import event_types
from miri.events.film_events import FilmEvent, ShotsChanged
from prompts.library import phrase_table
from tests.house.checkout import ROOT
from tests.house.tables.what_models_see import render
from tools.arguments import read_params
from tools.registry import all_tools
from tools.slash import is_command, read_command
from tools.tool import Params, Permission, Tool

HEBREW = re.compile(r"[\u05d0-\u05ea]")
EVERY = [pytest.param(tool, id=name) for name, tool in all_tools().items()]
SPOKEN = [pytest.param(t, id=n) for n, t in all_tools().items() if t.for_model]


def examples(tool: Tool) -> tuple[list[str], list[str], list[str]]:
    """A tool's examples: commands, English phrases, Hebrew phrases."""
    commands = [e for e in tool.text["examples"] if is_command(e)]
    said = [e for e in tool.text["examples"] if e not in commands]
    return (
        commands,
        [e for e in said if not HEBREW.search(e)],
        [e for e in said if HEBREW.search(e)],
    )


@pytest.mark.parametrize("tool", EVERY)
def test_a_tool_has_its_words(tool: Tool):
    assert tool.text["summary"][0].isupper() and len(tool.text["summary"]) <= 80
    assert HEBREW.search(tool.summary("he"))
    assert tool.text["description"]
    assert set(tool.text) == {"summary", "summary_he", "examples", "description"}


@pytest.mark.parametrize("tool", EVERY)
def test_a_tools_slash_examples_can_be_called(tool: Tool):
    commands, _, _ = examples(tool)
    assert commands
    for command in commands:
        name, arguments = read_command(command)
        assert name == tool.name
        read_params(tool, arguments)


@pytest.mark.parametrize("tool", SPOKEN)
def test_a_tool_of_the_models_has_a_phrase_in_each_language(tool: Tool):
    _, english, hebrew = examples(tool)
    assert english and hebrew


@pytest.mark.parametrize("tool", EVERY)
def test_a_tools_arguments_explain_themselves(tool: Tool):
    assert issubclass(tool.params, Params)
    for model in models_of(tool.params):
        for name, field in model.model_fields.items():
            named = model.__module__.startswith("miri.domain")
            assert field.description or named, f"{model.__name__}.{name} has no description"
            assert not has_bare_dict(field.annotation), f"{model.__name__}.{name} takes anything"


def models_of(model: type[BaseModel]) -> list[type[BaseModel]]:
    """The model and those its fields are made of."""
    inner = [m for f in model.model_fields.values() for m in models_in(f.annotation)]
    return [model, *(deep for m in inner for deep in models_of(m))]


def models_in(annotation: Any) -> list[type[BaseModel]]:
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return [annotation]
    return [m for part in get_args(annotation) for m in models_in(part)]


def has_bare_dict(annotation: Any) -> bool:
    return annotation in (dict, Any, object) or any(map(has_bare_dict, get_args(annotation)))


@pytest.mark.parametrize("tool", EVERY)
def test_a_tools_file_is_named_as_the_tool_and_its_text_too(tool: Tool):
    assert (ROOT / "tools" / tool.craft / f"{tool.name}.py").is_file()
    assert (ROOT / "prompts" / "tools" / tool.craft / f"{tool.name}.md").is_file()


def test_no_text_is_left_of_a_tool_that_is_gone():
    texts = {p.stem for p in (ROOT / "prompts" / "tools").glob("*/*.md") if p.name != "README.md"}
    assert texts == set(all_tools())


def test_every_tool_is_called_in_a_test():
    tests = "".join(p.read_text("utf-8") for p in Path(__file__).parent.glob("test_*.py"))
    untested = [name for name in all_tools() if f'"{name}"' not in tests]
    assert not untested


@pytest.mark.parametrize("key", phrase_table())
def test_a_phrase_says_the_same_in_both_languages(key: str):
    words = phrase_table()[key]
    assert {"en", "he"} <= set(words) <= {"en", "he", "en_one", "he_one"}
    assert ("en_one" in words) == ("he_one" in words)
    assert fields(words["en"]) == fields(words["he"])
    for language in ("en", "he"):
        one = words.get(f"{language}_one", "")
        assert fields(one) <= fields(words[language])
        assert not one or "count" in fields(words[language])
    neither = key.endswith("_send") or not re.search("[A-Za-z]", words["en"])
    assert neither or HEBREW.search(words["he"]) or words["he"] == words["en"]
    assert not HEBREW.search(words["en"])


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_phrase_a_tool_says_is_there_with_what_it_needs():
    wrong = [
        f"{path.name}:{line}: {problem}"
        for path in sorted((ROOT / "tools").rglob("*.py"))
        for line, problem in wrong_phrases(path)
    ]
    assert not wrong


def wrong_phrases(path: Path) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        name = node.func.id if isinstance(node.func, ast.Name) else name
        key = node.args[0]
        if name not in ("say", "phrase") or not isinstance(key, ast.Constant):
            continue
        if key.value not in phrase_table():
            found.append((node.lineno, f"no phrase {key.value}"))
            continue
        given = {k.arg for k in node.keywords}
        if None not in given and (lost := fields(phrase_table()[key.value]["en"]) - given):
            found.append((node.lineno, f"{key.value} needs {lost}"))
    return found


def test_every_phrase_of_the_tools_is_said_somewhere():
    code = "\n".join(
        p.read_text("utf-8")
        for root in ("tools", "agent", "server", "miri")
        for p in sorted((ROOT / root).rglob("*.py"))
    )
    built = set(re.findall(r"""f["']([a-z_]+\.[a-z_]*)\{""", code))
    silent = [
        key
        for key in phrase_table()
        if not re.search(f"""["']{re.escape(key)}["']""", code)
        and not any(key.startswith(start) for start in built)
        and key.split(".")[0] not in ("director", "choice", "history", "find")
    ]
    assert not silent, f"nobody says these: {silent}"


def test_every_change_of_the_film_has_words_for_the_history():
    changes = [
        n for n, t in event_types().items() if issubclass(t, FilmEvent) and t is not FilmEvent
    ]
    hows = get_args(ShotsChanged.model_fields["how"].annotation)
    wanted = {f"history.{n}" for n in changes if n != "ShotsChanged"}
    wanted |= {f"history.shots_{how}" for how in hows}
    assert wanted <= set(phrase_table())
    assert len(changes) >= 20


def test_models_see_no_tool_of_a_persons_and_no_default_they_must_guess():
    names = {schema["function"]["name"] for schema in tool_schemas()}
    assert names == {t.name for t in all_tools().values() if t.for_model}
    assert not any(all_tools()[n].permission is Permission.USER for n in names)
    assert "keep_media" not in names
    assert len(render()) < 80_000, "a model reads all of this before each word"
