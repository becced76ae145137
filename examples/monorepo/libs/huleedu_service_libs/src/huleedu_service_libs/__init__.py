import os

from prometheus_client import start_http_server


def serve_metrics() -> None:
    """Serves the metrics on the port that the service's own `…_PROMETHEUS_PORT` names."""
    for name, value in os.environ.items():
        if name.endswith("_PROMETHEUS_PORT"):
            start_http_server(int(value))
            return
