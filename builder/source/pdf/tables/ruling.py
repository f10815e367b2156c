"""The cells that ruling lines make, by the functions of pdfplumber."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from builder.source.pdf.drawing import Edge

_MOST_EDGES = 20_000
MOST_CROSSINGS = 30_000
"""Ruling lines of a page and their crossings above which no table is looked for: a drawing."""
_TOLERANCE, _SHORTEST_EDGE = 3, 3
"""Points by which ruling lines may miss each other, and the length of the shortest."""
_LEAST_UPRIGHT, _LOWEST_ROW = 3, 8.0
"""Upright lines that end together, at least, and the points from the last level line to there, of an open row."""
_LEAST_LEVEL, _APART_SIDE = 3, 9.0
"""Level lines of a table whose sides are open, and points from there to its nearest upright line, at least."""


def ruled_cells(edges: Sequence[Edge]) -> list[list[tuple[float, float, float, float]]]:
    """The cells (x0, top, x1, bottom) of each table with ruling lines."""
    if len(edges) > _MOST_EDGES:
        return []
    drawn = [*edges, *_open_sides(edges), *_open_ends(edges)]
    merged = merge_edges([_as_object(edge) for edge in drawn], *[_TOLERANCE] * 4)
    merged = [edge for edge in merged if edge["width"] + edge["height"] >= _SHORTEST_EDGE]
    level = sum(edge["orientation"] == "h" for edge in merged)
    if level * (len(merged) - level) > MOST_CROSSINGS:
        return []
    return cells_to_tables(intersections_to_cells(edges_to_intersections(merged, _TOLERANCE, _TOLERANCE)))


def _open_sides(edges: Sequence[Edge]) -> list[Edge]:
    """The sides of tables that draw none: where level lines, that others divide, begin and end together."""
    upright = [edge for edge in edges if edge.x0 == edge.x1]
    lines: dict[tuple[int, int], list[Edge]] = {}
    for edge in edges:
        if edge.top == edge.bottom:
            lines.setdefault((round(edge.x0), round(edge.x1)), []).append(edge)
    found: list[Edge] = []
    for level in (each for each in lines.values() if len(each) >= _LEAST_LEVEL):
        x0, x1 = min(edge.x0 for edge in level), max(edge.x1 for edge in level)
        top, bottom = min(edge.top for edge in level), max(edge.top for edge in level)
        beside = [edge for edge in upright if edge.top < bottom and edge.bottom > top]
        if any(x0 + _APART_SIDE < edge.x0 < x1 - _APART_SIDE for edge in beside):
            found += [
                Edge(x, top, x, bottom) for x in (x0, x1) if not any(abs(edge.x0 - x) <= _APART_SIDE for edge in beside)
            ]
    return found


def _open_ends(edges: Sequence[Edge]) -> list[Edge]:
    """The lower lines of tables that the end of a page cuts inside a row, as browsers print them: where the upright
    lines end together, well below the last level one."""
    ends: dict[int, list[Edge]] = {}
    for edge in edges:
        if edge.x0 == edge.x1:
            ends.setdefault(round(edge.bottom), []).append(edge)
    found: list[Edge] = []
    for upright in ends.values():
        x0, x1 = min(edge.x0 for edge in upright), max(edge.x0 for edge in upright)
        foot = max(edge.bottom for edge in upright)
        level = (edge for edge in edges if edge.top == edge.bottom and edge.x1 - edge.x0 > _APART_SIDE)
        within = [edge.top for edge in level if edge.x1 > x0 and edge.x0 < x1]
        places = {round(edge.x0 / _APART_SIDE) for edge in upright}
        if len(places) >= _LEAST_UPRIGHT and within and foot - max(within) > _LOWEST_ROW:
            found.append(Edge(x0, foot, x1, foot))
    return found


def _as_object(edge: Edge) -> dict[str, Any]:
    """An edge as pdfplumber has it."""
    size = {"width": edge.x1 - edge.x0, "height": edge.bottom - edge.top}
    return {**edge._asdict(), **size, "doctop": edge.top, "orientation": "v" if edge.x0 == edge.x1 else "h"}
