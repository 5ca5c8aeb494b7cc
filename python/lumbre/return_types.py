"""Classes of the named results, by the op's name."""

from . import _C
from ._return_types import make as _make


def __getattr__(name):
    known = _C._return_types
    if name not in known:
        for op, _, schema, _, _ in _C._op_table():
            ret = schema.rsplit("-> ", 1)[1]
            if op == name and ret.startswith("("):
                fields = [p.strip().split(" ")[1] for p in ret.strip("()").split(",") if " " in p.strip()]
                if fields:
                    known[name] = _make(name, tuple(fields))
                    break
        else:
            raise AttributeError(f"module 'torch.return_types' has no attribute {name!r}")
    return known[name]
