"""Numbers in cells: feature maps with a window, kernels, confusion matrices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heldout.authoring.figures.canvas import Canvas, number, text_width

__all__ = ["Grid", "grids"]

CELL = 25.0  # a cell is at least so wide and exactly so high
APART = 14.0
Cell = float | str


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells with a name above them.

    `window` is (row, column, rows, columns), counted from 0, and drawn heavily. `padding` is how
    many outer rows and columns are drawn pale. Heads stand above the columns and left of the rows.
    """

    rows: Sequence[Sequence[Cell]]
    name: str = ""
    window: tuple[int, int, int, int] | None = None
    padding: int = 0
    row_heads: Sequence[str] = ()
    column_heads: Sequence[str] = ()

    @property
    def texts(self) -> list[list[str]]:
        """What is written in the cells."""
        return [[cell if isinstance(cell, str) else number(cell) for cell in r] for r in self.rows]

    @property
    def cell(self) -> float:
        """How wide a cell is."""
        words = [word for row in self.texts for word in row] + list(self.column_heads)
        return max([CELL, *(text_width(word) + 10 for word in words)])

    @property
    def margin(self) -> float:
        """What the heads of the rows take at the left."""
        return max(map(text_width, self.row_heads)) + 8 if self.row_heads else 0.0

    @property
    def width(self) -> float:
        """Of all of it."""
        return max(self.margin + self.cell * len(self.rows[0]), text_width(self.name))

    @property
    def height(self) -> float:
        """Of all of it."""
        heads = 20.0 if self.column_heads else 0.0
        return (22.0 if self.name else 4.0) + heads + CELL * len(self.rows)


def grids(*items: Grid | str, title: str, says: str = "", width: float = 360) -> str:
    """The grids beside each other, with the words between them; what does not fit goes below.

    The description reads them out row by row.
    """
    canvas = Canvas(width)
    y = 2.0
    for line in _lines(items, width - 4):
        deep = max(item.height for item in line if isinstance(item, Grid))
        x = (width - _total(line)) / 2
        for item in line:
            if isinstance(item, str):
                canvas.text(x + text_width(item) / 2, y + deep / 2 + 10, item)
            else:
                _grid(canvas, item, x, y + (deep - item.height) / 2)
            x += _wide(item) + APART
        y += deep + APART
    told = [_told(item) for item in items if isinstance(item, Grid)]
    return canvas.svg(title, " ".join(filter(None, [says, *told])))


def _wide(item: Grid | str) -> float:
    return item.width if isinstance(item, Grid) else text_width(item)


def _total(line: Sequence[Grid | str]) -> float:
    return sum(map(_wide, line)) + APART * (len(line) - 1)


def _lines(items: Sequence[Grid | str], room: float) -> Iterator[list[Grid | str]]:
    line: list[Grid | str] = []
    for item in items:
        if isinstance(item, Grid) and line and _total([*line, item]) > room:
            yield line
            line = []
        line.append(item)
    yield line


def _grid(canvas: Canvas, grid: Grid, x: float, y: float) -> None:
    cell, count = grid.cell, len(grid.rows)
    left = x + grid.margin
    across = cell * len(grid.rows[0])
    if grid.name:
        canvas.text(x + grid.width / 2, y + 9, grid.name)
        y += 22
    else:
        y += 4
    for place, head in enumerate(grid.column_heads):
        canvas.text(left + cell * (place + 0.5), y + 8, head)
    y += 20 if grid.column_heads else 0
    for row, words in enumerate(grid.texts):
        middle = y + CELL * (row + 0.5)
        if grid.row_heads:
            canvas.text(left - 8, middle, grid.row_heads[row], anchor="end")
        for column, word in enumerate(words):
            if _in_padding(grid, row, column):
                canvas.box(left + cell * column, middle - CELL / 2, cell, CELL, line=0, fill=0.1)
            canvas.text(left + cell * (column + 0.5), middle, word)
    for row in range(1, count):
        canvas.line([(left, y + CELL * row), (left + across, y + CELL * row)], width=1, opacity=0.4)
    for column in range(1, len(grid.rows[0])):
        edge = left + cell * column
        canvas.line([(edge, y), (edge, y + CELL * count)], width=1, opacity=0.4)
    canvas.box(left, y, across, CELL * count)
    if grid.window:
        top, start, high, wide = grid.window
        canvas.box(left + cell * start, y + CELL * top, cell * wide, CELL * high, line=3, fill=0.12)


def _in_padding(grid: Grid, row: int, column: int) -> bool:
    rows, columns, rim = len(grid.rows), len(grid.rows[0]), grid.padding
    return min(row, rows - 1 - row, column, columns - 1 - column) < rim


def _told(grid: Grid) -> str:
    rows = []
    for place, words in enumerate(grid.texts):
        head = grid.row_heads[place] if grid.row_heads else f"row {place + 1}"
        cells = (
            [f"{column} {word}" for column, word in zip(grid.column_heads, words, strict=True)]
            if grid.column_heads
            else words
        )
        rows.append(f"{head}: {', '.join(cells)}")
    name = f"“{grid.name}”, " if grid.name else ""
    told = f"A grid {name}{len(grid.rows)} by {len(grid.rows[0])}; {'; '.join(rows)}."
    if grid.padding:
        told += f" The outer {grid.padding} rows and columns on each side are pale: padding."
    if grid.window:
        top, start, high, wide = grid.window
        told += (
            f" A heavy frame surrounds {high} by {wide} cells, from row {top + 1} and "
            f"column {start + 1}."
        )
    return told
