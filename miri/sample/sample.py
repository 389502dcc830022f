"""The sample song as the house uses it: a file, a name, lyrics in two languages, and its truth.

Why here: a person who has no song at hand still gets a film; tests get a song whose beats are
known. Reading needs neither numpy nor a codec.
Next: making.py for where the files come from.
"""

from contextlib import ExitStack
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Self

from miri.sample.score import NAMES
from miri.sample.shipped import SONG_FILE, TRUTH_FILE, lyrics_file
from miri.sample.truth import LANGUAGES, Truth


class SampleSong:
    """ "Swing the Light", 58 seconds. Use as a context manager where the package may be zipped:
    `path` is valid until close()."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._folder = files("miri.sample")

    @property
    def path(self) -> Path:
        """The song file."""
        return self._stack.enter_context(as_file(self._folder / SONG_FILE))

    def lyrics(self, language: str = "en") -> str:
        """The lyrics as LRC; English where the language has none."""
        return (self._folder / lyrics_file(_known(language))).read_text(encoding="utf-8")

    def name(self, language: str = "en") -> str:
        """What the song is called."""
        return NAMES[_known(language)]

    @property
    def truth(self) -> Truth:
        """Beats, bars, sections and lines, from the score."""
        return _read_truth()

    def close(self) -> None:
        """Forget a file that was unpacked for `path`."""
        self._stack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _known(language: str) -> str:
    return language if language in LANGUAGES else LANGUAGES[0]


@cache
def _read_truth() -> Truth:
    text = (files("miri.sample") / TRUTH_FILE).read_text(encoding="utf-8")
    return Truth.model_validate_json(text)
