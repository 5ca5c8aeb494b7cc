"""The globals that loading with ``weights_only`` allows beyond PyTorch's own."""

import lumbre

_user_globals = []


def add_safe_globals(safe_globals):
    """Allow these classes and functions (or ``(object, "module.name")``) in loaded files."""
    for item in safe_globals:
        if item not in _user_globals:
            _user_globals.append(item)


def get_safe_globals():
    """What was added by `add_safe_globals`."""
    return list(_user_globals)


def clear_safe_globals():
    """Forget what was added."""
    _user_globals.clear()


class safe_globals:
    """Allow some globals within a ``with`` block."""

    def __init__(self, safe_globals):
        self.added = safe_globals

    def __enter__(self):
        self.before = list(_user_globals)
        add_safe_globals(self.added)
        return self

    def __exit__(self, *exc):
        _user_globals[:] = self.before


def _allowed_globals():
    """What the user allows, by the names that files have for it."""
    from ._pickling import _torch_name

    from ._utils import _rebuild_sparse_tensor

    # It checks what it is given, and calls nothing else.
    table = {"torch._utils._rebuild_sparse_tensor": _rebuild_sparse_tensor}
    for item in _user_globals:
        if isinstance(item, tuple):
            obj, path = item
            table[path] = obj
            continue
        table[f"{item.__module__}.{item.__qualname__}"] = item
        named = _torch_name(item)
        if named is not None:
            table[".".join(named)] = item
    return table


def get_unsafe_globals_in_checkpoint(f):
    """The globals of a file that loading with ``weights_only`` would refuse."""
    import os
    import pickletools

    source = os.fspath(f) if isinstance(f, (str, os.PathLike)) else f.read()
    data = lumbre._C.Archive(source, False).read("data.pkl")
    found, texts = set(), []
    for op, arg, _ in pickletools.genops(data):
        if op.name == "GLOBAL":
            found.add(tuple(arg.split(" ", 1)))
        elif op.name == "STACK_GLOBAL" and len(texts) >= 2:
            found.add(tuple(texts[-2:]))
        elif isinstance(arg, str):
            texts.append(arg)
    allowed = _allowed_globals()
    names = [".".join(pair) for pair in found if not lumbre._C._is_known_global(*pair)]
    return sorted(name for name in names if name not in allowed)
