"""Errors of scripting, with the line of source they are about."""


class FrontendError(RuntimeError):
    """The code cannot be a program: its types do not fit, or it says something a program cannot do."""


class NotSupported(FrontendError):
    """Python that programs do not know; the code can still be run as Python."""


def located(error, source, node):
    """The error with the source line and a mark under the expression; the innermost place is the one that stays."""
    if getattr(error, "has_place", False) or node is None or not hasattr(node, "lineno"):
        return error
    line = source.lines[node.lineno - 1] if 0 < node.lineno <= len(source.lines) else ""
    start = node.col_offset
    end = node.end_col_offset if getattr(node, "end_lineno", None) == node.lineno else len(line)
    mark = " " * start + "~" * max(1, end - start) + " <--- HERE"
    text = f'{error}:\n  File "{source.file}", line {source.first + node.lineno - 1}\n{line}\n{mark}'
    out = type(error)(text)
    out.has_place = True
    return out
