"""Files handed over in the chat, and the words that go with them.

Why here: what a file is, is told by its bytes; what it was meant to be, by its name and the words.
Next: script.py; server/sniffing.py, which told the type.
"""

import re
from pathlib import PurePath
from typing import Any

from agent.offline.kept import beside
from agent.offline.leading import Call
from agent.offline.lines import Line, Scene, do, switch_language, with_lead
from agent.offline.reading import read

HANDED_OVER = re.compile(
    r"\W*((here(’s|'s|s| is| it is| you go)|this is|it'?s|take|listen to)?\s*"
    r"((my|the|our|a|this|new) )*(song|track|music|mp3|tune)"
    r"|(הנה|זה|זהו|קחי|קבלי|שמעי|תשמעי|תקשיבי ל?)?\s*(ה?שיר|ה?קובץ)( שלי| שלנו| החדש| חדש)*)\W*"
)
"""What is said when a song is handed over: about the file, never about the film."""
HEARD_OR_SEEN = frozenset(
    ".mp3 .wav .wave .flac .m4a .aac .ogg .oga .opus .aif .aiff .wma .mid .midi .mp4 .mov .webm .mkv .avi "
    ".png .jpg .jpeg .webp .gif .heic .pdf .doc .docx".split()
)
"""Endings of files that are no plain text; text under such a name is not what it says it is."""
LYRICS_SAID = re.compile(r"\b(lyrics?|words|text)\b|מילים|המילים|טקסט|ליריקס", re.IGNORECASE)


def take(scene: Scene, words: str, files: list[dict[str, Any]]) -> Line:
    """Songs and lyrics are taken; what is neither is named."""
    found = [(file, _call(file, words)) for file in files]
    calls = [call for _, call in found if call]
    if not calls:
        return with_lead(scene, _refused(scene, files))
    if words.strip() and scene.digest["song"] is None and not only_hands_over(words):
        heard = read(words, scene.situation)
        told = [(c.tool, dict(c.args)) for c in heard.calls if c.tool == "save_brief"]
        calls += [beside(scene.digest["brief"], words, call) for call in told]
    return do([*switch_language(scene), *calls])


def only_hands_over(words: str) -> bool:
    """Whether it only says that here is the song."""
    return HANDED_OVER.fullmatch(words.casefold().strip()) is not None


def _call(file: dict[str, Any], words: str) -> Call | None:
    if file["type"].startswith(("audio/", "video/")):
        return "add_song", {"media": file["media_id"]}
    if file["type"].startswith("text/") and not _pretends(file, words):
        return "set_lyrics", {"media": file["media_id"]}
    return None


def _pretends(file: dict[str, Any], words: str) -> bool:
    """Whether it is text under a name that promises sound or pictures, and nobody says so."""
    named = PurePath(str(file["name"])).suffix.lower() in HEARD_OR_SEEN
    return named and not LYRICS_SAID.search(words)


def _refused(scene: Scene, files: list[dict[str, Any]]) -> str:
    names = ", ".join(str(file["name"]) for file in files)
    texts = all(file["type"].startswith("text/") for file in files)
    return scene.say("not_audio" if texts else "cant_attach", name=names)
