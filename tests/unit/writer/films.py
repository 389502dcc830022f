"""Films for the writer's tests: briefs as people give them, in English and Hebrew.

Why here: the same seven films are read, told, cut and shown by every test of the writer.
Next: test_treatment.py, test_scene_plan.py, test_shots.py.
"""

from fractions import Fraction

from miri.domain.asset import Asset, AssetKind
from miri.domain.film import Film, FilmSettings
from miri.domain.scene import Scene
from miri.domain.slots import plan_slots, scene_bounds
from miri.domain.song import Song
from miri.domain.story import Brief
from miri.ports.story_writer import AssetIdea, ScenePlan, ShotIdea, ShotSlot
from miri.providers.offline.writer.writer import RuleStoryWriter
from tests.unit.domain.songs import POP, RATE, SHORT, make_song

ENGLISH = (
    "City lights behind the glass tonight",
    "I put your letter in my coat",
    "Every mile a little further",
    "Drive until the stars get old",
    "Take me where the water's shining",
    "Take me where the road runs out",
)
HEBREW = (
    "בחלון שלך דולק עוד אור",
    "ואני עומד ברחוב בגשם",
    "כל הרחובות חוזרים אחור",
    "אל הבית בלי הדלת",
    "הים שומר לנו את הלילה",
    "והירח לא ישן",
)


def film(language: str, song: Song | None, **brief: str) -> Film:
    """A film that was interviewed and not yet told."""
    return Film(settings=FilmSettings(language=language), song=song, brief=Brief(**brief))


FILMS: dict[str, Film] = {
    "night drive": film(
        "en",
        make_song(POP, lyrics=ENGLISH, bpm=118, name="night drive"),
        theme="driving through the night to reach the sea",
        characters="Maya, 25, in a red coat",
        mood="longing, but hopeful",
        look="neon and rain, 35mm",
        ending="she walks into the sea at sunrise",
    ),
    "school": film(
        "en",
        make_song(SHORT, bpm=150, name="school"),
        theme="It's about kids in a strict school who finally explode",
        characters="a teenage girl with short blond hair and a grey uniform; the band",
        mood="angry, defiant",
        look="black and white, one red accent, handheld",
        ending="they throw the uniforms from the roof",
    ),
    "unasked": film("en", make_song(SHORT, bpm=90, name="unasked")),
    "פרידה": film(
        "he",
        make_song(POP, lyrics=HEBREW, bpm=92, name="פרידה"),
        theme="זה שיר על פרידה, והוא לא מצליח לעזוב את הרחוב שלה",
        characters="יואב, בן 30, מעיל שחור, זקן מלא. דנה, שיער ארוך ושמלה כחולה",
        mood="מלנכולי, עם קצת תקווה",
        look="לילה, גשם, ניאון",
        ending="הוא נוסע משם בזריחה",
    ),
    "סבא": film(
        "he",
        make_song(POP, lyrics=("סבא היה שר לי בשדה", "תמונה ישנה על השולחן"), name="סבא"),
        theme="געגוע לסבא שלי",
        characters="נועה, צעירה, שמלה צהובה, וסבא שלה",
        mood="נוסטלגי וחם",
        look="סופר 8, שדות בשעת זהב",
        ending="היא משאירה את התמונה מתחת לעץ",
    ),
    "מסיבה": film(
        "he",
        make_song(SHORT, bpm=126, name="מסיבה"),
        theme="מסיבה על גג בתל אביב",
        characters="חבורה של חברים",
        mood="שמח, מקפיץ",
        look="צבעוני, קיץ",
        ending="כולם קופצים לים עם הבגדים",
    ),
    "נופים": film(
        "he",
        make_song(POP, bpm=75, name="נופים"),
        theme="הלילה יורד על המדבר, בלי אנשים",
        characters="אין",
        mood="מיסטי",
        ending="כוכבים",
    ),
}


def asset(number: int, idea: AssetIdea) -> Asset:
    """An idea as the film's asset."""
    return Asset(
        id=f"asset_{number}",
        kind=AssetKind(idea.kind),
        name=idea.name,
        description=idea.description,
        colours=idea.colours,
    )


def with_scenes(told: Film, plan: ScenePlan, rate: Fraction = RATE) -> Film:
    """The film with a plan's scenes and assets in it, as plan_scenes puts them."""
    song = told.song
    assert song is not None
    assets = [asset(i, idea) for i, idea in enumerate(plan.assets)]
    known = {a.name: a.id for a in (*told.assets.values(), *assets)}
    scenes: list[Scene] = []
    for number, idea in enumerate(plan.scenes, start=1):
        span = scene_bounds(song, idea.first_section, idea.last_section, rate)
        scenes.append(
            Scene(
                id=f"scene_{number}",
                number=number,
                title=idea.title,
                summary=idea.summary,
                seed=number,
                start_frame=span.start_frame,
                end_frame=span.end_frame,
                time_of_day=idea.time_of_day,
                asset_ids=tuple(known[name] for name in idea.assets),
            )
        )
    both = (*told.assets.values(), *assets)
    return told.with_all("assets", both).with_all("scenes", tuple(scenes))


def slots_of(planned: Film, rate: Fraction = RATE) -> tuple[ShotSlot, ...]:
    """The film's slots, scene by scene, with what is sung in them."""
    song = planned.song
    assert song is not None
    slots: list[ShotSlot] = []
    for scene in planned.ordered_scenes:
        for slot in plan_slots(song, scene, rate, 240):
            section = song.section_at(slot.start_frame)
            sung = (
                line.text
                for line in song.lyrics
                if line.start_frame < slot.end_frame - 6 and line.end_frame > slot.start_frame + 6
            )
            slots.append(
                ShotSlot(
                    index=len(slots),
                    scene_id=scene.id,
                    start_frame=slot.start_frame,
                    end_frame=slot.end_frame,
                    section=section.label if section else "",
                    energy=section.energy if section else 500,
                    lyric=next(sung, ""),
                )
            )
    return tuple(slots)


async def whole(
    name: str, note: str = ""
) -> tuple[Film, tuple[ShotSlot, ...], tuple[ShotIdea, ...]]:
    """A film told, planned and cut by the writer: the film, its slots, its shots."""
    writer = RuleStoryWriter()
    told = FILMS[name]
    told = told.model_copy(update={"treatment": await writer.treatment(told, note)})
    told = told.model_copy(update={"look": await writer.look(told)})
    planned = with_scenes(told, await writer.scenes(told))
    slots = slots_of(planned)
    return planned, slots, await writer.shots(planned, slots)
