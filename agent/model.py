"""Which chat model sits in the director's chair: the one named in the settings, or the offline one.

Why here: the graph takes any LangChain chat model; vendors' errors are translated here, once.
Next: offline/director.py; graph.py.
"""

from langchain_core.language_models.chat_models import BaseChatModel

from agent.offline.director import OfflineDirector
from miri.errors import Refused


def open_model(name: str | None) -> BaseChatModel:
    """The model for a name such as `google_genai:gemini-3.8-flash`; without one, the offline
    director. Raises Refused when LangChain can't open that name."""
    if not name or name == "offline":
        return OfflineDirector()
    from langchain.chat_models import init_chat_model  # slow to import: only when it is needed

    try:
        return init_chat_model(name)
    except (ValueError, ImportError) as error:
        raise Refused(f"The model '{name}' can't be opened: {error}") from error
