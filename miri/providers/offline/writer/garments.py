"""Clothes in running words, each with its own colour: not the dog's, and not the hair's.

Why here: "a yellow hat and a white dog" dresses nobody in white; briefs and notes read it alike.
Next: people.py, shot_contents.py.
"""

from functools import cache

from miri.providers.offline.writer.lexicon import Hit, Lexicon
from miri.providers.offline.writer.tables import lexicon, table, words_of

ANIMALS = ("bird", "dog", "cat", "horse", "butterfly", "fish")
HAIR = frozenset(("hair", "haired", "שיער", "שער"))


def read_garments(words: list[str]) -> list[tuple[str, str, tuple[Hit, ...]]]:
    """Garment, colour ("" where none was said) and where they stand: before it in English,
    after it in Hebrew; a colour that belongs to an animal or to hair is no garment's."""
    clothes = lexicon("wardrobe", "garments").find_in(words)
    others = [h.at for book in (animals(), _hair_words()) for h in book.find_in(words)]
    others += [h.at for h in clothes]
    found: list[tuple[str, str, tuple[Hit, ...]]] = []
    used: set[int] = set()
    for hit in clothes:
        colour = _colour_of(hit, words, [at for at in others if at != hit.at], used)
        used |= {colour.at} if colour else set()
        found.append((hit.key, colour.key if colour else "", (hit, *((colour,) if colour else ()))))
    return found


def _colour_of(hit: Hit, words: list[str], others: list[int], used: set[int]) -> Hit | None:
    hebrew = "\u05d0" <= words[hit.at][0] <= "\u05ea"
    end = hit.at + hit.length
    ahead, behind = [*range(end, end + 3)], [*range(hit.at - 1, hit.at - 4, -1)]
    colours = {c.at: c for c in lexicon("colours").find_in(words) if c.at not in used}
    for i in (*ahead, *behind) if hebrew else (*behind, *ahead):
        between = range(min(i, hit.at), max(i, hit.at) + 1)
        if i in colours and not any(at in between for at in others):
            return colours[i]
    return None


@cache
def animals() -> Lexicon:
    """Every word for an animal."""
    rows = table("things")
    wares = {key: words_of(row) for key, row in table("wares").items() if row.get("animal")}
    return Lexicon({**{key: words_of(rows[key]) for key in ANIMALS}, **wares})


@cache
def _hair_words() -> Lexicon:
    return Lexicon({"hair": tuple(HAIR)})
