"""Shots are a film: static pictures in the assets' words, varied framings, an ending as asked."""

import re
from itertools import pairwise

import pytest

from miri.domain.asset import AssetKind
from miri.domain.prompt import CameraMove, Framing
from miri.domain.song import Moment
from miri.domain.static_state import motion_words
from miri.ports.story_writer import ShotIdea
from miri.providers.offline.writer.writer import RuleStoryWriter
from tests.unit.writer.films import FILMS, slots_of, whole

WRITER = RuleStoryWriter()
NEAR = (Framing.CLOSE_UP, Framing.EXTREME_CLOSE_UP)


def has_person(shot: ShotIdea) -> bool:
    return any(subject.type == "person" for subject in shot.subjects)


@pytest.mark.parametrize("name", FILMS)
async def test_stills_tell_a_state_and_never_a_motion(name: str) -> None:
    _, _, shots = await whole(name)
    for shot in shots:
        still = " / ".join([shot.scene, *(f"{s.description} {s.pose}" for s in shot.subjects)])
        assert motion_words(still) == ()
    for shot in shots[:-1]:
        unquoted = re.sub("“[^”]*”|״[^״]*״", "", shot.display)
        assert motion_words(unquoted) == ()


@pytest.mark.parametrize("name", FILMS)
async def test_people_are_described_in_their_assets_exact_words(name: str) -> None:
    planned, _, shots = await whole(name)
    exact = {a.description for a in planned.assets.values() if a.kind is AssetKind.CHARACTER}
    seen = {s.description for shot in shots for s in shot.subjects if s.type == "person"}
    assert seen <= exact
    names = {a.name for a in planned.assets.values()}
    assert {n for shot in shots for n in shot.assets} <= names


@pytest.mark.parametrize("name", FILMS)
async def test_models_are_spoken_to_in_english(name: str) -> None:
    _, _, shots = await whole(name)
    for shot in shots[:-1]:
        said = [shot.scene, shot.lighting, shot.motion, *(s.pose for s in shot.subjects)]
        assert not re.search("[\u05d0-\u05ea]", " ".join(said))
        assert shot.motion


@pytest.mark.parametrize("name", FILMS)
async def test_no_two_shots_in_a_row_share_framing_and_move(name: str) -> None:
    _, _, shots = await whole(name)
    for left, right in pairwise(shots):
        before, after = left.camera, right.camera
        assert (before.framing, before.move) != (after.framing, after.move)
        assert left.display != right.display


@pytest.mark.parametrize("name", FILMS)
async def test_framings_and_moves_are_many(name: str) -> None:
    _, _, shots = await whole(name)
    assert len({s.camera.framing for s in shots}) >= 4
    assert len({s.camera.move for s in shots}) >= 3


async def test_a_new_place_opens_wide() -> None:
    _, slots, shots = await whole("night drive")
    first = {slot.scene_id: shot for slot, shot in reversed(list(zip(slots, shots, strict=True)))}
    wide = (Framing.WIDE, Framing.EXTREME_WIDE)
    assert sum(shot.camera.framing in wide for shot in first.values()) >= 3
    assert shots[0].camera.framing in wide


async def test_verses_hold_and_choruses_are_freer() -> None:
    _, slots, shots = await whole("פרידה")
    moving = {"verse": [0, 0], "chorus": [0, 0]}
    for slot, shot in zip(slots, shots, strict=True):
        if slot.section in moving:
            moving[slot.section][shot.camera.move in (CameraMove.HOLD, CameraMove.PUSH)] += 1
    calm = {name: held / (free + held) for name, (free, held) in moving.items()}
    assert calm["verse"] > calm["chorus"]


async def test_the_words_that_are_sung_are_answered_by_pictures() -> None:
    _, slots, shots = await whole("פרידה")
    answered = [s.display for s in shots if "על ״" in s.display]
    assert len(answered) >= 3
    assert any("ירח דק" in display for display in answered)
    for slot, shot in zip(slots, shots, strict=True):
        if "על ״" in shot.display:
            assert slot.lyric in shot.display


async def test_an_idiom_and_a_denied_word_make_no_picture() -> None:
    _, _, drive = await whole("night drive")
    assert not any("runs out" in shot.display for shot in drive)
    _, _, parting = await whole("פרידה")
    assert not any("לא ישן" in s.display and "יד מתחת ללחי" in s.display for s in parting)


async def test_the_ending_decides_the_last_shot() -> None:
    _, _, shots = await whole("night drive")
    assert "she walks into the sea at sunrise" in shots[-1].display
    assert "seen from behind" in shots[-1].subjects[0].pose
    assert "beach" in shots[-1].scene
    assert "dawn" in shots[-1].scene
    assert shots[-1].camera.framing is Framing.EXTREME_WIDE


async def test_an_ending_of_a_thing_shows_the_thing() -> None:
    _, _, shots = await whole("נופים")
    assert "sky full of stars" in shots[-1].subjects[0].description


async def test_nobody_is_seen_where_nobody_should_be() -> None:
    _, _, shots = await whole("נופים")
    assert not any(has_person(shot) for shot in shots)
    _, _, emptied = await whole("פרידה", "בלי אנשים")
    assert not any(has_person(shot) for shot in emptied)
    assert len({shot.display for shot in emptied}) > len(emptied) * 0.5


async def test_never_three_shots_in_a_row_without_a_person_in_a_film_with_people() -> None:
    for name in ("night drive", "school", "פרידה", "סבא"):
        _, _, shots = await whole(name)
        run = 0
        for shot in shots[:-1]:
            run = 0 if has_person(shot) else run + 1
            assert run <= 3, name


async def test_closer_and_wider_are_obeyed() -> None:
    counts: dict[str, int] = {}
    for note in ("", "more close-ups", "wider"):
        _, _, shots = await whole("night drive", note)
        counts[note] = sum(s.camera.framing in NEAR for s in shots if has_person(s))
    assert counts["more close-ups"] > counts[""] > counts["wider"]


async def test_a_still_camera_is_obeyed() -> None:
    _, _, shots = await whole("school", "static camera, tripod")
    moves = {s.camera.move for s in shots[:-1]}
    assert moves <= {CameraMove.HOLD, CameraMove.PUSH, CameraMove.PULL}


async def test_both_characters_share_a_frame_in_a_scene_of_two() -> None:
    planned, slots, shots = await whole("פרידה")
    two = [s for s in shots if len([x for x in s.subjects if x.type == "person"]) == 2]
    assert two
    assert all("יואב ודנה" in s.display for s in two)
    assert planned.scenes
    assert slots


async def test_what_a_person_changed_in_an_asset_is_what_the_shots_show() -> None:
    planned, slots, _ = await whole("night drive")
    maya = next(a for a in planned.assets.values() if a.name == "Maya")
    changed = maya.model_copy(update={"description": "a woman with a shaved head, hex #123456"})
    shots = await WRITER.shots(planned.with_entity(maya.id, changed), slots)
    seen = {s.description for shot in shots for s in shot.subjects if s.type == "person"}
    assert seen == {changed.description}


async def test_a_place_no_table_knows_is_shown_in_its_own_words() -> None:
    planned, slots, _ = await whole("night drive")
    road = next(a for a in planned.assets.values() if a.name == "The road")
    moon = road.model_copy(update={"name": "Blue Mill", "description": "a blue mill, hex #224466"})
    shots = await WRITER.shots(planned.with_entity(road.id, moon), slots)
    assert any(shot.scene.startswith("a blue mill, hex #224466") for shot in shots)
    assert any("Blue Mill" in shot.display for shot in shots)


async def test_a_marked_moment_is_seen_from_near() -> None:
    planned, slots, before = await whole("unasked")
    song = planned.song
    assert song is not None
    moments = tuple(
        Moment(id=f"moment_{i}", words="x", start_frame=s.start_frame, end_frame=s.end_frame)
        for i, s in enumerate(slots)
    )
    marked = planned.model_copy(update={"song": song.model_copy(update={"moments": moments})})
    after = await WRITER.shots(marked, slots)
    near = [sum(s.camera.framing in NEAR for s in shots) for shots in (before, after)]
    assert near[1] > near[0]


async def test_an_unknown_note_goes_along_as_words() -> None:
    planned, slots, _ = await whole("unasked")
    shots = await WRITER.shots(planned, slots, "like a Vermeer made of felt")
    assert all("as asked: like a Vermeer made of felt" in shot.scene for shot in shots[1:-1])


async def test_shots_are_the_same_when_written_again() -> None:
    planned, slots, shots = await whole("סבא")
    assert await WRITER.shots(planned, slots) == shots
    assert slots == slots_of(planned)
