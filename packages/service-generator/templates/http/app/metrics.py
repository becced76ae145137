from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import Counter, Histogram, start_http_server

REQUESTS = Counter("http_requests", "Requests that were answered", ["method", "route", "status"])
DURATION = Histogram("http_request_duration_seconds", "How long answers took", ["method", "route"])


def observe(method: str, route: str, status: int, seconds: float) -> None:
    """Counts an answered request. The route is the pattern, not the path: paths are without number."""
    REQUESTS.labels(method, route, status).inc()
    DURATION.labels(method, route).observe(seconds)


@contextmanager
def serve_metrics(port: int, host: str) -> Iterator[None]:
    """Serves the metrics on a port of their own for as long as the block runs."""
    server, thread = start_http_server(port, addr=host)
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
