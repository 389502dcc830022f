"""Kinds of shots, in which order they come at which energy, and what their camera does.

Why here: film grammar in one place: a wide shot first, nearer as the song rises, things and hands
between faces, and never the same framing and move twice in a row.
Next: shots.py, which fills them.
"""

from enum import StrEnum

from miri.domain.prompt import Camera, CameraAngle, CameraMove, Framing
from miri.providers.offline.writer.wishes import Wishes

F, M, A = Framing, CameraMove, CameraAngle


class Kind(StrEnum):
    """What a shot is of. The first five show no person."""

    PLACE = "place"
    DETAIL = "detail"
    IMAGE = "image"
    INSERT = "insert"
    ALONG = "along"
    SPOT = "spot"
    MEDIUM = "medium"
    CLOSE = "close"
    PERFORM_CLOSE = "perform_close"
    PERFORM_FULL = "perform_full"
    BACK = "back"
    SILHOUETTE = "silhouette"
    OVERHEAD = "overhead"
    EXTREME = "extreme"
    TWO = "two"
    ACTION = "action"

    @property
    def has_person(self) -> bool:
        """True where somebody is seen."""
        return self not in (Kind.PLACE, Kind.DETAIL, Kind.IMAGE, Kind.INSERT, Kind.ALONG)


K = Kind
LOW = (K.SPOT, K.CLOSE, K.DETAIL, K.BACK, K.MEDIUM, K.INSERT, K.TWO, K.SILHOUETTE, K.EXTREME)
MIDDLE = (
    *(K.SPOT, K.CLOSE, K.INSERT, K.TWO, K.PERFORM_CLOSE, K.DETAIL, K.MEDIUM, K.EXTREME),
    *(K.BACK, K.CLOSE),
)
HIGH = (
    *(K.PERFORM_FULL, K.CLOSE, K.TWO, K.SPOT, K.PERFORM_CLOSE, K.EXTREME, K.SILHOUETTE),
    *(K.PERFORM_FULL, K.DETAIL, K.PERFORM_CLOSE, K.OVERHEAD),
)
WITHOUT_PEOPLE = (K.DETAIL, K.IMAGE, K.PLACE, K.IMAGE, K.INSERT, K.IMAGE, K.DETAIL, K.IMAGE)
NEARER = {K.SPOT: K.MEDIUM, K.BACK: K.CLOSE, K.SILHOUETTE: K.EXTREME, K.MEDIUM: K.CLOSE}
WIDER = {K.CLOSE: K.SPOT, K.EXTREME: K.DETAIL, K.MEDIUM: K.BACK, K.PERFORM_CLOSE: K.PERFORM_FULL}
MORE_SINGING = {K.MEDIUM: K.PERFORM_CLOSE, K.DETAIL: K.PERFORM_FULL, K.INSERT: K.PERFORM_CLOSE}
NO_SINGING = {K.PERFORM_CLOSE: K.CLOSE, K.PERFORM_FULL: K.SPOT}
QUIET_SINGING = {K.PERFORM_FULL: K.SPOT}
NARROW = {
    **{K.PERFORM_FULL: K.PERFORM_CLOSE, K.SILHOUETTE: K.CLOSE, K.OVERHEAD: K.EXTREME},
    **{K.BACK: K.CLOSE, K.MEDIUM: K.SPOT},
}
"""Where there is no room for a whole figure."""
GROUP = {K.CLOSE: K.MEDIUM, K.PERFORM_CLOSE: K.PERFORM_FULL}

FRAMINGS: dict[Kind, tuple[Framing, ...]] = {
    K.PLACE: (F.WIDE, F.EXTREME_WIDE),
    K.DETAIL: (F.CLOSE_UP, F.MEDIUM),
    K.IMAGE: (F.CLOSE_UP, F.MEDIUM, F.EXTREME_CLOSE_UP),
    K.INSERT: (F.EXTREME_CLOSE_UP, F.CLOSE_UP),
    K.ALONG: (F.MEDIUM, F.WIDE, F.CLOSE_UP),
    K.SPOT: (F.FULL, F.WIDE, F.MEDIUM),
    K.MEDIUM: (F.MEDIUM, F.FULL),
    K.CLOSE: (F.CLOSE_UP,),
    K.PERFORM_CLOSE: (F.CLOSE_UP, F.MEDIUM),
    K.PERFORM_FULL: (F.FULL, F.MEDIUM),
    K.BACK: (F.MEDIUM, F.WIDE),
    K.SILHOUETTE: (F.WIDE, F.FULL),
    K.OVERHEAD: (F.FULL, F.WIDE),
    K.EXTREME: (F.EXTREME_CLOSE_UP,),
    K.TWO: (F.MEDIUM, F.FULL, F.CLOSE_UP),
    K.ACTION: (F.FULL, F.MEDIUM, F.WIDE),
}
ANGLES: dict[Kind, tuple[CameraAngle, ...]] = {
    K.PLACE: (A.EYE_LEVEL, A.HIGH),
    K.INSERT: (A.HIGH, A.EYE_LEVEL),
    K.PERFORM_FULL: (A.LOW,),
    K.SILHOUETTE: (A.LOW, A.EYE_LEVEL),
    K.OVERHEAD: (A.OVERHEAD,),
    K.ACTION: (A.LOW, A.EYE_LEVEL),
    K.SPOT: (A.EYE_LEVEL, A.EYE_LEVEL, A.LOW),
}
MOVES: dict[str, tuple[CameraMove, ...]] = {
    "low": (M.HOLD, M.PUSH, M.HOLD, M.PULL, M.PAN_RIGHT),
    "middle": (M.PUSH, M.PAN_LEFT, M.HOLD, M.TILT_UP, M.PAN_RIGHT),
    "high": (M.HANDHELD, M.PAN_LEFT, M.PUSH, M.HANDHELD, M.PAN_RIGHT, M.TILT_UP),
}
TIGHT_MOVES: dict[str, tuple[CameraMove, ...]] = {
    "low": (M.HOLD, M.PUSH),
    "middle": (M.PUSH, M.HOLD, M.HANDHELD),
    "high": (M.HANDHELD, M.PUSH, M.TILT_UP),
}
LENS = {
    F.EXTREME_WIDE: 0.6,
    F.WIDE: 0.7,
    F.FULL: 0.9,
    F.MEDIUM: 1.2,
    F.CLOSE_UP: 1.8,
    F.EXTREME_CLOSE_UP: 2.4,
}
"""A framing's focal length against the look's."""


def deck(
    level: str, wishes: Wishes, *, performs: bool, group: bool, two: bool, narrow: bool, calm: bool
) -> tuple[Kind, ...]:
    """The order of kinds at an energy level: low, middle, high."""
    cards = {"low": LOW, "middle": MIDDLE, "high": HIGH}[level]
    changes: dict[Kind, Kind] = {}
    if wishes.close:
        changes |= NEARER if wishes.close > 0 else WIDER
    if wishes.perform > 0:
        changes |= MORE_SINGING
    if wishes.perform < 0 or not performs:
        changes |= NO_SINGING
    elif calm:
        changes |= QUIET_SINGING
    if narrow:
        changes |= NARROW
    if group:
        changes |= GROUP
    kept = [changes.get(card, card) for card in cards if two or card is not Kind.TWO]
    return tuple(Kind.MEDIUM if group and card is Kind.CLOSE else card for card in kept)


def camera(
    kind: Kind,
    level: str,
    turn: int,
    lens: int,
    before: Camera | None,
    *,
    move: int = 0,
    narrow: bool = False,
) -> Camera:
    """The camera of the `turn`th shot of its kind; never the framing and move of the one before.

    `move` -1 keeps the camera still, +1 frees it; `narrow` places hold no whole figure."""
    framings, angles = FRAMINGS[kind], ANGLES.get(kind, (A.EYE_LEVEL,))
    framing = framings[turn % len(framings)]
    if narrow and framing in (F.FULL, F.WIDE, F.EXTREME_WIDE):
        framing = F.MEDIUM
    moves = _moves(framing, level, move)
    options = [*moves[turn % len(moves) :], *moves, M.PULL, M.HOLD]
    taken = before.move if before and before.framing is framing else None
    return Camera(
        framing=framing,
        angle=angles[turn % len(angles)],
        move=next(option for option in options if option is not taken),
        lens_mm=min(135, max(16, round(lens * LENS[framing]))),
    )


def other_move(move: CameraMove) -> CameraMove:
    """A quiet move that is not this one."""
    return M.PULL if move is M.HOLD else M.HOLD


def _moves(framing: Framing, level: str, move: int) -> tuple[CameraMove, ...]:
    if move < 0:
        return (M.HOLD, M.PUSH)
    if move > 0:
        level = {"low": "middle", "middle": "high"}.get(level, level)
    tight = framing in (F.CLOSE_UP, F.EXTREME_CLOSE_UP)
    return (TIGHT_MOVES if tight else MOVES)[level]
