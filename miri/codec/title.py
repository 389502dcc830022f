"""What a song calls itself: the title in its own tags, as text a person may be shown.

Why here: a file's name is often worse (`03_final_MASTER2.mp3`), and only this folder opens files.
Tags are a stranger's words: they are shortened and stripped of signs that steer text, nothing more.
Next: probe.py, which opens it; tools/song/add_song.py, which asks.
"""

import re
import unicodedata
from pathlib import Path

from miri.codec.probe import open_media, sound_of

LONGEST = 120
SAYS_NOTHING = re.compile(
    r"(audio ?)?(track|רצועה|title|untitled|unknown|ללא שם)[\s_.-]*\d*", re.IGNORECASE
)
"""What rippers and recorders write where nobody named the song."""


def title_of(path: Path) -> str:
    """The title tag of a song's file or of its sound; "" where it names none.

    Raises BadMedia, NotFound.
    """
    with open_media(path) as container:
        sound = sound_of(container)
        tags = [container.metadata, sound.metadata if sound else {}]
    titles = (v for held in tags for k, v in held.items() if k.casefold() == "title")
    return next((shown for t in titles if (shown := _shown(t))), "")


def _shown(tag: str) -> str:
    text = unicodedata.normalize("NFC", _hebrew_again(tag))
    plain = "".join(c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    title = " ".join(plain.replace("\ufffd", "").split())[:LONGEST].strip()
    return "" if SAYS_NOTHING.fullmatch(title) else title


def _hebrew_again(tag: str) -> str:
    """Hebrew that was written in Windows' old encoding into a tag that promises Latin letters:
    such a text has accented small letters and none of the plain ones."""
    letters = [c for c in tag if c.isalpha()]
    if len(letters) < 2 or not all("\xe0" <= c <= "\xfa" for c in letters):
        return tag
    try:
        return tag.encode("latin-1").decode("cp1255")
    except UnicodeError:
        return tag
