import asyncio
import json
import logging
import signal
from logging.config import dictConfig
from pathlib import Path

from app.health import HEARTBEAT
from app.settings import Settings
from app.worker import run


async def main() -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await run(stop, HEARTBEAT)


dictConfig(json.loads(Path("logging.json").read_text()))
logging.getLogger().setLevel(Settings().log_level)
asyncio.run(main())
