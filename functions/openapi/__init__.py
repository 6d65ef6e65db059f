"""The published contract of the APIs and events; `python -m functions.openapi` writes it."""
