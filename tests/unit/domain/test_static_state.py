"""Motion words in a still are found in both languages, and names that only sound so are spared."""

import pytest

from miri.domain.static_state import motion_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a woman walking slowly down the road", ("walking", "slowly")),
        ("the camera pans left as he runs", ("camera pans", "runs")),
        ("she begins to dance", ("begins to",)),
        ("leaves swirling, hair blowing", ("swirling", "blowing")),
        ("נערה רצה על החוף והכלב קופץ", ("רצה", "קופץ")),
        ("האישה שהולכת לאט", ("שהולכת", "לאט")),
    ],
)
def test_motion_is_found(text: str, found: tuple[str, ...]) -> None:
    assert motion_words(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "running shoes beside a swing set",
        "standing still at the turning point of the path, arms folded",
        "a swimming pool under a falling star",
        "sitting on worn steps, half turned to the door",
        "אישה עומדת ליד החלון, ידיים בכיסים",
        "נעלי הליכה ליד המדרגות",
    ],
)
def test_a_state_at_rest_is_let_pass(text: str) -> None:
    assert motion_words(text) == ()
