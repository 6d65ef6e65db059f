"""Watch lists: entries, their sources, the index, and matches that explain themselves."""

from offing.watchlists.model import Alias, Entry, ListedDocument, Query, query_of

__all__ = ["Alias", "Entry", "ListedDocument", "Query", "query_of"]
