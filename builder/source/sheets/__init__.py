"""Workbooks: sheets of cells as titles, tables and notes of a text."""
