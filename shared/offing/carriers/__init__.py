"""Carriers: who they are, what they have agreed to send and when, what is expected of them and how well they do."""
