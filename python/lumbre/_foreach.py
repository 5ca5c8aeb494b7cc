"""The ``_foreach_*`` functions: one op over lists of tensors.

Functions without a trailing underscore give a tuple of new tensors; those with one work in place and
give None. An argument after the first list is a list (of tensors or numbers, one for each tensor), a
number, or for some ops a 0-dim tensor.
"""

import lumbre

_UNARY = (
    "abs", "acos", "asin", "atan", "ceil", "cos", "cosh", "erf", "erfc", "exp", "expm1", "floor",
    "frac", "lgamma", "log", "log10", "log1p", "log2", "neg", "reciprocal", "round", "rsqrt",
    "sigmoid", "sign", "sin", "sinh", "sqrt", "tan", "tanh", "trunc",
)  # fmt: skip
_BINARY = ("add", "sub", "mul", "div", "pow", "maximum", "minimum", "clamp_min", "clamp_max")
# Names of what the op calls differently.
_METHODS = {"clamp_min": "maximum", "clamp_max": "minimum"}


def _check_list(tensors):
    if not isinstance(tensors, (list, tuple)):
        raise TypeError(f"expected a list of Tensors, got {type(tensors).__name__}")
    for i, t in enumerate(tensors):
        if not isinstance(t, lumbre.Tensor):
            raise TypeError(f"expected Tensor as element {i} of a list, got {type(t).__name__}")


def _spread(value, n):
    """One value for each tensor, from a list of them or from one for all."""
    if not isinstance(value, (list, tuple)):
        if isinstance(value, lumbre.Tensor) and value.dim() != 0:
            raise RuntimeError(
                f"scalar tensor expected to be 0 dim but it has {value.dim()} dimensions and "
                f"{value.numel()} elements."
            )
        return [value] * n
    if len(value) != n:
        if value and not isinstance(value[0], lumbre.Tensor):
            raise RuntimeError("Tensor list must have same number of elements as scalar list.")
        raise RuntimeError(
            f"Tensor lists must have the same number of tensors, got {n} and {len(value)}"
        )
    return value


def _columns(self, args):
    _check_list(self)
    columns = [_spread(arg, len(self)) for arg in args]
    if not self:
        raise RuntimeError("Tensor list must have at least one tensor.")
    return zip(self, *columns)


def _values(kwargs):
    """The factor or factors that may also be given by keyword, taken out of the others."""
    return [kwargs.pop(key) for key in ("value", "scalars") if key in kwargs]


def _pair(name, call, doc):
    """The functions ``_foreach_name`` and ``_foreach_name_`` for ``call(inplace)(tensor, *values)``."""

    def plain(self, *args, **kwargs):
        f, args = call(False), (*args, *_values(kwargs))
        return tuple(f(*row, **kwargs) for row in _columns(self, args))

    def inplace(self, *args, **kwargs):
        f, args = call(True), (*args, *_values(kwargs))
        for row in _columns(self, args):
            f(*row, **kwargs)
        return self

    for function, suffix in ((plain, ""), (inplace, "_")):
        function.__name__ = function.__qualname__ = f"_foreach_{name}{suffix}"
        function.__doc__ = doc + (", in place." if suffix else ".")
        globals()[function.__name__] = function


def _unary(name):
    return lambda inplace: getattr(lumbre.Tensor, name + "_" if inplace else name)


def _binary(name):
    def call(inplace):
        def f(t, other=None, *, alpha=None, scalar=None, exponent=None):
            other = next((x for x in (scalar, exponent) if x is not None), other)
            number = not isinstance(other, lumbre.Tensor)
            if number and name in ("maximum", "minimum", "clamp_min", "clamp_max"):
                bound = "min" if name in ("maximum", "clamp_min") else "max"
                return getattr(t, "clamp_" if inplace else "clamp")(**{bound: other})
            method = _METHODS.get(name, name)
            kwargs = {} if alpha is None else {"alpha": alpha}
            if method in ("maximum", "minimum") and inplace:
                return t.copy_(getattr(t, method)(other))
            return getattr(t, method + "_" if inplace else method)(other, **kwargs)

        return f

    return call


def _ternary(name):
    def call(inplace):
        def f(t, a, b, value=1):
            value = value.item() if isinstance(value, lumbre.Tensor) else value
            return getattr(t, name + "_" if inplace else name)(a, b, value=value)

        return f

    return call


for _name in _UNARY:
    _pair(_name, _unary(_name), f"``{_name}`` of each tensor")
for _name in _BINARY:
    _pair(_name, _binary(_name), f"``{_name}`` of each tensor with a number or another tensor")
for _name in ("addcmul", "addcdiv"):
    _pair(_name, _ternary(_name), f"``{_name}`` of each tensor with two others, times ``value``")
_pair("lerp", _unary("lerp"), "``lerp`` of each tensor towards another by a weight")

_plain_pow = globals()["_foreach_pow"]


def _foreach_pow(self, exponent):
    """``pow`` of each tensor, or of one number with each exponent in a list of tensors."""
    if isinstance(self, (list, tuple)):
        return _plain_pow(self, exponent)
    _check_list(exponent)
    return tuple(lumbre.pow(self, e) for e in exponent)


def _foreach_zero(self):
    """New tensors of zeros like those of the list."""
    _check_list(self)
    return tuple(lumbre.zeros_like(t) for t in self)


def _foreach_copy(self, src, non_blocking=False):
    """The values of `src` in new tensors with the sizes, dtypes and layouts of the list's."""
    return tuple(lumbre.empty_like(t).copy_(value, non_blocking=non_blocking) for t, value in _columns(self, [src]))


def _foreach_zero_(self):
    """Set all tensors to zero."""
    for (t,) in _columns(self, ()):
        t.zero_()
    return self


def _foreach_copy_(self, src, non_blocking=False):
    """Copy each tensor of ``src`` into its place in ``self``."""
    for t, value in _columns(self, (src,)):
        t.copy_(value, non_blocking=non_blocking)
    return self


def _foreach_clone(self, *, memory_format=None):
    """A copy of each tensor."""
    options = {} if memory_format is None else {"memory_format": memory_format}
    return tuple(t.clone(**options) for (t,) in _columns(self, ()))


def _foreach_mm(self, mat2):
    """The matrix products of two lists."""
    return tuple(a.mm(b) for a, b in _columns(self, (mat2,)))


def _foreach_norm(self, ord=2, dtype=None):
    """The vector norm of order ``ord`` of each tensor."""
    return tuple(lumbre.linalg.vector_norm(t, ord, dtype=dtype) for (t,) in _columns(self, ()))


def _foreach_powsum(self, ord=2, dtype=None):
    """``sum(abs(t) ** ord)`` of each tensor."""
    return tuple(t.abs().pow(ord).sum(dtype=dtype) for (t,) in _columns(self, ()))


def _foreach_max(self):
    """The largest element of each tensor."""
    return tuple(t.max() for (t,) in _columns(self, ()))


@lumbre.no_grad()
def _amp_foreach_non_finite_check_and_unscale_(self, found_inf, inv_scale):
    """Multiply gradients by ``inv_scale`` in place; ``found_inf`` becomes 1 if one was not finite."""
    _check_list(self)
    for name, t in (("found_inf", found_inf), ("inv_scale", inv_scale)):
        if t.numel() != 1:
            raise RuntimeError(f"{name} must be a 1-element tensor.")
    if self and self[0].is_cuda and lumbre._C._fused_unscale(list(self), found_inf, inv_scale):
        return
    scale = inv_scale.item()
    for grad in self:
        if not bool(grad.isfinite().all()):
            found_inf.fill_(1)
        if scale != 1:
            grad.mul_(scale)


@lumbre.no_grad()
def _amp_update_scale_(
    self, growth_tracker, found_inf, scale_growth_factor, scale_backoff_factor, growth_interval
):
    """Lower the scale after a step with infinities; raise it after ``growth_interval`` without."""
    if self.is_cuda:
        # Without a value that the CPU would wait for.
        found, count = found_inf != 0, growth_tracker + 1
        grown = self * scale_growth_factor
        raised = lumbre.where((count == growth_interval) & grown.isfinite(), grown, self)
        self.copy_(lumbre.where(found, self * scale_backoff_factor, raised))
        growth_tracker.copy_(lumbre.where(found | (count == growth_interval), 0, count))
        return self
    if found_inf.item():
        self.mul_(scale_backoff_factor)
        growth_tracker.zero_()
        return self
    successes = int(growth_tracker.item()) + 1
    if successes == growth_interval:
        grown = self * scale_growth_factor
        if bool(grown.isfinite()):
            self.copy_(grown)
        successes = 0
    growth_tracker.fill_(successes)
    return self
