"""Markdown pages to the pages of the site: byte for byte what MkDocs makes of them, sooner."""
