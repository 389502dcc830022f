"""Small dictionaries of English and Hebrew: which words carry pictures, which a mood, which little.

Why here: moments are picked and coloured by rule, so that a film can be begun without any model.
A dictionary is no understanding: where it is silent, the music's energy speaks.
Next: moments.py.
"""

import re


def _lexicon(words: str) -> frozenset[str]:
    return frozenset(words.split())


LITTLE = _lexicon(
    """a an the and or but nor so if then than as at by for from in into of off on onto out over to up
    down with without about after again all also am are be been being because before between both
    can could did do does doing done don't each few further had has have having he her here hers him
    his how i i'd i'll i'm i've is isn't it it's its just let me more most my no not now once only
    other our ours own same she should some such that that's the their them there these they this
    those through too under until us very was we were what when where which while who whom why will
    would you you're your yours oh ooh ah yeah hey la na gonna wanna got get gets getting goes going
    like know one every along across around toward towards near upon still ever never cause 'cause till
    את של על אל עם כי אם או גם רק לא כן זה זאת זו הזה הזאת אני אתה הוא היא אנחנו אתם הם הן שלי שלך
    שלו שלה שלנו שלכם שלהם לי לך לו לה לנו לכם להם בי בך בו בה בנו מה מי איך איפה למה מתי כמה יש אין
    היה הייתה היו אותי אותך אותו אותה אותנו כל כבר עוד שוב פה שם כאן אז כמו בין אבל אולי עד מן אצל
    ת אחד אחת הלה נה או אה הו כך ככה לפני אחרי בלי תמיד אף אותם איתי איתך איתו איתה פני"""
)

PICTURES = _lexicon(
    """sea ocean water wave waves river rain snow storm wind sky cloud clouds sun moon star stars night
    dawn morning sunset light lights lamp candle fire flame smoke shadow shadows road street highway
    car train bus bridge station harbour harbor boat ship sail lighthouse city town house home door
    window windows room bed kitchen stair stairs wall roof garden tree trees leaf leaves flower rose
    field hill hills mountain sand stone salt gull gulls bird birds dog horse wolf wire wires wheel
    headlight tyre tire coat dress shoes ring hat hand hands eyes face hair lips heart blood skin
    mirror letter photograph phone radio piano guitar drum glass bottle coffee bread railing
    red blue gold golden silver white black green grey gray
    ים המים מים גל גלים נהר גשם שלג סופה סערה רוח שמיים ענן עננים שמש ירח כוכב כוכבים לילה בוקר שחר
    שקיעה אור אורות מנורה נר אש להבה עשן צל צללים דרך רחוב כביש מכונית רכבת אוטובוס גשר תחנה נמל
    סירה ספינה מפרש מגדלור עיר בית דלת חלון חדר מיטה מטבח מדרגות מדרגה קיר גג גינה עץ עצים עלה פרח
    ורד שדה גבעה הר הרים חול אבן מלח שחף ציפור כלב סוס זאב חוט גלגל פנס צמיג מעיל שמלה נעליים טבעת
    כובע יד ידיים עיניים פנים שיער שפתיים לב דם עור מראה מכתב תמונה טלפון רדיו פסנתר גיטרה כוס בקבוק
    קפה לחם מעקה אדום כחול זהב כסף לבן שחור ירוק אפור סיבוב"""
)

MOODS: dict[str, frozenset[str]] = {
    "joyful": _lexicon(
        """happy joy smile smiling laugh laughing dance dancing party sing singing sunshine celebrate
        sweet fun
        שמח שמחה חיוך צוחק צוחקת צחוק רוקד רוקדת רוקדים לרקוד מסיבה שר שרה שרים חגיגה מתוק כיף"""
    ),
    "tender": _lexicon(
        """love loved lover darling baby kiss hold holding touch gentle soft warm wrapped arms close
        closer beside
        אהבה אוהב אוהבת אהוב אהובה נשיקה חיבוק חבק מחבק מחבקת נגיעה רך רכה חם חמה קרוב קרובה לצדי"""
    ),
    "longing": _lexicon(
        """miss missing wait waiting waits wish far away distance return remember memory yesterday
        wonder longing gone behind
        מתגעגע מתגעגעת געגוע געגועים מחכה מחכים חיכיתי רחוק רחוקה זיכרון זוכר זוכרת אתמול חוזר חזור
        מאחור מאחוריי הלכת"""
    ),
    "sad": _lexicon(
        """cry crying tears tear lonely alone broken break sorrow pain hurt hurts goodbye lost cold empty
        grave die dying
        בוכה דמעה דמעות לבד בודד בודדה שבור שבורה כאב כואב עצב עצוב עצובה פרידה אבוד אבודה קר ריק מת"""
    ),
    "tense": _lexicon(
        """run running fear afraid dark danger fight war knife gun scream hunted chase bleed trapped
        wild thunder
        רץ רצה בורח בורחת פחד מפחד מפחדת חושך סכנה מלחמה סכין צעקה צורח רודף אורב לכוד פרוע רעם"""
    ),
    "angry": _lexicon(
        """hate anger angry rage burn burning liar lies lie damn destroy revenge
        שונא שונאת שנאה כעס כועס כועסת זעם שורף שורפת שקרן שקר שקרים נקמה"""
    ),
    "hopeful": _lexicon(
        """hope tomorrow rise rising believe dream dreams new begin beginning home light shine shining
        someday free freedom fly flying swing
        תקווה מקווה מחר עולה מאמין מאמינה חלום חלומות חדש חדשה התחלה בבית הביתה אור מאיר זורח חופש חופשי
        עף עפה לעוף סובב"""
    ),
    "calm": _lexicon(
        """quiet silence silent slow sleep sleeping peace still calm breathe rest whisper lullaby
        שקט שקטה שקטים דממה לאט ישן ישנה שלווה רוגע נושם נושמת לנשום מנוחה לחישה לוחש"""
    ),
}

_HEBREW_PREFIXES = re.compile("^[והבלמשכ]{1,2}")
_ENGLISH_ENDINGS = re.compile(r"(?:'s|s'|ing|in'|ed|es|s|er)$")


def forms_of(word: str) -> tuple[str, ...]:
    """A word as it may stand in the dictionaries: itself, then without ending or prefix."""
    lowered = word.lower().replace("’", "'").replace("׳", "'").strip("'\"")
    if re.search("[א-ת]", lowered):
        bare = re.sub("[\u0591-\u05c7]", "", lowered).removeprefix("ת'")
        stems = [bare[n:] for n in (1, 2) if _HEBREW_PREFIXES.match(bare[:n]) and len(bare) - n > 1]
        kept = [s for n, s in enumerate(stems, 1) if len(_prefix(bare)) >= n]
        return (bare, *kept)
    stem = _ENGLISH_ENDINGS.sub("", lowered)
    return (lowered, stem, stem + "e") if len(stem) > 2 else (lowered,)


def _prefix(word: str) -> str:
    match = _HEBREW_PREFIXES.match(word)
    return match.group() if match else ""


def is_little(word: str) -> bool:
    """Whether a word only holds others together."""
    return forms_of(word)[0] in LITTLE


def is_picture(word: str) -> bool:
    """Whether a word can be seen."""
    return any(form in PICTURES for form in forms_of(word))


def moods_in(words: list[str]) -> list[str]:
    """The moods some words carry, one per word that carries any, in their order."""
    forms = [forms_of(word) for word in words]
    return [
        next(mood for mood, lexicon in MOODS.items() if any(f in lexicon for f in own))
        for own in forms
        if any(f in lexicon for lexicon in MOODS.values() for f in own)
    ]
