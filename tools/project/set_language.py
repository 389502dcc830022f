"""set_language: the language Miri speaks and shows in this project.

Why here: words for people follow it; words for models stay English.
Next: rename_project.py.
"""

from typing import Literal

from pydantic import Field

from miri.events.project_events import SettingsChanged
from prompts.library import phrase
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare


class SetLanguage(Params):
    """Arguments of set_language."""

    language: Literal["en", "he"] = Field(description="English or Hebrew")


class LanguageNow(Result):
    """What the model reads."""

    language: str


async def run(ctx: ToolContext, params: SetLanguage) -> Outcome:
    """Set; the answer is in the new language, and greets again where nothing was begun."""
    settings = ctx.film.settings.model_copy(update={"language": params.language})
    says = phrase("set_language.done", params.language)
    if ctx.film.song is None:
        says = f"{says} {phrase('set_language.greeting', params.language)}"
    changed = () if settings == ctx.film.settings else (SettingsChanged(settings=settings),)
    return Outcome(LanguageNow(says=says, language=params.language), changed, reads=("settings",))


TOOL = declare(__name__, Permission.DRAFT, SetLanguage, run)
