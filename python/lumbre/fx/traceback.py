"""Notes of where nodes come from."""

import contextlib
import traceback

__all__ = ["annotate", "preserve_node_meta", "has_preserved_node_meta", "set_stack_trace", "set_grad_fn_seq_nr", "format_stack", "get_current_meta"]

current_meta = {}
_preserve = [False]


@contextlib.contextmanager
def preserve_node_meta(enable=True):
    """Inside, new nodes get the current notes."""
    before = _preserve[0]
    _preserve[0] = enable
    try:
        yield
    finally:
        _preserve[0] = before


@contextlib.contextmanager
def annotate(annotation_dict):
    """Inside, the dict is among the current notes."""
    before = dict(current_meta)
    current_meta.setdefault("custom", {}).update(annotation_dict)
    try:
        yield
    finally:
        current_meta.clear()
        current_meta.update(before)


def has_preserved_node_meta():
    return _preserve[0]


def set_stack_trace(stack):
    if _preserve[0] and stack:
        current_meta["stack_trace"] = "".join(stack)


def set_grad_fn_seq_nr(seq_nr):
    if _preserve[0]:
        current_meta["grad_fn_seq_nr"] = current_meta.get("grad_fn_seq_nr", []) + [seq_nr]


def format_stack():
    """The stack of the program, line by line."""
    return [current_meta["stack_trace"]] if "stack_trace" in current_meta else traceback.format_list(traceback.extract_stack()[:-1])


def get_current_meta():
    return current_meta
