"""Saving programs and reading them back."""

import json
import os

from .. import _C, nn
from .._other_files import named
from ._module import Method, RecursiveScriptModule, ScriptMethod


def save(m, f, _extra_files=None):
    """Writes a traced module or function to a path or a file object."""
    if not hasattr(m, "_file"):
        raise RuntimeError(f"jit.save: expected a ScriptModule or ScriptFunction, got {type(m).__name__}")
    parts = m._file(_extra_files)
    if isinstance(f, (str, os.PathLike)):
        _C._jit_save(os.fspath(f), *parts)
    else:
        f.write(_C._jit_bytes(*parts))


def load(f, map_location=None, _extra_files=None, _restore_shapes=False, *, mmap=False, max_memory=None, max_trips=None):
    """Reads a saved program as a module. `_extra_files` is a dict whose values are replaced by the files of these names.

    With `mmap` the weights stay in the file at path `f`, which must not change while the module is in use; what is written to
    them is not written to the file. `max_memory` limits the bytes of live intermediate values of a call, `max_trips` the turns
    of a loop: a call that goes over them raises.
    """
    if isinstance(f, (str, os.PathLike)):
        if not os.path.exists(f):
            raise ValueError(f"The provided filename {f} does not exist")
        if os.path.isdir(f):
            raise ValueError(f"The provided filename {f} is a directory")
        source = os.fspath(f)
    elif mmap:
        raise ValueError("jit.load: mmap needs a path")
    else:
        source = f.read()
    try:
        methods, weights, extra = _C._jit_load(source, mmap, max_memory, max_trips)
    except (RuntimeError, ValueError) as error:
        if told := named(source, "jit.load"):
            raise type(error)(f"jit.load: {told}") from None
        raise
    methods = [(name, program, json.loads(signature)) for name, program, signature in methods]
    try:
        module = _build(methods, dict(weights))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RuntimeError(f"jit.load: the signature does not fit the program ({error})") from None
    for name in list(_extra_files or ()):
        if name in extra:
            _extra_files[name] = extra[name]
    if map_location is not None:
        module.to(map_location)
    return module


def _build(methods, weights):
    module = RecursiveScriptModule()
    signature = methods[0][2]
    classes = dict(signature.get("modules", ()))
    module.original_name = classes.get("", "Module")
    for path in classes:
        if path:
            _container(module, path, classes)
    kinds = {name: (kind, grad) for _, program, _ in reversed(methods) for name, kind, grad in program.inputs()}
    made = {}
    for name, t in weights.items():
        kind, grad = kinds[name]
        made[name] = nn.Parameter(t.detach(), requires_grad=grad) if kind == "parameter" else t
    # Shared tensors have several names, and all names an order.
    tied = signature.get("tied", {})
    for path in [*made, *tied] if "order" not in signature else signature["order"]:
        owner, _, key = path.rpartition(".")
        owner, t = _container(module, owner, classes), made[tied.get(path, path)]
        (owner._parameters if isinstance(t, nn.Parameter) else owner._buffers)[key] = t
    for path in signature.get("transient", ()):
        owner, _, key = path.rpartition(".")
        module.get_submodule(owner)._non_persistent_buffers_set.add(key)
    module.train(signature.get("training", True))
    for name, program, signature in methods:
        for path, value in signature.get("attributes", {}).items():
            owner, _, key = path.rpartition(".")
            _container(module, owner, classes).__dict__[key] = value
        module._add_method(name, (ScriptMethod if signature.get("script") else Method)(program, signature))
    return module


def _container(module, path, classes):
    at = ""
    for part in filter(None, path.split(".")):
        at = f"{at}.{part}" if at else part
        if part not in module._modules:
            child = RecursiveScriptModule()
            child.original_name = classes.get(at, "Module")
            module._modules[part] = child
        module = module._modules[part]
    return module
