"""Settings: names, defaults, and what refuses to start.

Why here: whoever runs Miri meets these first. Next: miri/config.py.
"""

from pathlib import Path

import pytest

from miri.config import Settings, check_exposure, is_loopback, load_settings, variable
from miri.errors import Refused

TOKEN = "a-token-long-enough"
NAMES = """
MIRI_HOME MIRI_HOST MIRI_PORT MIRI_PUBLIC_URL MIRI_STORE MIRI_MEDIA_URL REDIS_URL MIRI_MODEL
MIRI_FALLBACK_MODEL GOOGLE_API_KEY GEMINI_BASE_URL FAL_KEY FAL_QUEUE_URL FAL_REST_URL FAL_JWKS_URL
GOOGLE_CLOUD_PROJECT FIRESTORE_EMULATOR_HOST MIRI_RENDERER_URL MIRI_API_TOKENS TELEGRAM_BOT_TOKEN
TELEGRAM_API_URL TELEGRAM_WEBHOOK_SECRET SLACK_BOT_TOKEN SLACK_SIGNING_SECRET SLACK_API_URL
""".split()
SECRETS = [name for name in NAMES if any(w in name for w in ("KEY", "TOKEN", "SECRET", "REDIS"))]


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_every_setting_of_the_contract_can_be_set_by_its_name(monkeypatch: pytest.MonkeyPatch):
    named = {variable(field): field for field in Settings.model_fields}
    assert set(NAMES) <= set(named)
    for name in NAMES:
        value = {"MIRI_PORT": "8123", "MIRI_STORE": "memory", "MIRI_HOME": "/tmp/miri"}.get(name)
        monkeypatch.setenv(name, value or f"https://{TOKEN}.example")
    settings = load_settings()
    for name in NAMES:
        assert getattr(settings, named[name]) != Settings.model_fields[named[name]].default, name


def test_with_nothing_set_miri_is_local_and_offline():
    settings = load_settings()
    assert settings.folder == Path.home() / ".miri"
    assert (settings.host, settings.store) == ("127.0.0.1", "sqlite")
    assert (settings.model, settings.fal_key, settings.google_api_key) == (None, None, None)
    check_exposure(settings)


def test_the_systems_own_variables_are_not_mistaken_for_ours(monkeypatch: pytest.MonkeyPatch):
    for name in ("HOME", "HOST", "PORT", "STORE", "MODEL"):
        monkeypatch.setenv(name, "/tmp/elsewhere")
    assert load_settings() == load_settings(home=Path("~/.miri"), host="127.0.0.1", port=8000)


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FAL_KEY", "")
    monkeypatch.setenv("MIRI_PORT", "")
    assert load_settings().fal_key is None


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_never_prints(monkeypatch: pytest.MonkeyPatch, name: str):
    monkeypatch.setenv(name, "canary-0123456789abcdef")
    settings = load_settings()
    assert "canary" not in f"{settings!r} {settings} {settings.model_dump()}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MIRI_PORT", "eighty"),
        ("MIRI_PORT", "70000"),
        ("MIRI_STORE", "postgres"),
        ("MIRI_PUBLIC_URL", "miri.example"),
        ("MIRI_API_TOKENS", "short"),
        ("MIRI_API_TOKENS", f"dana={TOKEN},noam=short"),
    ],
)
def test_a_setting_that_can_not_be_used_is_named_and_its_value_is_not(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
):
    monkeypatch.setenv(name, value)
    with pytest.raises(Refused) as refusal:
        load_settings()
    assert name in refusal.value.message
    assert value not in refusal.value.message


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "miri.example"])
def test_a_host_open_to_the_network_without_tokens_refuses_to_start(host: str):
    with pytest.raises(Refused, match="MIRI_API_TOKENS is not set"):
        check_exposure(load_settings(host=host))
    check_exposure(load_settings(host=host, api_tokens=TOKEN))


def test_a_public_address_without_tokens_refuses_to_start():
    with pytest.raises(Refused, match="MIRI_PUBLIC_URL=https://miri.example opens Miri"):
        check_exposure(load_settings(public_url="https://miri.example/"))
    check_exposure(load_settings(public_url="http://localhost:9000"))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_loopback_is_this_machine_alone(host: str):
    assert is_loopback(host)
    check_exposure(load_settings(host=host))


def test_tokens_are_read_as_names_with_tokens_or_tokens_alone():
    settings = load_settings(api_tokens=f"dana={TOKEN}, {TOKEN}-2 ,")
    assert settings.tokens == (f"dana={TOKEN}", f"{TOKEN}-2")
