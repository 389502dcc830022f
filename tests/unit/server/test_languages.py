"""Which language a request wants, by any header a browser or a phone may send."""

import pytest

from server.http.languages import preferred


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", "en"),
        ("he", "he"),
        ("iw-IL", "he"),
        ("he-IL,he;q=0.9,en-US;q=0.8,en;q=0.7", "he"),
        ("en-US,en;q=0.9,he;q=0.8", "en"),
        ("en;q=0.2, he;q=0.5", "he"),
        ("fr, de;q=0.9, he;q=0.1", "he"),
        ("fr-FR,*", "en"),
        ("he;q=0", "en"),
        ("en, he", "en"),
        ("helium; q=nan,,;;=", "en"),
    ],
)
def test_the_weightiest_of_our_two_languages_is_taken(header: str, wanted: str) -> None:
    assert preferred(header) == wanted
