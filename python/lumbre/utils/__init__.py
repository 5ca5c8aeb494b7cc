"""Tools around tensors: data loading, checkpointing, hooks, trees."""

import importlib
import weakref

_LAZY = (
    "data", "checkpoint", "hooks", "_pytree", "tensorboard", "dlpack", "model_zoo", "collect_env", "cpp_extension", "benchmark",
    "flop_counter", "mobile_optimizer", "_device", "_contextlib", "_python_dispatch", "weak", "backend_registration", "deterministic",
    "summary", "safetensors", "npy", "throughput_benchmark", "module_tracker", "cpp_backtrace", "file_baton", "mkldnn", "bundled_inputs",
)  # fmt: skip
# Names of these modules that are names of this package too.
_FROM = {
    "ThroughputBenchmark": "throughput_benchmark", "get_cpp_backtrace": "cpp_backtrace",
    "rename_privateuse1_backend": "backend_registration", "generate_methods_for_privateuse1_backend": "backend_registration",
}  # fmt: skip


def set_module(obj, mod):
    """Says that an object is one of the module `mod`, by its ``__module__``."""
    if not isinstance(mod, str):
        raise TypeError("The mod argument should be a string")
    obj.__module__ = mod


def swap_tensors(t1, t2):
    """Exchanges what two tensors are: class, data, gradient and attributes. Results of operations raise NotImplementedError."""
    if weakref.getweakrefs(t1) or weakref.getweakrefs(t2):
        raise RuntimeError("Cannot swap a tensor that has a weakref associated with it")
    if not t1.is_leaf or not t2.is_leaf:
        raise NotImplementedError("utils.swap_tensors: a tensor that an operation made")
    first, second = ((t.data, t.requires_grad, t.grad) for t in (t1, t2))
    for t, (data, wants, grad) in ((t1, second), (t2, first)):
        t.grad = None
        t.data = data
        t.requires_grad_(wants)
        t.grad = grad
    if type(t1) is not type(t2):
        t1.__class__, t2.__class__ = t2.__class__, t1.__class__
    t1.__dict__, t2.__dict__ = t2.__dict__, t1.__dict__


def __getattr__(name):
    if name in _LAZY:
        return importlib.import_module("." + name, __name__)
    if name in _FROM:
        return getattr(importlib.import_module("." + _FROM[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
