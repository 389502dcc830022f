"""`python -m miri.sample`: make the sample song's files again, where they ship."""

from pathlib import Path

from miri.sample.making import make_song_file, make_texts

if __name__ == "__main__":
    make_texts(Path(__file__).parent)
    make_song_file(Path(__file__).parent)
