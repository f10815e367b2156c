"""Tables as HTML with Markdown in their cells: a caption, headers for columns and rows, and each cell's header
beside it, so that a narrow screen can show a row as a card. They read in full without scripts;
`tables.js` adds sorting and a filter where the table allows it.

The table itself is a span to the converter, which would otherwise take a caption for a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from builder.language.lazy_dataclasses import dataclass
from builder.pages.markdown.escaping import attribute, finalize


@dataclass(frozen=True, slots=True)
class Cell:
    """`content` is escaped unless it is Markup; `sort` is what a sorted column goes by, where that
    is not the text itself; `number`: it is a count."""

    content: object
    sort: str | None = None
    number: bool = False


def number_cell(count: int) -> Cell:
    """A number that a table sorts as such."""
    return Cell(str(count), f"{count:06d}", number=True)


def table(
    caption: object,
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell | object]],
    *,
    tools: bool = False,
    style: str = "",
    found_by: Sequence[str] = (),
) -> Markup:
    """A table whose first cell in each row is the row's header. `tools`: readers may sort and filter it;
    `found_by`: for each row, what the filter finds it by besides its text (names as a notice writes them)."""
    if not rows:
        return Markup("")
    names, labels = [finalize(column) for column in columns], [attribute(column) for column in columns]
    kind = " ".join(filter(None, ["tz-table", style]))
    lines = [
        f'<table class="{kind}"{" data-tz-tools" if tools else ""} markdown="span">',
        f"<caption>{finalize(caption)}</caption>",
        "<thead><tr>" + "".join(f'<th scope="col">{name}</th>' for name in names) + "</tr></thead>",
        '<tbody markdown="1">',
    ]
    for number, row in enumerate(rows):
        cells = []
        for index, (label, cell) in enumerate(zip(labels, row, strict=True)):
            value = cell if isinstance(cell, Cell) else Cell(cell)
            tag = "th" if index == 0 else "td"
            scope = ' scope="row"' if index == 0 else ""
            sort = f' data-sort="{attribute(value.sort)}"' if value.sort is not None else ""
            words = finalize(value.content)
            look = _look(value, words)
            read = ' markdown="1"' if "](" in words else ""  # plain words need no reading, and cost none
            cells.append(f'<{tag}{scope} data-label="{label}"{look}{sort}{read}>{words}</{tag}>')
        more = f' data-words="{attribute(found_by[number])}"' if found_by and found_by[number] else ""
        lines.append(f'<tr{more} markdown="1">{"".join(cells)}</tr>')
    lines += ["</tbody>", "</table>"]
    return Markup("\n".join(lines))


def _look(value: Cell, words: str) -> str:
    """What a card on a narrow screen leaves out, and what stands side by side there."""
    return ' class="tz-none"' if words == "—" else ' class="tz-number"' if value.number else ""
