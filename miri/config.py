"""Every setting Miri reads, by the name of its environment variable, with its default and meaning.

Why here: the environment is read in this one file; everything else is handed what it needs.
Next: server/bootstrap.py, which builds the parts that these settings ask for.
docs/settings.md is generated from the descriptions below (`make tables`).
"""

import ipaddress
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from miri.errors import Refused


def _trimmed(value: Any) -> Any:
    return value.strip().rstrip("/") if isinstance(value, str) else value


def _web_address(value: Any) -> Any:
    address = _trimmed(value)
    if isinstance(address, str) and urlsplit(address).scheme not in ("http", "https"):
        raise ValueError("must start with http:// or https://")
    return address


SHORTEST_TOKEN = 16
Url = Annotated[str, BeforeValidator(_web_address)]


class Settings(BaseSettings):
    """What a person may set. All are optional; an empty variable counts as not set.

    A missing vendor key selects the offline provider of that craft. Secrets never print.
    """

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        env_prefix="MIRI_",
        env_ignore_empty=True,
        populate_by_name=True,
        hide_input_in_errors=True,
    )

    home: Path = Field(
        default=Path("~/.miri"),
        description="Folder of the projects, the media and the render cache.",
    )
    host: str = Field(
        default="127.0.0.1",
        description="Address to listen on; any but loopback needs MIRI_API_TOKENS.",
    )
    port: int = Field(
        default=8000,
        ge=0,
        le=65535,
        description="Port to listen on; 0 takes a free one.",
    )
    public_url: Url | None = Field(
        default=None,
        description="Address under which the world reaches this server; without it providers "
        "are polled and no webhook is asked for. Needs MIRI_API_TOKENS.",
    )
    api_tokens: SecretStr | None = Field(
        default=None,
        description="Who may come in: `name=token` or a token alone, with commas between "
        "them; a token has at least 16 characters.",
    )
    worker_port: int | None = Field(
        default=None,
        ge=1,
        le=65535,
        description="Port on which a worker answers /livez, /readyz and /metrics; without it, none.",
    )
    store: Literal["sqlite", "firestore", "memory"] = Field(
        default="sqlite",
        description="Where the projects' logs are kept: sqlite, firestore or memory.",
    )
    media_url: str | None = Field(
        default=None,
        description="Where media is kept, `gs://bucket/path` or `s3://bucket/path`; without it, "
        "files under MIRI_HOME.",
    )
    redis_url: SecretStr | None = Field(
        default=None,
        validation_alias="REDIS_URL",
        description="Redis by which processes share the work: `serve` leaves turns and jobs to "
        "`python -m server worker`; without it, `serve` does all.",
    )
    renderer_url: Url | None = Field(
        default=None,
        description="A renderer service (`python -m server renderer`); without it films are cut "
        "in this process.",
    )
    model: str | None = Field(
        default=None,
        description="The model that directs, as LangChain names it, for example "
        "`google_genai:gemini-3-pro`; `offline` is the director that needs no network.",
    )
    fallback_model: str | None = Field(
        default=None,
        description="The model that takes over, announced in the chat, when the first fails.",
    )
    google_api_key: SecretStr | None = Field(
        default=None,
        validation_alias="GOOGLE_API_KEY",
        description="Key for Gemini; without it song, story and review are done offline.",
    )
    gemini_base_url: Url | None = Field(
        default=None,
        validation_alias="GEMINI_BASE_URL",
        description="Another address for Gemini, for tests and proxies.",
    )
    fal_key: SecretStr | None = Field(
        default=None,
        validation_alias="FAL_KEY",
        description="Key for fal, which then makes the stills, for money; without it they are "
        "animatics. Clips are animatics either way.",
    )
    fal_queue_url: Url = Field(
        default="https://queue.fal.run",
        validation_alias="FAL_QUEUE_URL",
        description="fal's queue.",
    )
    fal_rest_url: Url = Field(
        default="https://rest.fal.ai",
        validation_alias="FAL_REST_URL",
        description="fal's uploads.",
    )
    fal_jwks_url: Url = Field(
        default="https://rest.fal.ai/.well-known/jwks.json",
        validation_alias="FAL_JWKS_URL",
        description="The keys that sign fal's webhooks.",
    )
    google_cloud_project: str | None = Field(
        default=None,
        validation_alias="GOOGLE_CLOUD_PROJECT",
        description="Cloud project of the Firestore store and of Vector Search.",
    )
    firestore_emulator_host: str | None = Field(
        default=None,
        validation_alias="FIRESTORE_EMULATOR_HOST",
        description="`host:port` of a Firestore emulator to use in the cloud's place.",
    )
    telegram_bot_token: SecretStr | None = Field(
        default=None,
        validation_alias="TELEGRAM_BOT_TOKEN",
        description="Token of the Telegram bot; without it the channel is off.",
    )
    telegram_api_url: Url = Field(
        default="https://api.telegram.org",
        validation_alias="TELEGRAM_API_URL",
        description="Telegram's Bot API.",
    )
    telegram_webhook_secret: SecretStr | None = Field(
        default=None,
        validation_alias="TELEGRAM_WEBHOOK_SECRET",
        description="What Telegram sends along so that its webhooks are believed.",
    )
    slack_bot_token: SecretStr | None = Field(
        default=None,
        validation_alias="SLACK_BOT_TOKEN",
        description="Token of the Slack app; without it the channel is off.",
    )
    slack_signing_secret: SecretStr | None = Field(
        default=None,
        validation_alias="SLACK_SIGNING_SECRET",
        description="What Slack's webhooks are signed with.",
    )
    slack_api_url: Url = Field(
        default="https://slack.com/api",
        validation_alias="SLACK_API_URL",
        description="Slack's Web API.",
    )

    @property
    def folder(self) -> Path:
        """MIRI_HOME with `~` followed, absolute; nothing is created."""
        return self.home.expanduser().absolute()

    @property
    def tokens(self) -> tuple[str, ...]:
        """Who may come in: `name=token`, or a token alone. Raises Refused for a weak one."""
        raw = self.api_tokens.get_secret_value() if self.api_tokens else ""
        entries = tuple(entry.strip() for entry in raw.split(",") if entry.strip())
        if any(len(entry.rpartition("=")[2]) < SHORTEST_TOKEN for entry in entries):
            raise Refused(
                f"Every token in MIRI_API_TOKENS needs at least {SHORTEST_TOKEN} characters and "
                "no equals sign: MIRI_API_TOKENS=dana=<token>,noam=<token>"
            )
        return entries


def load_settings(**overrides: Any) -> Settings:
    """The settings of this process: the environment, then what is given by field name.

    Raises Refused, naming the variables and never their values, where one can't be used.
    """
    try:
        settings = Settings(**overrides)
    except ValidationError as error:
        raise Refused(_what_is_wrong(error)) from None
    _ = settings.tokens  # a malformed token list must stop the start, not the first visitor
    return settings


def variable(field: str) -> str:
    """The environment variable of a field: `fal_key` -> FAL_KEY, `port` -> MIRI_PORT."""
    alias = Settings.model_fields[field].validation_alias
    return alias if isinstance(alias, str) else f"MIRI_{field.upper()}"


def _what_is_wrong(error: ValidationError) -> str:
    faults = error.errors(include_input=False, include_url=False, include_context=False)
    return " ".join(f"{_name(fault['loc'])}: {fault['msg']}." for fault in faults)


def _name(place: tuple[int | str, ...]) -> str:
    field = str(place[0]) if place else ""
    return variable(field) if field in Settings.model_fields else field


def check_exposure(settings: Settings) -> None:
    """Raises Refused where the world could reach this server and no tokens guard it."""
    if settings.tokens:
        return
    public = urlsplit(settings.public_url).hostname if settings.public_url else None
    if not is_loopback(settings.host):
        raise Refused(_open_door(f"MIRI_HOST={settings.host}"))
    if public and not is_loopback(public):
        raise Refused(_open_door(f"MIRI_PUBLIC_URL={settings.public_url}"))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`; a name other than localhost counts as open."""
    bare = host.strip("[]").lower()
    if bare == "localhost":
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


def _open_door(what: str) -> str:
    return (
        f"{what} opens Miri to the network, and MIRI_API_TOKENS is not set. "
        "Set MIRI_API_TOKENS=name=token, or leave the host at 127.0.0.1."
    )
