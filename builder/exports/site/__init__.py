"""Files that make sense beside a site's pages only."""
