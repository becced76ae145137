"""<<name>>, as Uvicorn serves it: app:app."""

from app.service import create_app

app = create_app()
