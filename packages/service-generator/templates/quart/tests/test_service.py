from app import app
from prometheus_client import generate_latest


async def test_says_that_it_is_well() -> None:
    response = await app.test_client().get("<<healthPath>>")
    assert response.status_code == 200
    assert await response.get_json() == {"service": "<<name>>", "status": "ok"}


async def test_counts_requests_by_route() -> None:
    await app.test_client().get("/no/such/path")
    assert 'http_requests_total{method="GET",route="none",status="404"} 1.0' in generate_latest().decode()
