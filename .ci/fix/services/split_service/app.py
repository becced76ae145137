import os
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from huleedu_service_libs import serve_metrics


@asynccontextmanager
async def lifespan(_: FastAPI):
    serve_metrics()
    # Only who owns these folders can do that.
    Path(os.environ["STORAGE_PATH"], "started").write_text("yes")
    Path("/var/log/split/log").write_text("started")
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/healthz")
async def healthz():
    return {"service": "split_service", "status": "ok"}
