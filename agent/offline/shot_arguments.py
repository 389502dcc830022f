"""The arguments of tools that work on shots, scenes and versions.

Why here: all of them begin with the question which shots are meant.
Next: arguments.py, which finds the function for a tool; word_arguments.py for the other tools.
"""

from agent.offline.clause import Clause
from agent.offline.phrasing import note, reason
from agent.offline.references import resolve
from agent.offline.situation import Argument

Args = dict[str, Argument]
Filled = list[Args] | str
"""The arguments of one or more calls, or what to ask back."""

BEAT_SECONDS = 0.5
"""What a beat lasts where only seconds were said: 120 beats a minute."""
LONGEST_BEATS = 16


def shots_of(clause: Clause) -> list[int] | None:
    """The shots meant; [] where none is named; None where it can't be told which."""
    scene, refs = clause.scene, clause.refs
    named = refs.of("shot") or ([] if "ref:scene" in clause.facts else refs.loose or refs.nth)
    if named:
        return resolve(named, scene.shot_count, scene.last_shot)
    if refs.this_shot or ("talked" in clause.facts and not clause.facts & {"all", "global"}):
        return [scene.last_shot] if scene.last_shot else None
    return []


def scenes_of(clause: Clause) -> list[int] | None:
    """The scenes meant; [] where none is named."""
    return resolve(clause.refs.of("scene"), clause.scene.scene_count, None)


def each_shot(clause: Clause) -> Filled:
    """One call per shot; all shots where all are meant."""
    shots = shots_of(clause)
    if not shots and clause.facts & {"all", "global"} and clause.scene.shot_count:
        shots = list(range(1, clause.scene.shot_count + 1))
    return [{"shot": shot} for shot in shots] if shots else "which_shot"


def edit_shot(clause: Clause) -> Filled:
    """The wish goes to every shot named."""
    shots = shots_of(clause)
    compared = "compare" in clause.facts or _from_another(clause)
    if shots and len(shots) > 1 and compared:
        return (
            [{"shot": shots[0], "note": note(clause)}]
            if "ordered" in clause.facts
            else "which_shot"
        )
    return [{"shot": shot, "note": note(clause)} for shot in shots] if shots else "which_shot"


def _from_another(clause: Clause) -> bool:
    """`משוט 2` behind another shot: what it is compared with."""
    named = [piece for piece in clause.pieces if piece.means("shot")]
    return len(named) > 1 and named[-1].front in ("מ", "כ", "לכ")


def edit_scene(clause: Clause) -> Filled:
    """The wish goes to every scene named."""
    scenes = scenes_of(clause)
    return [{"scene": n, "note": note(clause)} for n in scenes] if scenes else "which_scene"


def pictures(clause: Clause) -> Filled:
    """Which shots to draw or animate: some, a scene's, or all that have none."""
    shots, scenes = _named_shots(clause), scenes_of(clause)
    held = "label" in clause.facts or ("but" in clause.facts and not (shots and _only(clause)))
    if shots is None or scenes is None or held:
        return "which_shots"
    if shots:
        return [{"shots": tuple(shots)}]
    if clause.scene.last_shot and _means_that_one(clause):
        return [{"shots": (clause.scene.last_shot,)}]
    return [{"scene": scene} for scene in scenes] if scenes else [{}]


def _only(clause: Clause) -> bool:
    """`only shots 4 and 5`: what limits is no exception."""
    return all(p.text.lower() in ("only", "רק") for p in clause.pieces if p.means("but"))


def _means_that_one(clause: Clause) -> bool:
    """`draw it`; and a bare `redraw`, while one picture is talked about."""
    many = {"all", "still", "clip", "them", "global", "storyboard", "shot", "film"}
    bare = "in:stills" in clause.facts and "do:redo" in clause.facts and not clause.facts & many
    return bare or ("it" in clause.facts and not clause.facts & {"all", "still", "clip"})


def _named_shots(clause: Clause) -> list[int] | None:
    named = clause.refs.of("shot") or ([] if "ref:scene" in clause.facts else clause.refs.loose)
    if not named and clause.refs.this_shot:
        return [clause.scene.last_shot] if clause.scene.last_shot else None
    return resolve(named, clause.scene.shot_count, clause.scene.last_shot)


def approve(clause: Clause) -> Filled:
    """Every shot named, or all that wait."""
    shots = shots_of(clause)
    if shots is None:
        return "which_shot"
    whole = clause.facts & {"all", "them", "global", "still", "clip"}
    if not shots or (whole and not clause.refs.of("shot") and not clause.refs.loose):
        return [{"shot": "all"}] if whole or "shot" in clause.facts else "which_shot"
    versions = clause.refs.of("version")
    if len(versions) == 1 and versions[0] > 0:
        return [{"shot": shot, "version": versions[0]} for shot in shots]
    return [{"shot": shot} for shot in shots]


def reject(clause: Clause) -> Filled:
    """Every shot named, with the reason in the person's words."""
    shots = shots_of(clause)
    if not shots:
        return "which_shot"
    versions = [n for n in clause.refs.of("version") if n > 0]
    which: Args = {"version": versions[0]} if len(versions) == 1 else {}
    return [{"shot": shot, "reason": reason(clause), **which} for shot in shots]


def split(clause: Clause) -> Filled:
    """In two unless said otherwise; at a time where one is said."""
    shots = shots_of(clause)
    if not shots:
        return "which_shot"
    args: Args = {}
    if clause.refs.measures.clocks:
        args["at_seconds"] = seconds_text(clause.refs.measures.clocks[0])
    elif any(
        p.text.lower() in ("in three", "into three", "לשלושה", "לשלוש") for p in clause.pieces
    ):
        args["parts"] = 3
    return [{"shot": shot, **args} for shot in shots]


def merge(clause: Clause) -> Filled:
    """Two or more neighbours."""
    named = [*clause.refs.of("shot"), *clause.refs.loose]
    if "as_one" in clause.facts and clause.refs.loose == [1] and len(named) > 2:
        named.remove(1)
    shots = resolve(named, clause.scene.shot_count, clause.scene.last_shot)
    if not shots or len(set(shots)) < 2:
        return "which_shots"
    return [{"shots": tuple(sorted(set(shots)))}]


def retime(clause: Clause) -> Filled:
    """A new start or end where a time is said, else longer or shorter by beats."""
    shots = shots_of(clause)
    if not shots:
        return "which_shot"
    times = clause.refs.measures.clocks
    if times:
        return [{"shot": shot, **_at(clause, times)} for shot in shots]
    return [{"shot": shot, "beats": _beats(clause)} for shot in shots]


def _at(clause: Clause, times: list[float]) -> Args:
    if len(times) > 1:
        return {"start_seconds": seconds_text(times[0]), "end_seconds": seconds_text(times[1])}
    ends = clause.facts & {
        "do:end_at",
        "v:end_at",
        "do:longer_only",
        "do:lengthen",
        "until",
        "do:shorten",
    }
    begins = clause.facts & {"do:begin_at", "v:begin_at", "do:begin"}
    side = "end_seconds" if ends and not begins else "start_seconds"
    return {side: seconds_text(times[0])}


def _beats(clause: Clause) -> int:
    measures = clause.refs.measures
    size = 1
    if measures.beats:
        size = round(measures.beats[0])
    elif measures.lengths:
        size = round(measures.lengths[0] / BEAT_SECONDS)
    return min(max(size, 1), LONGEST_BEATS) * (-1 if _less(clause) else 1)


def _less(clause: Clause) -> bool:
    facts = clause.facts
    if facts & {"do:longer_only", "longer"} and not facts & {"do:shorter_only"}:
        return bool(facts & {"too"}) and "shorter" in facts
    if facts & {"do:shorter_only", "shorter", "earlier"}:
        return True
    less = any(p.text.lower() in ("less", "off", "פחות", "minus") for p in clause.pieces)
    return less or (bool(facts & {"do:shorten", "do:remove"}) and "do:lengthen" not in facts)


def versions_of(clause: Clause) -> Filled:
    """Whose versions to list: a shot's or an asset's."""
    asset = asset_named(clause)
    if asset and not clause.refs.of("shot"):
        return [{"asset": asset}]
    shots = shots_of(clause)
    return [{"shot": shot} for shot in shots] if shots else "which_shot"


def select(clause: Clause) -> Filled:
    """One version of one shot or asset."""
    shots = (
        shots_of(clause)
        if clause.refs.of("shot")
        else ([clause.scene.last_shot] if clause.scene.last_shot else [])
    )
    version = [
        n for n in (clause.refs.of("version") or clause.refs.loose or clause.refs.nth) if n > 0
    ]
    if len(version) != 1:
        return "which_version"
    asset = asset_named(clause)
    if asset and not clause.refs.of("shot"):
        return [{"asset": asset, "version": version[0]}]
    return (
        [{"shot": shot, "version": version[0]} for shot in shots if shot] if shots else "which_shot"
    )


def asset_named(clause: Clause) -> str:
    """The name of the asset said, as the project knows it; the longest that fits."""
    text = clause.text.casefold()
    fitting = [name for name in clause.scene.asset_names if name.casefold() in text]
    return max(fitting, key=len, default="")


def seconds_text(seconds: float) -> str:
    """Seconds as the tools write them: `170`, `12.5`."""
    return f"{seconds:.3f}".rstrip("0").rstrip(".")
