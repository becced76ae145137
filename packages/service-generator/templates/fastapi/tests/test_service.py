from app import app
from httpx import ASGITransport, AsyncClient, Response
from prometheus_client import generate_latest


async def get(path: str) -> Response:
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
        return await client.get(path)


async def test_says_that_it_is_well() -> None:
    response = await get("<<healthPath>>")
    assert response.status_code == 200
    assert response.json() == {"service": "<<name>>", "status": "ok"}


async def test_counts_requests_by_route() -> None:
    await get("/no/such/path")
    assert 'http_requests_total{method="GET",route="none",status="404"} 1.0' in generate_latest().decode()
