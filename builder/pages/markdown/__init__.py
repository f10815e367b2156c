"""The Markdown of pages: escaping, links, marks, tables, templates."""
