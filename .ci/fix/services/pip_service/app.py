from quart import Quart

app = Quart(__name__)


@app.get("/healthz")
async def healthz():
    return {"service": "pip_service", "status": "ok"}
