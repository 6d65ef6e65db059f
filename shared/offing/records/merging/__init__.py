"""Merging: many reports on one movement, one picture of it."""

from offing.records.merging.lists import List
from offing.records.merging.merge import Merged, merge, version

__all__ = ["List", "Merged", "merge", "version"]
