"""The names of the files that ship with this package.

Why here: who makes them and who reads them agree on this page, and readers load no codec.
Next: making.py, sample.py.
"""

SONG_FILE = "song.mp3"
TRUTH_FILE = "truth.json"


def lyrics_file(language: str) -> str:
    """The name of a language's lyrics file."""
    return f"lyrics.{language}.lrc"
