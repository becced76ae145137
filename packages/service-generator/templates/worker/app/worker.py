import asyncio
import contextlib
import logging
from pathlib import Path

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0


async def work() -> None:
    """One round of what this worker is for: take what waits, and see it done."""


async def run(stop: asyncio.Event, heartbeat: Path) -> None:
    """Works round by round until it is told to stop; the round at hand is finished."""
    logger.info("started")
    while not stop.is_set():
        heartbeat.touch()
        await work()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), PAUSE_SECONDS)
    logger.info("stopped")
