"""YAML with places, the project, its portal and its site."""
