"""Takes: how an order becomes a version and a job, for stills of shots and of assets.

Why here: prefix, recipe, seed and price are decided once, for every maker of pictures.
Next: generate_stills.py, generate_clips.py, tools/assets/generate_asset.py.
"""

from dataclasses import dataclass
from typing import Any

from miri.domain.job import Job, JobKind
from miri.domain.prompt import ImagePrompt
from miri.domain.thread import Block
from miri.domain.version import Recipe, Version, VersionKind
from miri.events.version_events import VersionStarted
from miri.ports.image_model import Slate, StillOrder
from tools.context import ToolContext
from tools.outcome import Outcome, Result


class Taken(Result):
    """What the model reads; a STUDIO NOTE follows when all are over."""

    count: int
    job_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Take:
    """A version that was ordered, and the job that makes it."""

    version: Version
    job: Job


@dataclass(frozen=True)
class StillPlan:
    """A still to be made: of what, showing what, from which seed, as which take."""

    target_id: str
    name: str
    label: str
    image: ImagePrompt
    seed: int
    number: int
    kind: VersionKind = VersionKind.STILL
    slate: Slate = Slate()
    references: tuple[str, ...] = ()


def ordered_still(ctx: ToolContext, plan: StillPlan) -> Take:
    """The version and job of a still."""
    images, settings = ctx.desk.images, ctx.film.settings
    version_id = version_id_for(ctx, plan.target_id, plan.kind, plan.number)
    order = StillOrder(
        prefix=prefix(plan.target_id, version_id, images.endpoint),
        prompt=plan.image,
        seed=plan.seed,
        width=settings.width,
        height=settings.height,
        references=plan.references,
        slate=plan.slate,
    )
    recipe = Recipe(
        provider=images.provider,
        endpoint=images.endpoint,
        take=plan.number,
        seed=plan.seed,
        inputs=order.model_dump(mode="json", exclude={"prefix", "slate"}),
    )
    stored = {
        "target_id": plan.target_id,
        "recipe_key": recipe.key,
        "quote": ctx.say("money.still", model=images.endpoint),
        "still": order.model_dump(mode="json"),
    }
    price = images.price_micros(order)
    job = ctx.job(JobKind.STILL, version_id, plan.label, stored, price, images.queue)
    return Take(_version(ctx, plan.target_id, plan.kind, plan.number, recipe, version_id, job), job)


def take_of(
    ctx: ToolContext,
    target_id: str,
    kind: VersionKind,
    number: int,
    recipe: Recipe,
    job: Job,
) -> Take:
    """A take whose job is already made (clips)."""
    version_id = version_id_for(ctx, target_id, kind, number)
    return Take(_version(ctx, target_id, kind, number, recipe, version_id, job), job)


def _version(
    ctx: ToolContext,
    target_id: str,
    kind: VersionKind,
    number: int,
    recipe: Recipe,
    version_id: str,
    job: Job,
) -> Version:
    return Version(
        id=version_id,
        target_id=target_id,
        kind=kind,
        number=number,
        provider=recipe.provider,
        endpoint=recipe.endpoint,
        recipe=recipe,
        rule_ids=_rules_for(ctx, target_id),
        job_id=job.id,
    )


def _rules_for(ctx: ToolContext, target_id: str) -> tuple[str, ...]:
    """The active rules that hold here: the film's, the shot's scene's, the asset's own."""
    shot = ctx.film.shots.get(target_id)
    scopes = {"project", target_id, *((shot.scene_id,) if shot else ())}
    return tuple(r.id for r in ctx.film.rules.values() if r.active and r.scope in scopes)


def version_id_for(ctx: ToolContext, target_id: str, kind: VersionKind, number: int) -> str:
    """Follows from target, kind and number: the same decision made again names the same version."""
    letter = {"still": "s", "end_still": "e", "clip": "c"}[kind.value]
    return f"version_{target_id.rsplit('_', 1)[-1]}{letter}{number}"


def prefix(target_id: str, version_id: str, model: str) -> str:
    """`[ShotID]_[VersionID]_[ModelCode]`."""
    return f"{target_id}_{version_id}_{model.rsplit('/', 1)[-1]}"


def outcome_of(says: str, taken: list[Take], blocks: tuple[Block, ...], *reads: str) -> Outcome:
    """Versions started and jobs queued, in one decision."""
    targets = tuple(dict.fromkeys(t.version.target_id for t in taken))
    return Outcome(
        result=Taken(says=says, count=len(taken), job_ids=tuple(t.job.id for t in taken)),
        events=tuple(VersionStarted(made=t.version) for t in taken),
        jobs=tuple(t.job for t in taken),
        reads=(*reads, *targets),
        blocks=blocks,
    )


def inputs_json(order: dict[str, Any]) -> dict[str, Any]:
    """A stored order without what does not change the picture."""
    return {k: v for k, v in order.items() if k not in ("prefix", "slate")}
