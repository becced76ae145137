"""<<name>>, as Hypercorn serves it: QUART_APP=app:app."""

from app.service import create_app

app = create_app()
