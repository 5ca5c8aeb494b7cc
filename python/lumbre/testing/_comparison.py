"""`assert_close`: whether two values, or containers of them, are equal up to rounding."""

import collections.abc
import math

import lumbre

__all__ = ["assert_close", "assert_allclose", "default_tolerances"]

# rtol and atol by dtype; what is not here must be equal.
_TOLERANCES = {
    lumbre.float16: (1e-3, 1e-5), lumbre.bfloat16: (1.6e-2, 1e-5), lumbre.float32: (1.3e-6, 1e-5),
    lumbre.float64: (1e-7, 1e-7), lumbre.complex64: (1.3e-6, 1e-5), lumbre.complex128: (1e-7, 1e-7),
}  # fmt: skip


def default_tolerances(*inputs, dtype_precisions=None):
    """The looser of the inputs' default tolerances."""
    table = dtype_precisions or _TOLERANCES
    pairs = [table.get(x.dtype if isinstance(x, lumbre.Tensor) else x, (0.0, 0.0)) for x in inputs]
    return max(p[0] for p in pairs), max(p[1] for p in pairs)


class _Options:
    def __init__(self, **fields):
        self.__dict__.update(fields)


class _Mismatch(Exception):
    """What differs, and where in the containers."""

    def __init__(self, text, path):
        super().__init__(text)
        self.text, self.path = text, path


def assert_close(
    actual, expected, *, allow_subclasses=True, rtol=None, atol=None, equal_nan=False, check_device=True,
    check_dtype=True, check_layout=True, check_stride=False, msg=None,
):  # fmt: skip
    """Raises `AssertionError` unless `|actual - expected| <= atol + rtol * |expected|` everywhere.

    Takes tensors, numbers, numpy arrays, and sequences and mappings of them. Without `rtol` and `atol` they follow from
    the dtype; integers and bools must be equal. `msg` replaces the message, or is a function of it.
    """
    if (rtol is None) ^ (atol is None):
        raise ValueError(
            f"rtol and atol must both be specified or both be unspecified, but got rtol={rtol!r} and atol={atol!r}"
        )
    options = _Options(
        subclasses=allow_subclasses, rtol=rtol, atol=atol, equal_nan=equal_nan, device=check_device, dtype=check_dtype,
        layout=check_layout, stride=check_stride,
    )  # fmt: skip
    try:
        _compare(actual, expected, options, ())
    except _Mismatch as mismatch:
        text = mismatch.text
        if mismatch.path:
            text += f"\n\nThe failure occurred for item {''.join(f'[{p!r}]' for p in mismatch.path)}"
        if msg is not None:
            text = msg(text) if callable(msg) else msg
        raise AssertionError(text) from None


def assert_allclose(actual, expected, rtol=None, atol=None, equal_nan=True, msg=""):
    """The old form of `assert_close`: dtypes and devices may differ."""
    import warnings

    warnings.warn("`torch.testing.assert_allclose()` is deprecated; use `torch.testing.assert_close()`", FutureWarning, stacklevel=2)
    actual, expected = (x if isinstance(x, lumbre.Tensor) else lumbre.as_tensor(x) for x in (actual, expected))
    if rtol is None and atol is None:
        rtol, atol = default_tolerances(actual, expected)
    assert_close(
        actual, expected, rtol=rtol, atol=atol, equal_nan=equal_nan, check_device=True, check_dtype=False,
        check_stride=False, msg=msg or None,
    )  # fmt: skip


def _is_array(x):
    return type(x).__module__ == "numpy" and hasattr(x, "__array_interface__")


def _is_number(x):
    return isinstance(x, (int, float, complex))


def _compare(actual, expected, options, path):
    tensors = isinstance(actual, lumbre.Tensor) and isinstance(expected, lumbre.Tensor)
    if tensors and (options.subclasses or type(actual) is type(expected)):
        return _compare_tensors(actual, expected, options, path)
    if actual is None or expected is None:
        if actual is not expected:
            raise _Mismatch(f"None mismatch: {actual} is not {expected}", path)
        return None
    if _is_number(actual) and _is_number(expected):
        return _compare_numbers(actual, expected, options, path)
    if _is_array(actual) and _is_array(expected):
        return _compare_tensors(lumbre.as_tensor(actual), lumbre.as_tensor(expected), options, path)
    if _both(actual, expected, collections.abc.Mapping):
        return _compare_mappings(actual, expected, options, path)
    text = isinstance(actual, (str, bytes)) or isinstance(expected, (str, bytes))
    if _both(actual, expected, collections.abc.Sequence) and not text:
        if len(actual) != len(expected):
            raise _Mismatch(f"The length of the sequences mismatch: {len(actual)} != {len(expected)}", path)
        for i, (a, b) in enumerate(zip(actual, expected)):
            _compare(a, b, options, (*path, i))
        return None
    raise TypeError(
        f"No comparison pair was able to handle inputs of type {type(actual)} and {type(expected)}."
    )


def _both(a, b, kind):
    return isinstance(a, kind) and isinstance(b, kind)


def _compare_mappings(actual, expected, options, path):
    missing, extra = expected.keys() - actual.keys(), actual.keys() - expected.keys()
    if missing or extra:
        raise _Mismatch(
            "The keys of the mappings do not match:\n"
            f"Missing keys in the actual mapping: {sorted(missing, key=str)}\n"
            f"Additional keys in the actual mapping: {sorted(extra, key=str)}",
            path,
        )
    for key in expected:
        _compare(actual[key], expected[key], options, (*path, key))


def _tolerances(options, *dtypes):
    return default_tolerances(*dtypes) if options.rtol is None else (options.rtol, options.atol)


def _dtype_of(number):
    kinds = {bool: lumbre.bool, int: lumbre.int64, float: lumbre.float64, complex: lumbre.complex128}
    return next(d for kind, d in kinds.items() if isinstance(number, kind))


def _compare_numbers(actual, expected, options, path):
    if options.dtype and type(actual) is not type(expected):
        raise _Mismatch(f"The (d)types do not match: {type(actual)} != {type(expected)}.", path)
    rtol, atol = _tolerances(options, _dtype_of(actual), _dtype_of(expected))
    _check_scalar(actual, expected, rtol, atol, options.equal_nan, path)


def _check_scalar(actual, expected, rtol, atol, equal_nan, path):
    if actual == expected or (equal_nan and actual != actual and expected != expected):
        return
    difference = abs(actual - expected)
    if math.isfinite(difference) and difference <= atol + rtol * abs(expected):
        return
    raise _Mismatch(_scalar_text(actual, expected, difference, rtol, atol), path)


def _scalar_text(actual, expected, difference, rtol, atol):
    exact = rtol == 0 and atol == 0
    relative = difference / abs(expected) if expected != 0 else math.inf
    return (
        f"Scalars are not {'equal' if exact else 'close'}!\n\n"
        f"Expected {expected} but got {actual}.\n"
        f"Absolute difference: {difference}{'' if exact else f' (up to {atol} allowed)'}\n"
        f"Relative difference: {relative}{'' if exact else f' (up to {rtol} allowed)'}"
    )


def _compare_tensors(actual, expected, options, path):
    def same(name, a, b):
        if a != b:
            raise _Mismatch(f"The values for attribute '{name}' do not match: {a} != {b}.", path)

    same("shape", actual.shape, expected.shape)
    if options.device:
        same("device", actual.device, expected.device)
    if options.dtype:
        same("dtype", actual.dtype, expected.dtype)
    if options.layout:
        same("layout", actual.layout, expected.layout)
    if options.stride:
        same("stride()", actual.stride(), expected.stride())
    rtol, atol = _tolerances(options, actual.dtype, expected.dtype)
    if actual.is_meta or expected.is_meta:
        raise NotImplementedError("Comparing meta tensors is currently not supported")
    with lumbre.no_grad():
        a, b = _comparable(actual.detach().cpu(), expected.detach().cpu())
        wrong = _mismatches(a, b, rtol, atol, options.equal_nan)
        if not bool(wrong.any()):
            return
        if a.dim() == 0:
            x, y = a.item(), b.item()
            raise _Mismatch(_scalar_text(x, y, abs(x - y), rtol, atol), path)
        raise _Mismatch(_tensor_text(a, b, wrong, rtol, atol), path)


def _comparable(a, b):
    dtype = lumbre.promote_types(a.dtype, b.dtype) if a.dtype != b.dtype else a.dtype
    if dtype in (lumbre.float16, lumbre.bfloat16, lumbre.float32) or str(dtype).rpartition(".")[2].startswith("float8"):
        dtype = lumbre.float64
    elif dtype == lumbre.complex64:
        dtype = lumbre.complex128
    elif dtype == lumbre.bool or not (dtype.is_floating_point or dtype.is_complex):
        dtype = lumbre.int64
    return a.to(dtype), b.to(dtype)


def _mismatches(a, b, rtol, atol, equal_nan):
    equal = a == b
    if a.is_floating_point() or a.is_complex():
        difference = (a - b).abs()
        # Infinities are close to themselves alone.
        equal = equal | (difference.isfinite() & (difference <= atol + rtol * b.abs()))
        if equal_nan:
            equal = equal | (a.isnan() & b.isnan())
    elif rtol or atol:
        equal = equal | ((a - b).abs() <= atol + rtol * b.abs())
    return ~equal


def _tensor_text(a, b, wrong, rtol, atol):
    differences = (a - b).abs()
    absolute = differences.reshape(-1).tolist()
    size = b.abs().reshape(-1).tolist()
    flags = wrong.reshape(-1).tolist()
    relative = [d / s if s else (math.inf if d else d) for d, s in zip(absolute, size)]
    exact = rtol == 0 and atol == 0

    def worst(values, tolerance):
        i = max((i for i in range(len(values)) if flags[i]), key=lambda i: math.inf if values[i] != values[i] else values[i])
        place = []
        rest = i
        for n in reversed(a.shape):
            place.append(rest % n)
            rest //= n
        allowed = "" if exact else f" (up to {tolerance} allowed)"
        return f"{values[i]} at index {tuple(reversed(place))}{allowed}"

    count, total = sum(flags), len(flags)
    return (
        f"Tensor-likes are not {'equal' if exact else 'close'}!\n\n"
        f"Mismatched elements: {count} / {total} ({count / total:.1%})\n"
        f"Greatest absolute difference: {worst(absolute, atol)}\n"
        f"Greatest relative difference: {worst(relative, rtol)}"
    )
