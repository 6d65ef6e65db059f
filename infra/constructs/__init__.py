"""House defaults: each construct is one kind of resource as this product always wants it."""
