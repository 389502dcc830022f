"""reject_version: the person does not like a picture, and says why; the reason becomes a rule.

Why here: what was rejected once should not come back.
Next: tools/rulebook; tools/generate/pictured.py works the rule into what is drawn next.
"""

from pydantic import Field

from miri.events.film_events import RuleAdded, ShotsChanged
from miri.events.version_events import VersionRejected
from tools.breakdown.shooting import shot_fields
from tools.context import ToolContext, block
from tools.outcome import Outcome, Result
from tools.review.judged import judgeable, one_version
from tools.rulebook.making import known_rule, new_rule
from tools.targets import Ref, ShotRef
from tools.tool import Params, Permission, declare


class RejectVersion(Params):
    """Arguments of reject_version."""

    shot: ShotRef
    reason: str = Field(min_length=3, max_length=1000, description="Why, in the person's words")
    version: Ref = Field(default="", description="Version number; empty: the one in use")


class Rejected(Result):
    """What the model reads."""

    version_id: str
    rule_id: str


async def run(ctx: ToolContext, params: RejectVersion) -> Outcome:
    """Reject; the take stays among the others, the shot is changed by the reason's words, and a
    rule for its scene is kept, which the scene's other shots are drawn under.

    Raises NotFound, or Refused when there is nothing to reject."""
    shot, version = one_version(ctx, params.shot, params.version)
    judgeable(ctx, shot, version)
    known = known_rule(ctx.film, params.reason, shot.scene_id)
    rule = known or new_rule(ctx.film, params.reason, shot.scene_id, evidence=version.id)
    idea = await ctx.desk.writer.note(ctx.film, shot, params.reason)
    better = shot.model_copy(update=shot_fields(ctx, idea))
    changed = () if shot.locked else (ShotsChanged(how="edited", shots=(better,)),)
    rejected = VersionRejected(version_id=version.id, target_id=shot.id, reason=params.reason)
    label = ctx.say("reject_version.undo_rule")
    options = [{"label": label, "send": f"/retire_rule rule={rule.number}"}]
    return Outcome(
        result=Rejected(
            says=ctx.say("reject_version.done", shot=shot.number, rule=rule.text),
            version_id=version.id,
            rule_id=rule.id,
        ),
        events=(rejected, *(() if known else (RuleAdded(rule=rule),)), *changed),
        reads=("timeline", shot.id, version.id, "rules"),
        blocks=(block("choices", options=options),),
    )


TOOL = declare(__name__, Permission.DRAFT, RejectVersion, run)
