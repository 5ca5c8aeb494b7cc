"""How arguments and results nest: a JSON tree whose leaves `{"t": i}` are the tensors of a flat list."""

from collections import namedtuple

from .. import _C

_CONSTANTS = (type(None), bool, int, float, str)


class NotTraceable(Exception):
    """A value that no program takes or gives."""


def flatten(value, tensors):
    """The tree of a value; its tensors are appended to the list."""
    if isinstance(value, _C.Tensor):
        tensors.append(value)
        return {"t": len(tensors) - 1}
    if isinstance(value, _CONSTANTS):
        return {"c": value}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        items = [flatten(v, tensors) for v in value]
        return {"named": type(value).__name__, "fields": list(value._fields), "items": items}
    if isinstance(value, (tuple, list)):
        kind = "tuple" if isinstance(value, tuple) else "list"
        return {kind: [flatten(v, tensors) for v in value]}
    if isinstance(value, dict) and all(isinstance(k, str) for k in value):
        return {"dict": [[k, flatten(v, tensors)] for k, v in value.items()]}
    raise NotTraceable(type(value).__name__)


def unflatten(tree, tensors):
    """The value of a tree."""
    if "t" in tree:
        return tensors[tree["t"]]
    if "named" in tree:
        return namedtuple(tree["named"], tree["fields"])(*(unflatten(v, tensors) for v in tree["items"]))
    if "tuple" in tree:
        return tuple(unflatten(v, tensors) for v in tree["tuple"])
    if "list" in tree:
        return [unflatten(v, tensors) for v in tree["list"]]
    if "dict" in tree:
        return {k: unflatten(v, tensors) for k, v in tree["dict"]}
    return tree["c"]


def match(tree, value, where, tensors):
    """Appends the tensors of a value that nests as the tree says; else raises TypeError naming the place."""
    if "t" in tree:
        if not isinstance(value, _C.Tensor):
            raise TypeError(f"{where}: expected a Tensor, got {type(value).__name__}")
        tensors.append(value)
    elif "c" in tree:
        if type(value) is not type(tree["c"]) or value != tree["c"]:
            raise TypeError(f"{where}: the program was traced with {tree['c']!r}, got {value!r}")
    elif "dict" in tree:
        keys = [k for k, _ in tree["dict"]]
        if not isinstance(value, dict) or set(value) != set(keys):
            raise TypeError(f"{where}: expected a dict with the keys {keys}")
        for k, sub in tree["dict"]:
            match(sub, value[k], f"{where}[{k!r}]", tensors)
    else:
        items = tree.get("tuple") or tree.get("list") or tree.get("items") or []
        if not isinstance(value, (tuple, list)) or len(value) != len(items):
            raise TypeError(f"{where}: expected {len(items)} values in a tuple or list")
        for i, (sub, v) in enumerate(zip(items, value)):
            match(sub, v, f"{where}[{i}]", tensors)
