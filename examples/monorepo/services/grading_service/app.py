from contextlib import asynccontextmanager

from common_core import service_name
from fastapi import FastAPI
from huleedu_service_libs import serve_metrics


@asynccontextmanager
async def lifespan(_: FastAPI):
    serve_metrics()
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/healthz")
async def healthz():
    return {"service": service_name(__file__), "status": "ok"}
