import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response

<<#database>>
from app.database import create_database_engine, is_reachable
<</database>>
from app.metrics import observe, serve_metrics
from app.settings import Settings

logger = logging.getLogger(__name__)


def create_app() -> FastAPI:
    """The service with its routes; nothing is opened before it is served."""
    settings = Settings()
    logging.getLogger().setLevel(settings.log_level)
<<#database>>
    engine = create_database_engine(settings.database_url)
<</database>>

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        serve_metrics(settings.prometheus_port, settings.host)
        logger.info("started")
        yield
<<#database>>
        await engine.dispose()
<</database>>
        logger.info("stopped")

    app = FastAPI(title="<<name>>", description=<<description.quoted>>, lifespan=lifespan)

    @app.middleware("http")
    async def count(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        started = time.perf_counter()
        response = await call_next(request)
        route = getattr(request.scope.get("route"), "path", "none")
        observe(request.method, route, response.status_code, time.perf_counter() - started)
        return response

    @app.get("<<healthPath>>")
    async def healthz() -> dict[str, str]:
        """The process answers."""
        return {"service": "<<name>>", "status": "ok"}
<<#database>>

    @app.get("/readyz")
    async def readyz(response: Response) -> dict[str, str]:
        """The database answers, too."""
        if await is_reachable(engine):
            return {"service": "<<name>>", "status": "ready"}
        response.status_code = 503
        return {"service": "<<name>>", "status": "no database"}
<</database>>

    return app
