"""Which shots a person means: those named, those of a scene, or all.

Why here: stills and clips choose alike.
Next: generate_stills.py, generate_clips.py.
"""

from miri.domain.shot import Shot
from miri.errors import Refused
from tools.breakdown.timeline import unlocked
from tools.context import ToolContext
from tools.targets import find_scene, find_shots


def chosen_shots(ctx: ToolContext, refs: tuple[str, ...], scene: str) -> list[Shot]:
    """Shots in film order. Raises Refused before there are any, or when a named one is locked."""
    if not ctx.film.shots:
        raise Refused(ctx.say("generate_stills.no_shots"))
    if refs:
        named = find_shots(ctx.project, refs)
        unlocked(ctx, *named)
        return list(named)
    if scene:
        wanted = find_scene(ctx.project, scene)
        return [s for s in ctx.film.ordered_shots if s.scene_id == wanted.id]
    return list(ctx.film.ordered_shots)
