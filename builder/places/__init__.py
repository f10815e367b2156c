"""Administrative divisions, jurisdictions and the slugs of their names."""
