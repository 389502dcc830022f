"""The stand-in as a person starts it."""

import asyncio
import sys

import httpx

from tests.unit.standins.orders import STILL, still_order


async def test_it_prints_the_settings_to_use_and_answers_until_it_is_stopped():
    command = (
        sys.executable,
        "-m",
        "tests.standins.fal",
        "--port",
        "0",
        "--fault",
        "rate_limited:0",
    )
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    try:
        lines = [(await process.stdout.readline()).decode().strip() for _ in range(5)]
        settings = dict(line.split("=", 1) for line in lines[:4])
        key = {"Authorization": f"Key {settings['FAL_KEY']}"}
        async with httpx.AsyncClient(headers=key, trust_env=False, verify=False) as web:
            answer = await web.post(f"{settings['FAL_QUEUE_URL']}/{STILL}", json=still_order())
            assert answer.status_code == 200
            assert (await web.get(settings["FAL_JWKS_URL"])).json()["keys"]
            assert (await web.get(lines[4].split(" ")[1])).json()["crashes"] == []
    finally:
        process.terminate()
        await process.wait()
