"""A note's Draft: the shot under way, the words already dealt with, and what a word stands beside.

Why here: every step of reading a note takes a draft and gives the next one.
Next: shot_notes.py (camera, light, hour), shot_contents.py (who and what is in the picture).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from miri.domain.film import Film
from miri.ports.story_writer import ShotIdea
from miri.providers.offline.writer.lexicon import NOT, Hit, Lexicon, forms
from miri.providers.offline.writer.tables import table, words_of

WITHOUT = NOT | frozenset(
    """without remove lose drop minus erase delete ללא תוריד תורידי להוריד תסיר תסירי להסיר תמחק תמחקי
    למחוק תעיף תעיפי מבלי אין""".split()
)
_BETWEEN = frozenset("the a an any his her their its that this more את ה".split())
LITTLE = frozenset(
    """a an the it its this that shot picture image make makes more much very bit little slightly a
    please should be is with to of and in on at add put want i we want let more less too so look slow slowly
    there here him her his she he they them now only just let's lets can you one some show me have has
    get gets give wear wears wearing lots turn into change move moved instead everything everyone scene light
    frame picture next side but really so her's we're goes by not no without into onto from come comes
    coming go going take takes set place placed stand bring put's she's he's they're it's shots another
    shouldn't don't doesn't isn't still where what who which when while as than then his their our my your
    של על שלה שלו אותה אותו אותם לה לו לי כאן פה שם עכשיו רק תני תן הוא היא שוט סצנה בסצנה לצד הכל הכול כל תעבירי תעביר
    להעביר שילבש שתלבש לובש לובשת תראי תראה תשני תשנה ירד יירד שיירד שירד צריכים אבל
    את זה הזה הזאת שוט תמונה התמונה יותר קצת מאוד ממש בבקשה שיהיה שתהיה צריך צריכה להיות עם של ו
    תזיזי תזיז תשימי תשים תורידי תוריד תחליפי תחליף תתני תתן לא בלי אין במקום אז גם רק כמו שלי מה איפה עוד
    תעשי תעשה תוסיפי תוסיף להוסיף לעשות שימי שים רוצה אני נוסיף ב ל""".split()
)


@dataclass(frozen=True)
class Draft:
    """A shot under way: the idea, the tokens of the note that were understood, the palette."""

    idea: ShotIdea
    language: str
    palette: tuple[str, ...]
    film: Film
    read: frozenset[int] = frozenset()

    def with_idea(self, **changes: object) -> "Draft":
        """The draft with some fields of its idea changed."""
        return replace(self, idea=self.idea.model_copy(update=changes))

    def having_read(self, *hits: Hit) -> "Draft":
        """The draft, knowing that these words of the note are dealt with."""
        seen = {at for hit in hits for at in range(hit.at, hit.at + hit.length)}
        return replace(self, read=self.read | seen)


Step = Callable[[Draft, list[str]], Draft]


def says_something(word: str) -> bool:
    """False for articles, numbers, "please" and the like, which no step needs to read."""
    return not word.isdigit() and not LITTLE.intersection(forms(word))


def book(group: str) -> Lexicon:
    """The words of one group of tables/notes.toml."""
    return _book(group)


@cache
def _book(group: str) -> Lexicon:
    return Lexicon({key: words_of(row) for key, row in table("notes")[group].items()})


def affirmed(hits: list[Hit], words: list[str]) -> list[Hit]:
    """The hits that no "not" or "without" stands before."""
    return [hit for hit in hits if not unwanted(hit, words)]


def unwanted(hit: Hit, words: list[str]) -> bool:
    """True where "without", "no" or "remove" stands before a hit's words."""
    before = [w for w in words[max(0, hit.at - 4) : hit.at] if w not in _BETWEEN]
    return bool(WITHOUT.intersection(before[-1:]))


def without_words(hit: Hit, words: list[str]) -> Hit:
    """The hit together with the "without" that stands before it."""
    at = hit.at
    while at and words[at - 1] in _BETWEEN:
        at -= 1
    return Hit(hit.key, at - 1, hit.at - at + 1 + hit.length) if at else hit
