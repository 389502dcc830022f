"""Makes the files that ship: song.mp3, lyrics.en.lrc, lyrics.he.lrc, truth.json.

Why here: nobody edits these files; `python -m miri.sample` makes them again. On one machine and
with one set of library versions they come out byte for byte the same; across machines the last
bits of the sound may differ, the lyrics and the truth never.
Next: sample.py, which hands them out.
"""

from pathlib import Path

from miri.codec.song_encoding import encode_song
from miri.sample.mastering import RATE, render
from miri.sample.score import NAMES
from miri.sample.shipped import SONG_FILE, TRUTH_FILE, lyrics_file
from miri.sample.truth import LANGUAGES, lyrics_lrc, truth_of_score

BIT_RATE = 160_000


def make_texts(folder: Path) -> None:
    """Write the lyrics and the truth; takes no time."""
    for language in LANGUAGES:
        (folder / lyrics_file(language)).write_text(lyrics_lrc(language), encoding="utf-8")
    truth = truth_of_score().model_dump_json(indent=1)
    (folder / TRUTH_FILE).write_text(truth + "\n", encoding="utf-8")


def make_song_file(folder: Path) -> None:
    """Play, mix and encode the song; takes some seconds."""
    tags = {
        "title": NAMES["en"],
        "artist": "Miri",
        "comment": "Made from a score; no rights attached",
    }
    encode_song(render(), RATE, folder / SONG_FILE, BIT_RATE, tags)
