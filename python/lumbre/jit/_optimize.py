"""Programs with their weights folded in."""

import json

from .. import _C
from ._module import Method, RecursiveScriptModule, ScriptMethod


def freeze(mod, preserved_attrs=None, optimize_numerics=True):
    """The program of a module in evaluation mode with its parameters and buffers as constants."""
    method = mod._method("freeze")
    if mod.training:
        raise RuntimeError(
            "Freezing is currently only implemented for modules in eval mode. Please call .eval() on your module before freezing."
        )
    out = RecursiveScriptModule()
    out.original_name = mod.original_name
    names = ["forward", *(n for n in preserved_attrs or () if n in mod._methods and n != "forward")]
    for name in names:
        out._add_method(name, _frozen(mod, name))
    for name in preserved_attrs or ():
        if name not in names:
            setattr(out, name, getattr(mod, name))
    return out.eval()


def _frozen(mod, name):
    """A method's program with the weights as constants."""
    method = mod._methods[name]
    if method.signature.get("script"):
        return _frozen_script(mod, method, name)
    signature = {k: v for k, v in method.signature.items() if k in ("names", "inputs", "outputs")}
    signature.update(modules=[["", mod.original_name]], training=False)
    return Method(method.program.freeze(mod._weights(name), json.dumps(method.signature)), signature)


def _frozen_script(mod, method, name):
    """Of scripted code attributes become constants too: a module that is frozen stays in evaluation mode."""
    text, tensors = method.program.parts()
    graph, values = json.loads(text), iter(mod._weights(name))
    inputs, folded, tensors = [], [], list(tensors)
    moved = {}
    for at, given in enumerate(graph["inputs"]):
        if given["kind"] == "argument":
            moved[at] = len(inputs)
            inputs.append(given)
        elif given["kind"] == "attribute":
            folded.append({"do": "const", "in": [next(values)], "out": [given["id"]]})
        else:
            graph["constants"].append({"id": given["id"], "number": False})
            tensors.append(next(values).detach().clone())
    graph["updates"] = [[moved[at], id] for at, id in graph["updates"] if at in moved]
    graph["inputs"], graph["nodes"] = inputs, [*folded, *graph["nodes"]]
    signature = {k: v for k, v in method.signature.items() if k not in ("tied", "order", "transient")}
    out = ScriptMethod(_C._jit_build(json.dumps(graph), tensors), {**signature, "modules": [["", mod.original_name]], "training": False})
    out.tuples = method.tuples
    return out


def optimize_for_inference(mod, other_methods=None):
    """The frozen program of a module."""
    return freeze(mod.eval()) if mod._weights() else mod


def run_frozen_optimizations(mod, optimize_numerics=True, preserved_methods=None):
    """Accepted: freezing has done what there is to do."""
