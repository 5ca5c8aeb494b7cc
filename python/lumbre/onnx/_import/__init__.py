"""`onnx.load`: an ONNX model as a program."""

import json
import os

from ... import _C
from ...jit import _files as jit_files
from ...jit._frontend import _types as T
from . import _read
from ._build import Seq, Unsupported
from ._graph import program
from ._read import OnnxError

__all__ = ["OnnxError", "Unsupported", "load"]


def load(f):
    """As `lumbre.onnx.load` says."""
    folder = None
    if isinstance(f, (str, os.PathLike)):
        folder = os.path.dirname(os.path.abspath(os.fspath(f)))
        with open(f, "rb") as file:
            data = file.read()
    elif isinstance(f, (bytes, bytearray, memoryview)):
        data = bytes(f)
    elif hasattr(f, "SerializeToString"):
        data = f.SerializeToString()
    else:
        data = f.read()
    model = _read.model(data)
    try:
        writer, outputs = program(model, _read.Files(folder))
    except RecursionError:
        raise _read.bad("the graphs nest too deep") from None
    except (AttributeError, KeyError, MemoryError, OverflowError) as error:
        raise _read.bad(f"a part of it is missing or too large ({type(error).__name__} {error})") from error
    return _module(writer, model, outputs)


def _module(writer, model, outputs):
    b = writer.b
    refs = [writer.plain(o) for o in outputs]
    kinds = [r.type if isinstance(o, Seq) else T.TENSOR for o, r in zip(outputs, refs)]
    if len(refs) == 1:
        result, out = kinds[0], refs[0]
    else:
        result = T.tuple_of(*kinds)
        out = b.do("tuple", refs, result)
    arguments = [i for i in b.inputs if i["kind"] == "argument"]
    signature = {
        "names": [i["name"] for i in arguments],
        "types": [i["type"] for i in arguments],
        "defaults": {},
        "result": _tree(result),
        "tuples": [],
        "inputs": {"tuple": [{"t": i} for i in range(len(arguments))]},
        "outputs": {"t": 0},
        "script": True,
        "training": False,
        "modules": [["", model.graph.name or "Model"]],
    }
    graph = b.json([out.id])
    graph["nodes"], used = _needed(b.steps, {out.id})
    graph["constants"] = [c for c in graph["constants"] if c["id"] in used]
    made = _C._jit_build(json.dumps(graph), [t for i, t in b.constants if i in used])
    return jit_files._build([("forward", made, signature)], writer.weights)


# Functions for what they do to a list, or to the run.
_EFFECTS = ("append", "insert", "delete", "assert", "raise", "print")


def _needed(steps, used):
    """The steps whose results somebody needs, and all values that these use."""
    kept = []
    for step in reversed(steps):
        pure = "op" in step and not step["op"].startswith(("rand", "bernoulli", "multinomial")) or "do" in step and step["do"] not in _EFFECTS
        if pure and not used.intersection(step["out"]):
            continue
        if "if" in step or "loop" in step:
            used.update([step["if"]] if "if" in step else [i for i in (step["loop"], step["while"], *step["init"]) if i is not None])
            for name in ("then", "else", "body"):
                if name in step:
                    region = step[name]
                    used.update(region["outputs"])
                    region["nodes"], _ = _needed(region["nodes"], used)
        for a in step.get("in", ()):
            if isinstance(a, dict):
                used.update([a["v"]] if "v" in a else [i for i in a.get("l", ()) if i is not None])
        kept.append(step)
    return kept[::-1], used


def _tree(t):
    return [t.name, None, [_tree(x) for x in t.args]]
