"""Settings of PyTorch's code generator that programs write; none changes what compiled code does."""

import contextlib as _contextlib

coordinate_descent_tuning = False
fx_graph_cache = True
max_autotune = False
epilogue_fusion = True
freezing = False
debug = False
cpp_wrapper = False
unique_kernel_names = True
shape_padding = True
fallback_random = False


@_contextlib.contextmanager
def patch(name=None, value=None, **changes):
    """Settings for a `with` block, or a function that this decorates."""
    changes.update(name if isinstance(name, dict) else {} if name is None else {name: value})
    before = {k: globals().get(k) for k in changes}
    globals().update(changes)
    try:
        yield
    finally:
        globals().update(before)
