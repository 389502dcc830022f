"""`make film`: what can't come to a film is refused before anything begins."""

from pathlib import Path

import pytest

from miri.config import Settings
from miri.errors import MiriError
from server.commands.film import FilmOrder, make_film


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "song.mp3"
    path.write_text("These are words and no music.\n" * 20)
    return path


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"song": Path("/nowhere/song.mp3")}, "There is no file /nowhere/song.mp3."),
        ({"lyrics": Path("/nowhere/words.txt")}, "There is no file /nowhere/words.txt."),
        ({"budget": "a lot"}, "BUDGET=a lot is no amount"),
        ({"out": Path("/dev/null/film.mp4")}, "The film can't be written to"),
    ],
)
def test_an_order_that_cannot_be_filled_is_refused_in_words(
    tmp_path: Path, change: dict[str, Path | str], said: str
) -> None:
    order = {"song": None, "lyrics": None, "out": tmp_path / "f.mp4", "language": "en"}
    with pytest.raises(MiriError, match=said):
        make_film(Settings(home=tmp_path / "home"), FilmOrder(**{**order, "budget": "", **change}))
    assert not (tmp_path / "home").exists()


def test_a_text_that_is_called_a_song_is_refused_by_its_name(tmp_path: Path, words: Path) -> None:
    order = FilmOrder(words, None, tmp_path / "f.mp4", "en", "")
    with pytest.raises(MiriError, match="song.mp3 is no song"):
        make_film(Settings(home=tmp_path / "home"), order)
