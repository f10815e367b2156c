"""How large the sheets of a notice may be: a list of a city's tasks for a year has some hundred rows of ten columns."""

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_MERGED = 20_000
MOST_COVERED = 1_000_000
"""Places that the merged cells of a sheet cover."""
