"""The treatment: the film in words, for the person to say yes or no to.

Why here: logline, synopsis and one sentence per section, in the film's language, out of the story.
A note that changed it is named at the end of the synopsis, so that scenes and shots obey it too.
Next: scene_plan.py.
"""

from miri.domain.song import LyricLine
from miri.domain.story import Treatment
from miri.providers.offline.writer import tables
from miri.providers.offline.writer.lexicon import is_hebrew
from miri.providers.offline.writer.story import Part, Story, named
from miri.providers.offline.writer.tables import Thing
from miri.providers.offline.writer.wording import tidy


def write_treatment(story: Story) -> Treatment:
    """The story as a treatment; its number counts on from the film's last one."""
    before = story.reading.film.treatment
    return Treatment(
        number=before.number + 1 if before else 1,
        logline=_logline(story),
        synopsis=_synopsis(story),
        arc=_arc(story),
    )


def _logline(story: Story) -> str:
    told = story.pair(story.reading.shape.logline)
    if not story.reading.theme:
        return tidy(told)
    foreign = is_hebrew(story.reading.theme) != (story.reading.language == "he")
    clause = "about_this" if story.reading.theme_is_clause else "about"
    name = "about_quoted" if foreign else clause
    about = story.said("treatment", name, theme=story.reading.theme)
    return tidy(f"{about} {told}")


def _synopsis(story: Story) -> str:
    reading = story.reading
    sentences = [story.pair(reading.shape.movement), _mood(story), _motifs(story), _dynamics(story)]
    if reading.weather:
        weather = reading.weather.said[reading.language == "he"]
        sentences.append(story.said("treatment", "weather", weather=weather))
    for thing in story.companions:
        along = named(thing, reading.language)
        sentences.append(story.said("treatment", "along", along=along))
    if reading.ending:
        sentences.append(story.said("treatment", "ending", ending=reading.ending))
    sentences += [story.said("treatment", "asked", note=_quotable(n)) for n in reading.notes]
    return tidy(" ".join(sentence for sentence in sentences if sentence))


def _quotable(note: str) -> str:
    """A note that can stand between quotation marks, on one line."""
    return " ".join(note.replace("”", '"').replace("״", '"').split())


def _mood(story: Story) -> str:
    reading = story.reading
    tone = story.pair(reading.moods[0].tone)
    mood = reading.film.brief.mood.strip().rstrip(".")
    if not mood or is_hebrew(mood) != (reading.language == "he"):
        return story.said("treatment", "tone", tone=tone)
    return story.said("treatment", "mood", mood=mood, tone=tone)


def _motifs(story: Story) -> str:
    sights = [story.pair(thing.sight.said) for thing in story.motifs]
    if not sights:
        return ""
    if len(sights) == 1:
        return story.said("treatment", "motif", sight=sights[0])
    return story.said("treatment", "motifs", sight=sights[0], sight2=sights[1])


def _dynamics(story: Story) -> str:
    """What the song's loudness asks of the film."""
    energies = [part.section.energy for part in story.parts]
    if len(energies) < 3:
        return ""
    choruses = [p.section.energy for p in story.parts if p.section.label.value == "chorus"]
    others = [p.section.energy for p in story.parts if p.section.label.value == "verse"]
    if choruses and others and sum(choruses) / len(choruses) > sum(others) / len(others) + 80:
        return story.said("treatment", "rise")
    half = len(energies) // 2
    falls = sum(energies[:half]) / half > sum(energies[half:]) / (len(energies) - half) + 120
    return story.said("treatment", "drop" if falls else "level")


def _arc(story: Story) -> tuple[str, ...]:
    shown: set[str] = set()
    return tuple(_arc_sentence(story, part, shown) for part in story.parts)


def _arc_sentence(story: Story, part: Part, shown: set[str]) -> str:
    sung = _sung_image(story, part, shown)
    return tidy(f"{part.name}: {part.text} {sung}")


def _sung_image(story: Story, part: Part, shown: set[str]) -> str:
    """One line of the section with the picture it asks for; no picture comes twice."""
    for line in story.reading.lines_of(part.section):
        thing = sung_thing(line.text, shown)
        if thing and not story.reading.may_show(thing):
            continue
        if thing:
            shown.add(thing.key)
            sight = story.pair(thing.sight.said)
            return story.said("treatment", "on_words", words=_short(line), sight=sight)
    return ""


def sung_thing(text: str, shown: set[str]) -> Thing | None:
    """The first thing a line names that was not shown yet."""
    keys = [key for key in tables.lexicon("things").keys(text) if key not in shown]
    return tables.things()[keys[0]] if keys else None


def _short(line: LyricLine) -> str:
    """A line without its last comma."""
    return line.text.strip().rstrip(",.;:–—- ")
