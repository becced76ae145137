from common_core import service_name
from huleedu_service_libs import serve_metrics
from quart import Quart

app = Quart(__name__)


@app.before_serving
async def start_metrics() -> None:
    serve_metrics()


@app.get("/healthz")
async def healthz():
    return {"service": service_name(__file__), "status": "ok"}
