"""The travel pipeline: messages taken in, read, merged, matched, scored, and counted against what came in."""
