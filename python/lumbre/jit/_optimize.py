"""Programs with their weights folded in."""

import json

from ._module import Method, RecursiveScriptModule


def freeze(mod, preserved_attrs=None, optimize_numerics=True):
    """The program of a module in evaluation mode with its parameters and buffers as constants."""
    method = mod._method("freeze")
    if mod.training:
        raise RuntimeError(
            "Freezing is currently only implemented for modules in eval mode. Please call .eval() on your module before freezing."
        )
    signature = {k: v for k, v in method.signature.items() if k in ("names", "inputs", "outputs")}
    signature.update(modules=[["", mod.original_name]], training=False)
    out = RecursiveScriptModule()
    out.original_name = mod.original_name
    out._add_method("forward", Method(method.program.freeze(mod._weights(), json.dumps(method.signature)), signature))
    for name in preserved_attrs or ():
        setattr(out, name, getattr(mod, name))
    return out.eval()


def optimize_for_inference(mod, other_methods=None):
    """The frozen program of a module."""
    return freeze(mod.eval()) if mod._weights() else mod


def run_frozen_optimizations(mod, optimize_numerics=True, preserved_methods=None):
    """Accepted: freezing has done what there is to do."""
