import asyncio
import time
from pathlib import Path

from app.health import OLDEST_SECONDS, is_alive
from app.worker import run


async def test_works_until_it_is_told_to_stop(tmp_path: Path) -> None:
    stop = asyncio.Event()
    heartbeat = tmp_path / "heartbeat"
    running = asyncio.create_task(run(stop, heartbeat))
    await asyncio.sleep(0.01)
    assert not running.done()
    assert is_alive(heartbeat, time.time())
    stop.set()
    await asyncio.wait_for(running, timeout=1)


def test_is_not_alive_without_rounds(tmp_path: Path) -> None:
    heartbeat = tmp_path / "heartbeat"
    assert not is_alive(heartbeat, time.time())
    heartbeat.touch()
    assert not is_alive(heartbeat, time.time() + OLDEST_SECONDS + 1)
