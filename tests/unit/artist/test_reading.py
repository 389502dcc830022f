"""Reading prompts: English and Hebrew words find the same pictures; tables agree with painters."""

import pytest

from miri.domain.prompt import ImagePrompt, Subject, SubjectKind
from miri.providers.offline.artist.cast import actors
from miri.providers.offline.artist.composition import compose
from miri.providers.offline.artist.figure.motion import MOTIONS
from miri.providers.offline.artist.figure.postures import variants
from miri.providers.offline.artist.hours import PLANS
from miri.providers.offline.artist.places.atlas import atlas
from miri.providers.offline.artist.reading import read
from miri.providers.offline.artist.things.catalogue import catalogue
from miri.providers.offline.artist.words.lexicon import lexicon, table
from tests.unit.artist.pictures import prompt


@pytest.mark.parametrize(
    ("scene", "place", "hour"),
    [
        ("a rainy city street at night", "street", "night"),
        ("רחוב בעיר בלילה גשום", "street", "night"),
        ("the beach at sunset", "sea", "sunset"),
        ("על חוף הים בשקיעה", "sea", "sunset"),
        ("an empty highway through the hills, dawn", "road", "dawn"),
        ("יער אורנים בבוקר ערפילי", "forest", "dawn"),
        ("a bedroom lit by one lamp, late at night", "room", "room_night"),
        ("חדר שינה באור בוקר", "room", "room_day"),
        ("a concert stage with spotlights", "stage", "stage"),
        ("הופעה על במה גדולה", "stage", "stage"),
        ("Jerusalem, stone alley, golden hour", "old_town", "sunset"),
        ("מדבר תחת כוכבים", "desert", "night"),
        ("neutral backdrop", "studio", "studio"),
        ("רקע נייטרלי, דף דמות", "studio", "studio"),
        ("a lighthouse in a storm", "lighthouse", "storm"),
        ("a poppy field on a sunny day", "flowers", "day"),
        ("שדה כלניות ביום שמשי", "flowers", "day"),
        ("the roof above Tel Aviv at dusk", "rooftop", "dusk"),
    ],
)
def test_words_find_the_place_and_the_hour(scene: str, place: str, hour: str):
    reading = read(prompt(scene))
    assert (reading.place, reading.hour) == (place, hour)


@pytest.mark.parametrize(
    ("scene", "weather"),
    [
        ("a street in heavy rain", "rain"),
        ("גשם ברחוב", "rain"),
        ("falling snow", "snow"),
        ("שלג כבד", "snow"),
        ("fireflies over a meadow", "fireflies"),
        ("עלי כותרת ברוח", "petals"),
    ],
)
def test_words_find_the_weather(scene: str, weather: str):
    assert weather in read(prompt(scene)).weather


@pytest.mark.parametrize(
    ("pose", "name"),
    [
        ("walking towards the light", "walk"), ("הולכת לאורך החוף", "walk"),
        ("dancing, arms open", "dance"), ("רוקדת לבד", "dance"),
        ("standing at a microphone, singing", "sing"), ("שרה ליד המיקרופון", "sing"),
        ("playing guitar", "guitar"), ("מנגן בגיטרה", "guitar"),
        ("sitting on the floor, hugging her knees", "sit_ground"), ("יושב על ספסל", "sit"),
        ("a couple embracing", "embrace"), ("מתחבקים", "embrace"),
        ("arms raised to the sky", "arms_up"), ("ידיים מורמות", "arms_up"),
        ("running away", "run"), ("בורחת", "run"), ("asleep", "lie"), ("כורעת", "kneel"),
        ("zzz", "stand"),
    ],
)  # fmt: skip
def test_words_find_the_pose(pose: str, name: str):
    subject = Subject(description="someone", pose=pose)
    cast = compose(prompt("a plain", subject), 1, 320, 180).actors
    assert cast[0].posture.name == name


@pytest.mark.parametrize(
    ("pose", "view"),
    [
        ("back turned", "back"),
        ("looking out at the sea", "back"),
        ("מביטה בים, גבה אלינו", "back"),
        ("facing camera", "front"),
    ],
)
def test_words_turn_a_figure(pose: str, view: str):
    cast = compose(prompt("a plain", Subject(description="someone", pose=pose)), 1, 320, 180).actors
    assert cast[0].figure.pose.view == view


def test_a_couple_is_two_and_a_band_is_four():
    for description, count in (
        ("a couple in love", 2),
        ("זוג צעיר", 2),
        ("the band", 4),
        ("a man", 1),
    ):
        assert (
            len(compose(prompt("a plain", Subject(description=description)), 1, 320, 180).actors)
            == count
        )


def test_nobody_holds_the_camera_that_films_them():
    subject = Subject(description="a man", pose="looking straight at the camera")
    assert compose(prompt("a plain", subject), 1, 320, 180).actors[0].figure.held is None


def test_a_place_named_by_its_asset_looks_the_same_whatever_the_scene_text_says():
    asset = Subject(type=SubjectKind.PLACE, description="a narrow street with neon signs")
    one = read(ImagePrompt(scene="she waits", subjects=(asset,), lighting="night"))
    two = read(ImagePrompt(scene="he runs past", subjects=(asset,), lighting="night"))
    assert one.place_key == two.place_key


def test_every_word_has_a_painter_and_every_painter_a_word():
    assert set(table("places")["words"]) == set(atlas())
    assert set(table("things")["words"]) == set(catalogue())
    assert set(table("poses")["words"]) == set(table("poses")["poses"])
    assert set(MOTIONS) <= set(table("poses")["poses"])
    assert set(table("looks")["hour"]) == set(PLANS)
    indoors = table("places")["indoors"]
    assert {*indoors["names"], *indoors["dark"], *table("places")["fallback"]["outdoors"]} <= set(
        atlas()
    )


def test_every_pose_in_the_table_can_be_read():
    assert all(variants(name) for name in table("poses")["poses"])


def test_hebrew_words_are_found_behind_prefixes_and_endings():
    assert lexicon("places").names("וכשברחובות העיר") == ["street", "skyline"]
    assert lexicon("things").names("הכלבים והחתולה") == ["dog", "cat"]
    assert lexicon("hours").names("בלילות") == ["night"]


def test_english_words_are_found_in_their_forms_and_not_inside_others():
    assert lexicon("poses").names("she danced") == ["dance"]
    assert lexicon("places").names("seas, forests, cities") == ["sea", "forest", "skyline"]
    assert lexicon("places").names("a search for seasons") == []


def test_nobody_stands_outside_the_frame():
    for seed in range(12):
        subject = Subject(description="a woman", pose="standing")
        found = compose(prompt("a street", subject), seed, 640, 360)
        assert all(0.2 * 640 < actor.x < 0.8 * 640 for actor in found.actors)
        assert actors(read(prompt("a street", subject)), found.scenery) is not None
