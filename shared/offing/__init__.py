"""Offing: a national targeting centre for travellers and cargo."""

__version__ = "0.1.0"
