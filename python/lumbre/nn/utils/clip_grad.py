"""Clipping of gradients."""

import functools
import warnings

import lumbre

__all__ = ["clip_grad_norm", "clip_grad_norm_", "clip_grad_value_"]


def _no_grad(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        with lumbre.no_grad():
            return func(*args, **kwargs)

    return wrapper


def _as_list(parameters):
    return [parameters] if isinstance(parameters, lumbre.Tensor) else list(parameters)


def _by_device_and_dtype(tensors):
    groups = {}
    for t in tensors:
        groups.setdefault((t.device, t.dtype), []).append(t)
    return groups.values()


@_no_grad
def _get_total_norm(tensors, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    """The norm of all `tensors` taken as one vector."""
    tensors = _as_list(tensors)
    norm_type = float(norm_type)
    if not tensors:
        return lumbre.tensor(0.0)
    first = tensors[0].device
    norms = []
    for group in _by_device_and_dtype(tensors):
        if foreach is not False:
            norms.extend(lumbre._foreach_norm(group, norm_type))
        else:
            norms.extend(lumbre.linalg.vector_norm(t, norm_type) for t in group)
    total = lumbre.linalg.vector_norm(lumbre.stack([n.to(first) for n in norms]), norm_type)
    if error_if_nonfinite and lumbre.logical_or(total.isnan(), total.isinf()):
        raise RuntimeError(
            f"The total norm of order {norm_type} for gradients from `parameters` is non-finite, so it "
            "cannot be clipped. To disable this error and scale the gradients by the non-finite norm "
            "anyway, set `error_if_nonfinite=False`"
        )
    return total


@_no_grad
def _clip_grads_with_norm_(parameters, max_norm, total_norm, foreach=None):
    """Scales the gradients by max_norm / total_norm where that is below 1, in place."""
    grads = [p.grad for p in _as_list(parameters) if p.grad is not None]
    if not grads:
        return
    # Clamped, not branched on: no device has to wait for the norm.
    factor = lumbre.clamp(float(max_norm) / (total_norm + 1e-6), max=1.0)
    for group in _by_device_and_dtype(grads):
        if foreach is not False:
            lumbre._foreach_mul_(group, factor.to(group[0].device))
        else:
            here = factor.to(group[0].device)
            for g in group:
                g.mul_(here)


@_no_grad
def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    """Scales gradients, in place, so that their total norm is at most `max_norm`.

    The norm is that of all gradients as one vector; it is returned.
    """
    if isinstance(parameters, lumbre.Tensor):
        parameters = [parameters]
    else:
        is_generator = hasattr(parameters, "__next__")
        parameters = list(parameters)
        if is_generator and not parameters:
            warnings.warn(
                "`parameters` is an empty generator, no gradient clipping will occur.", stacklevel=3
            )
    grads = [p.grad for p in parameters if p.grad is not None]
    total = _get_total_norm(grads, norm_type, error_if_nonfinite, foreach)
    _clip_grads_with_norm_(parameters, max_norm, total, foreach)
    return total


def clip_grad_norm(
    parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None
):
    """The old name of `clip_grad_norm_`."""
    warnings.warn(
        "`torch.nn.utils.clip_grad_norm` is now deprecated in favor of "
        "`torch.nn.utils.clip_grad_norm_`.",
        FutureWarning,
        stacklevel=2,
    )
    return clip_grad_norm_(parameters, max_norm, norm_type, error_if_nonfinite, foreach)


@_no_grad
def clip_grad_value_(parameters, clip_value, foreach=None):
    """Clips every gradient element to [-clip_value, clip_value], in place."""
    clip_value = float(clip_value)
    grads = [p.grad for p in _as_list(parameters) if p.grad is not None]
    for group in _by_device_and_dtype(grads):
        if foreach is not False:
            lumbre._foreach_clamp_min_(group, -clip_value)
            lumbre._foreach_clamp_max_(group, clip_value)
        else:
            for g in group:
                g.clamp_(min=-clip_value, max=clip_value)


get_total_norm = _get_total_norm
clip_grads_with_norm_ = _clip_grads_with_norm_
