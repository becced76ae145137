"""<<name>>, started by python -m app."""
