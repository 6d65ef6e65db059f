"""The index: built once for each state of the lists, immutable, opened by memory map."""

from offing.watchlists.index.artefact import Manifest
from offing.watchlists.index.build import build
from offing.watchlists.index.match import Index, open_index

__all__ = ["Index", "Manifest", "build", "open_index"]
