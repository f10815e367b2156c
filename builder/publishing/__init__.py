"""MkDocs, the search index, and the site swapped in."""
