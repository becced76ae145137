from pathlib import Path


def service_name(file: str) -> str:
    """The name of the service that a module lies in: its folder under `services/`."""
    return Path(file).resolve().parent.name
