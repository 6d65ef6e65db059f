"""Importers: one module for each format, all giving entries or the lines they had to reject."""

from offing.watchlists.sources.formats import FORMATS, Rejected, read

__all__ = ["FORMATS", "Rejected", "read"]
