"""What programs say to the compiler."""

import functools

from . import _C, _compile
from .utils import _pytree as pytree

__all__ = [
    "allow_in_graph", "assume_constant_result", "compile", "cudagraph_mark_step_begin", "disable", "get_default_backend",
    "is_compiling", "keep_portable_guards_unsafe", "keep_tensor_guards_unsafe", "load_cache_artifacts", "load_compiled_function",
    "save_cache_artifacts", "set_enable_guard_collectives", "skip_all_guards_unsafe", "skip_guard_on_all_nn_modules_unsafe",
    "skip_guard_on_globals_unsafe", "skip_guard_on_inbuilt_nn_modules_unsafe", "wrap_numpy", "is_dynamo_compiling", "is_exporting", "list_backends", "nested_compile_region", "nonstrict_trace", "reset",
    "set_default_backend", "set_stance", "substitute_in_graph",
]  # fmt: skip


def compile(*args, **kwargs):
    """As `lumbre.compile`."""
    return _compile.compile(*args, **kwargs)


def is_exporting():
    """Whether the code only runs to be exported (`lumbre.export`)."""
    return bool(_compile.EXPORTING)


def is_compiling():
    """Whether the code only runs to become a program: only for `lumbre.export`; what `compile` takes runs at every call."""
    return is_exporting()


def is_dynamo_compiling():
    """False: no code is compiled by its bytecode."""
    return False


def reset():
    """Forgets compiled code: none is kept."""


def cudagraph_mark_step_begin():
    """Marks a step of training or inference."""


def list_backends(exclude_tags=("debug", "experimental")):
    """The names that `compile` takes as `backend`; they all do the same."""
    return [*_compile.BACKENDS, *(() if exclude_tags else _compile.PLAIN)]


def get_default_backend():
    """The name of the backend that `compile` has without one: PyTorch's, "inductor"."""
    return "inductor"


def set_default_backend(backend):
    """Accepts the name of a known backend; raises for others. `compile` does the same with each."""
    _compile._check(backend, None, None)


def disable(fn=None, recursive=True, *, reason=None):
    """A function that runs op by op, inside compiled code too. Also a decorator."""
    if fn is None:
        return functools.partial(disable, recursive=recursive, reason=reason)
    if isinstance(fn, type) or not callable(fn) or hasattr(fn, "_parameters"):
        return fn
    fn = getattr(fn, "_torchdynamo_orig_callable", fn)
    if not recursive:
        return fn

    @functools.wraps(fn)
    def plain(*args, **kwargs):
        return _compile.call_plain(fn, args, kwargs)

    plain._torchdynamo_disable, plain._torchdynamo_orig_callable = True, fn
    return plain


def allow_in_graph(fn):
    """The function itself: nothing is captured that it could be kept out of."""
    return fn


assume_constant_result = nonstrict_trace = allow_in_graph


def nested_compile_region(fn=None, **kwargs):
    """The function itself: nothing is captured that could be shared."""
    return fn if fn is not None else allow_in_graph


def substitute_in_graph(original_fn, *, can_constant_fold_through=False, skip_signature_check=False, is_embedded_type=False):
    """A decorator that changes nothing: Python runs at every call."""
    return lambda fn: fn


_STANCES = (
    "default", "eager_then_compile", "aot_eager_then_compile", "force_eager", "eager_on_recompile", "fail_on_recompile",
)  # fmt: skip


def wrap_numpy(fn):
    """A function of NumPy arrays as one of tensors. Its ops are NumPy's: they have no gradient."""

    @functools.wraps(fn)
    def wrapped(*args, **kwargs):
        args, kwargs = pytree.tree_map(lambda v: v.numpy() if isinstance(v, _C.Tensor) else v, (args, kwargs))
        from ._misc import as_tensor

        made = fn(*args, **kwargs)
        return pytree.tree_map(lambda v: as_tensor(v) if type(v).__module__ == "numpy" else v, made)

    return wrapped


def set_enable_guard_collectives(enabled):
    """Remembers the switch, and gives the one before; nothing is guarded."""
    before, _guard_collectives[0] = _guard_collectives[0], bool(enabled)
    return before


_guard_collectives = [False]


def save_cache_artifacts():
    """None: nothing is compiled that could be kept."""


def load_cache_artifacts(serialized_artifacts):
    """Takes what `save_cache_artifacts` gave: nothing."""


def load_compiled_function(file, *args, **kwargs):
    """Raises NotImplementedError: nothing is compiled into a file of its own. See `lumbre.jit.save`."""
    raise NotImplementedError("compiler.load_compiled_function; programs are saved with lumbre.jit.save and read with lumbre.jit.load")


def _all_guards(guard_entries):
    """Which guards are kept: all, there are none."""
    return [True] * len(guard_entries)


keep_portable_guards_unsafe = skip_guard_on_inbuilt_nn_modules_unsafe = skip_guard_on_all_nn_modules_unsafe = _all_guards
keep_tensor_guards_unsafe = skip_guard_on_globals_unsafe = skip_all_guards_unsafe = _all_guards


class set_stance:
    """Whether compiled code runs op by op (`"force_eager"`). A function, a decorator or a context manager."""

    def __init__(self, stance="default", *, skip_guard_eval_unsafe=False, force_backend=None):
        if stance not in _STANCES:
            raise RuntimeError(f"invalid torch.compile stance {stance!r}")
        self.stance, self.before = stance, _compile._eager[0]
        _compile._eager[0] = stance == "force_eager"

    def __call__(self, fn):
        _compile._eager[0] = self.before

        @functools.wraps(fn)
        def wrapped(*args, **kwargs):
            with set_stance(self.stance):
                return fn(*args, **kwargs)

        return wrapped

    def __enter__(self):
        _compile._eager[0] = self.stance == "force_eager"
        return self

    def __exit__(self, *exc):
        _compile._eager[0] = self.before
        return False
