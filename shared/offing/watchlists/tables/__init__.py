"""Tables the matching room reads; each is text that a person can check, with its source in its first lines."""
