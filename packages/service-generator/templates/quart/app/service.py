import json
import logging
import time
from collections.abc import AsyncIterator
from logging.config import dictConfig
from pathlib import Path

from quart import Quart, Response, g, request

<<#database>>
from app.database import create_database_engine, is_reachable
<</database>>
from app.metrics import observe, serve_metrics
from app.settings import Settings

logger = logging.getLogger(__name__)


def create_app() -> Quart:
    """The service with its routes; nothing is opened before it is served."""
    settings = Settings()
    logging.getLogger().setLevel(settings.log_level)
    app = Quart(__name__)
<<#database>>
    engine = create_database_engine(settings.database_url)
<</database>>

    @app.while_serving
    async def run() -> AsyncIterator[None]:
        # Hypercorn reads it no sooner than it has something to say itself
        dictConfig(json.loads(Path("logging.json").read_text()))
        serve_metrics(settings.prometheus_port, settings.host)
        logger.info("started")
        yield
<<#database>>
        await engine.dispose()
<</database>>
        logger.info("stopped")

    @app.before_request
    async def start_clock() -> None:
        g.started = time.perf_counter()

    @app.after_request
    async def count(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "none"
        observe(request.method, route, response.status_code, time.perf_counter() - g.started)
        return response

    @app.get("<<healthPath>>")
    async def healthz() -> dict[str, str]:
        """The process answers."""
        return {"service": "<<name>>", "status": "ok"}
<<#database>>

    @app.get("/readyz")
    async def readyz() -> tuple[dict[str, str], int]:
        """The database answers, too."""
        if await is_reachable(engine):
            return {"service": "<<name>>", "status": "ready"}, 200
        return {"service": "<<name>>", "status": "no database"}, 503
<</database>>

    return app
