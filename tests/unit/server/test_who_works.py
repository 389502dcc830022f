"""What is said at the start: who directs, listens and draws, and what of it costs money."""

from pathlib import Path

from miri.config import load_settings
from server.commands.serve import who_works


def test_without_a_key_all_of_it_is_for_nothing(tmp_path: Path):
    settings = load_settings(home=tmp_path, fal_key=None)
    assert "No key is set" in who_works(settings, "offline")
    assert "for nothing" in who_works(settings, "offline")


def test_with_fals_key_stills_are_said_to_cost_and_clips_to_be_animatics(tmp_path: Path):
    settings = load_settings(home=tmp_path, fal_key="id:secret")
    for director in ("offline", "google_genai:gemini"):
        said = who_works(settings, director)
        assert "No key is set" not in said
        assert "stills are bought from fal" in said
        assert "clips are animatics" in said
        assert "id:secret" not in said


def test_a_model_in_the_chair_is_named(tmp_path: Path):
    settings = load_settings(home=tmp_path, fal_key=None)
    assert who_works(settings, "google_genai:gemini").startswith("google_genai:gemini directs")
