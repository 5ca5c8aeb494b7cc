"""What libraries ask `torch._C._functorch` about tensors and levels."""

from .batched import STATE, Batched, base


def is_batchedtensor(tensor):
    """Whether the tensor is a sample of a running `vmap`'s batch."""
    return type(tensor) is Batched


is_legacy_batchedtensor = is_batchedtensor


def is_gradtrackingtensor(tensor):
    """Never: levels of `grad` share the tape and need no tensors of their own."""
    return False


def is_functorch_wrapped_tensor(tensor):
    return type(tensor) is Batched


def is_functionaltensor(tensor):
    return False


def get_unwrapped(tensor):
    """One level less."""
    return tensor._value if type(tensor) is Batched else tensor


def maybe_get_level(tensor):
    return tensor._level.depth if type(tensor) is Batched else -1


def maybe_get_bdim(tensor):
    return 0 if type(tensor) is Batched else -1


def maybe_current_level():
    """The number of the innermost `vmap`, None outside."""
    return len(STATE.levels) or None


def _unwrap_for_grad(tensor, level):
    return tensor


def unwrap_if_dead(tensor):
    return base(tensor) if type(tensor) is Batched and not tensor._level.alive else tensor


def are_transforms_active():
    return bool(STATE.levels)


