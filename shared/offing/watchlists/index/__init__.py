"""The index: built once for each state of the lists, immutable, opened by memory map, with changes laid over it."""

from offing.watchlists.index.artefact import Manifest
from offing.watchlists.index.build import build
from offing.watchlists.index.delta import build_delta
from offing.watchlists.index.match import Index, open_index

__all__ = ["Index", "Manifest", "build", "build_delta", "open_index"]
