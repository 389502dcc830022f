"""Slash commands: `/tool_name key=value key="two words" key={json}`, the same in every channel.

Why here: one reader for web, Telegram, Slack, terminal; it knows nothing of any of them.
Next: registry.py runs what it reads; help_text lists them.
"""

import json
import re
from typing import Any

from miri.errors import Refused
from prompts.library import phrase
from tools.registry import all_tools

_PART = re.compile(
    r"""\s*(?P<key>[A-Za-z_]\w*)=(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^\s"{\[]\S*|(?=\s|$)))""",
    re.S,
)
_JSON_KEY = re.compile(r"\s*(?P<key>[A-Za-z_]\w*)=(?=[{\[])")


def is_command(text: str) -> bool:
    """True for a message that begins with a slash and a word."""
    return re.match(r"/[A-Za-z_]+(\s|$)", text.strip()) is not None


def read_command(text: str) -> tuple[str, dict[str, Any]]:
    """The tool's name and arguments. Raises Refused, saying where it stopped understanding."""
    name, _, rest = text.strip().removeprefix("/").partition(" ")
    arguments: dict[str, Any] = {}
    at = 0
    while at < len(rest.rstrip()):
        key, value, at = _one(rest, at, name)
        arguments[key] = value
    return name, arguments


def _one(rest: str, at: int, name: str) -> tuple[str, Any, int]:
    structured = _JSON_KEY.match(rest, at)
    if structured:
        return _structured(rest, structured)
    part = _PART.match(rest, at)
    if part is None:
        raise Refused(
            f"I can't read “{rest[at:].strip()[:40]}”. Write it as: "
            f'/{name} key=value key="two words" key={{"json": 1}}'
        )
    quoted = part["quoted"]
    value = part["bare"] if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
    return part["key"], plain_value(value) if quoted is None else value, part.end()


def _structured(rest: str, match: re.Match[str]) -> tuple[str, Any, int]:
    try:
        value, end = json.JSONDecoder().raw_decode(rest, match.end())
    except json.JSONDecodeError as error:
        raise Refused(f"The JSON after {match['key']}= is not complete: {error.msg}.") from error
    return match["key"], value, end


def plain_value(text: str) -> Any:
    """true, false and whole numbers as such; everything else is text."""
    if text in ("true", "false"):
        return text == "true"
    return int(text) if re.fullmatch(r"-?\d{1,15}", text) else text


def help_text(language: str) -> str:
    """Every command with its summary, by craft, as markdown."""
    lines = [phrase("slash.help", language)]
    craft = ""
    for tool in sorted(all_tools().values(), key=lambda t: (t.craft, t.name)):
        if tool.craft != craft:
            craft = tool.craft
            lines.append(f"\n**{phrase(f'craft.{craft}', language)}**")
        lines.append(f"- `/{tool.name}` {tool.summary(language)}")
    return "\n".join(lines)
