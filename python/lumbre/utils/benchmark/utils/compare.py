"""Tables of measurements."""

import enum

from .common import Measurement, ordered_unique, select_unit, trim_sigfig, unit_to_english

__all__ = ["Colorize", "Compare"]

_BEST, _GOOD, _BAD, _END = "\033[92m\033[1m", "\033[34m", "\033[31m", "\033[0m"


class Colorize(enum.Enum):
    """What colours compare."""

    NONE = "none"
    COLUMNWISE = "columnwise"
    ROWWISE = "rowwise"


class Compare:
    """Tables with one row for each `sub_label`, one column for each `description`, and a part for each number of threads."""

    def __init__(self, results):
        self._results = []
        self.extend_results(results)
        self._trim, self._colorize, self._highlight = False, Colorize.NONE, False

    def __str__(self):
        return "\n".join(self._render())

    def extend_results(self, results):
        """Adds measurements."""
        for r in results:
            if not isinstance(r, Measurement):
                raise ValueError(f"Expected an instance of `Measurement`, got {type(r)} instead.")
        self._results.extend(results)

    def trim_significant_figures(self):
        """Shows only the digits that mean something."""
        self._trim = True

    def colorize(self, rowwise=False):
        """Shows the best times in green and slow ones in red, of a column or (`rowwise`) of a row."""
        self._colorize = Colorize.ROWWISE if rowwise else Colorize.COLUMNWISE

    def highlight_warnings(self):
        """Marks times that spread too much."""
        self._highlight = True

    def print(self):
        """Prints the tables."""
        print(str(self))

    def _render(self):
        results = Measurement.merge(self._results)
        groups = {}
        for m in results:
            groups.setdefault(m.label, []).append(m)
        return ["\n".join(self._table(label, group)) for label, group in groups.items()]

    def _table(self, label, results):
        unit, scale = select_unit(min(m.median for m in results))
        columns = ordered_unique(m.description for m in results)
        threads = ordered_unique(m.num_threads for m in results)
        rows = ordered_unique((m.num_threads, m.env if any(r.task_spec.env for r in results) else None, m.as_row_name) for m in results)
        cell = {}
        for m in results:
            env = m.env if any(r.task_spec.env for r in results) else None
            cell.setdefault(((m.num_threads, env, m.as_row_name), m.description), m)
        digits = max((m.significant_figures for m in results), default=1)

        def text(m):
            if m is None:
                return ""
            value = m.median / scale
            if self._trim:
                value = trim_sigfig(value, m.significant_figures)
                places = max(0, m.significant_figures - len(str(int(value))))
                shown = f"{value:.{min(places, 3)}f}"
            else:
                shown = f"{value:.{1 if digits > 1 or value < 100 else 0}f}"
            if self._highlight and m.has_warnings:
                shown += f" (! {m.iqr / m.median * 100:.0f}%)"
            return shown

        names = {row: (f"({row[1]})  " if row[1] else "") + row[2] for row in rows}
        first = max(len(n) for n in names.values()) + 6
        heads = [str(c) if c is not None else "" for c in columns]
        widths = [max(len(h), *(len(text(cell.get((row, c)))) for row in rows)) for h, c in zip(heads, columns)]
        head = " " * first + "  |  " + "  |  ".join(h.center(w) for h, w in zip(heads, widths))
        title = f" {label} " if label else ""
        width = len(head)
        lines = ["[" + title.center(width - 2, "-") + "]", head]
        for n in threads:
            lines.append(f"{n} threads: ".ljust(width, "-"))
            mine = [row for row in rows if row[0] == n]
            for row in mine:
                cells = [self._colored(text(cell.get((row, c))).rjust(w), cell.get((row, c)), cell, row, c, mine, columns) for c, w in zip(columns, widths)]
                lines.append("      " + names[row].ljust(first - 6) + "  |  " + "  |  ".join(cells))
        return [*lines, "", f"Times are in {unit_to_english(unit)}s ({unit}).", ""]

    def _colored(self, shown, m, cell, row, column, rows, columns):
        if m is None or self._colorize is Colorize.NONE:
            return shown
        peers = [cell.get((row, c)) for c in columns] if self._colorize is Colorize.ROWWISE else [cell.get((r, column)) for r in rows]
        best = min(p.median for p in peers if p is not None)
        if m.median <= best * 1.1:
            return _BEST + shown + _END
        if m.median <= best * 1.25:
            return _GOOD + shown + _END
        return _BAD + shown + _END if m.median > best * 2 else shown
