"""Publishing: files written beside and swapped in, the site built by MkDocs, the search index."""
