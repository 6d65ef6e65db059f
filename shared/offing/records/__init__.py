"""Frozen values: what messages report, what the machine thinks of it."""
