"""Numbered items and what every other paragraph is."""
