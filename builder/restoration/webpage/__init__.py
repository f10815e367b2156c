"""Markup and page boilerplate around a notice."""
