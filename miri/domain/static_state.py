"""Motion words in a still's text: a still shows a state; what moves belongs to the clip.

Why here: image models answer "she walks" with a blur or a second leg; auditors and writers of
stills, in English and Hebrew, use the same list.
Next: tools/generate (which audits prompts before anything is paid).
"""

import re

_VERBS = (
    "walk run danc jump leap spin twirl swirl turn mov fall fly drift float glid slid rush chas race "
    "climb crawl swim div pan zoom dolly track crash shak trembl rotat driv rid march wander stroll "
    "sprint skip hop bounc roll swing sway flutter flicker blow approach"
).split()
_ENGLISH = re.compile(
    r"\b(?:(?:" + "|".join(_VERBS) + r")(?:n|p|m)?ing"
    r"|(?:walk|run|dance|jump|leap|spin|twirl|turn|move|fall|drift|glide|rush|chase|climb|crawl|dive"
    r"|approache|sprint|bounce|sway|flicker|tremble|rotate|wander|march)s"
    r"|slowly|quickly|suddenly|gradually|begins? to|starts? to|continues? to"
    r"|camera (?:pans?|zooms?|moves?|pushes|pulls|tracks?|tilts?|follows?|circles?)"
    r"|push(?:es)? in|pull(?:s)? (?:out|back)|zooms? (?:in|out)|pans? (?:left|right|across))\b",
    re.IGNORECASE,
)
_NOUNS = re.compile(
    r"\b(?:running|walking|dancing) (?:shoes?|stick|boots?|track)|\bswing(?:ing)? (?:set|doors?)"
    r"|\b(?:moving|driving|riding|diving) (?:boxes|box|gloves|boots|board|mirror)|\bfalling star\b"
    r"|\b(?:spinning|rolling) (?:wheel|top|pin|hills)|\bswimming (?:pool|suit|trunks)"
    r"|\bflying buttress(?:es)?|\bracing (?:car|bike|jacket)|\bturning point",
    re.IGNORECASE,
)
_HEBREW = frozenset(
    "רץ רצה רצים רצות הולך הולכת הולכים הולכות צועד צועדת צועדים רוקד רוקדת רוקדים רוקדות "
    "קופץ קופצת קופצים קופצות מסתובב מסתובבת מסתובבים נע נעה נעים נעות זז זזה זזים נופל נופלת נופלים נופלות "
    "עף עפה עפים עפות טס טסה נוסע נוסעת נוסעים נוהג נוהגת שוחה שוחים צולל צוללת צוללים מטפס מטפסת מטפסים "
    "מתקרב מתקרבת מתקרבים מתרחק מתרחקת מתרחקים בורח בורחת בורחים רודף רודפת מרחף מרחפת מרחפים "
    "מתנדנד מתנדנדת רועד רועדת מתגלגל מתגלגלת דוהר דוהרת ממהר ממהרת חולף חולפת חולפים "
    "מתחיל מתחילה מתחילים ממשיך ממשיכה לאט מהר במהירות באיטיות פתאום".split()
)
_HEBREW_WORD = re.compile(r"[\u05d0-\u05ea]+")
_HEBREW_PREFIXES = ("", "ו", "ש", "כש", "ה", "וה", "וש")


def motion_words(text: str) -> tuple[str, ...]:
    """The words of a still's text that tell of motion, as they stand there, in order, each once.

    Fixed names ("running shoes", "swing set") are let pass. Empty for a text at rest.
    """
    rest = _NOUNS.sub(lambda m: " " * len(m[0]), text)
    found = [(m.start(), m[0]) for m in _ENGLISH.finditer(rest)]
    found += [(m.start(), m[0]) for m in _HEBREW_WORD.finditer(text) if _moves(m[0])]
    return tuple(dict.fromkeys(word for _, word in sorted(found)))


def _moves(word: str) -> bool:
    return any(
        word.startswith(prefix) and word[len(prefix) :] in _HEBREW for prefix in _HEBREW_PREFIXES
    )
