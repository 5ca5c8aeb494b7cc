"""How tensors are printed: element formatting, summarising, line wrapping and the suffixes."""

import contextlib
import math
import sys
import types

import lumbre


PRINT_OPTS = types.SimpleNamespace(precision=4, threshold=1000, edgeitems=3, linewidth=80, sci_mode=None)

_PROFILES = {
    "default": {"precision": 4, "threshold": 1000, "edgeitems": 3, "linewidth": 80},
    "short": {"precision": 2, "threshold": 1000, "edgeitems": 2, "linewidth": 80},
    "full": {"precision": 4, "threshold": math.inf, "edgeitems": 3, "linewidth": 80},
}


def set_printoptions(
    precision=None, threshold=None, edgeitems=None, linewidth=None, profile=None, sci_mode=None
):
    """Set how tensors are printed.

    Args:
        precision: digits after the point (4).
        threshold: number of elements above which the printout is summarised (1000).
        edgeitems: elements kept at each end of a summarised dimension (3).
        linewidth: columns of a line (80).
        profile: ``"default"``, ``"short"`` or ``"full"``; the other arguments override it.
        sci_mode: force scientific notation on or off; ``None`` lets each tensor decide.
    """
    if profile is not None:
        if profile not in _PROFILES:
            raise ValueError(f"profile must be one of {sorted(_PROFILES)}, got {profile!r}")
        for key, value in _PROFILES[profile].items():
            setattr(PRINT_OPTS, key, value)
    given = {
        "precision": precision,
        "threshold": threshold,
        "edgeitems": edgeitems,
        "linewidth": linewidth,
    }
    for key, value in given.items():
        if value is not None:
            setattr(PRINT_OPTS, key, value)
    PRINT_OPTS.sci_mode = sci_mode


def get_printoptions():
    """Return the current print options as a dict that ``set_printoptions`` takes."""
    return dict(vars(PRINT_OPTS))


@contextlib.contextmanager
def printoptions(**kwargs):
    """Change the print options for the length of a ``with`` block."""
    old = get_printoptions()
    set_printoptions(**kwargs)
    try:
        yield
    finally:
        set_printoptions(**old)


def _flatten(nested):
    if not isinstance(nested, list):
        return [nested]
    if not nested or not isinstance(nested[0], list):
        return nested
    return [x for part in nested for x in _flatten(part)]


class _Formatter:
    """The common width and notation of the numbers of one printout."""

    def __init__(self, values, floating):
        self.floating = floating
        self.int_mode = True
        self.sci_mode = False
        self.max_width = 1
        if not floating:
            self.max_width = max([1, *(len(str(v)) for v in values)])
            return
        finite = [v for v in values if v != 0 and math.isfinite(v)]
        if not finite:
            return
        sizes = [abs(v) for v in finite]
        low, high = min(sizes), max(sizes)
        self.int_mode = all(v == math.ceil(v) for v in finite)
        wide = high / low > 1000.0 or high > 1.0e8
        self.sci_mode = wide or (not self.int_mode and low < 1.0e-4)
        if PRINT_OPTS.sci_mode is not None:
            self.sci_mode = PRINT_OPTS.sci_mode
        self.max_width = max(1, max(len(self._number(v)) for v in finite))

    def _number(self, value):
        if self.sci_mode:
            return f"{value:.{PRINT_OPTS.precision}e}"
        if self.int_mode:
            text = f"{value:.0f}"
            return f"{text}." if math.isfinite(value) else text
        return f"{value:.{PRINT_OPTS.precision}f}"

    def width(self):
        return self.max_width

    def format(self, value):
        text = self._number(value) if self.floating else str(value)
        return text.rjust(self.max_width)


class _ComplexFormatter:
    """A pair of formatters, one for each part of a complex number."""

    def __init__(self, values):
        self.real = _Formatter([v.real for v in values], True)
        self.imag = _Formatter([v.imag for v in values], True)

    def width(self):
        return self.real.width() + self.imag.width() + 1

    def format(self, value):
        imag = self.imag.format(value.imag).lstrip() + "j"
        sign = "" if imag[0] in "+-" else "+"
        return self.real.format(value.real) + sign + imag


class _Gap:
    """Stands for the left-out middle of a summarised dimension."""


_GAP = _Gap()


def _edges(t, summarize):
    """Nested lists of the elements to be shown, with `_GAP` where some are left out."""
    edge = PRINT_OPTS.edgeitems
    if not summarize or t.dim() == 0 or all(n <= 2 * edge for n in t.shape):
        return t.tolist()
    n = t.size(0)
    if n <= 2 * edge:
        return [_edges(t[i], True) for i in range(n)]
    if t.dim() == 1:
        return [*t[:edge].tolist(), _GAP, *t[n - edge :].tolist()]
    head = [_edges(t[i], True) for i in range(edge)]
    tail = [_edges(t[i], True) for i in range(n - edge, n)]
    return [*head, _GAP, *tail]


def _vector_str(items, indent, formatter):
    per_line = max(1, (PRINT_OPTS.linewidth - indent) // (formatter.width() + 2))
    texts = [" ..." if x is _GAP else formatter.format(x) for x in items]
    lines = [", ".join(texts[i : i + per_line]) for i in range(0, len(texts), per_line)]
    return "[" + (",\n" + " " * (indent + 1)).join(lines) + "]"


def _nested_str(items, dims, indent, formatter):
    if dims == 0:
        return formatter.format(items)
    if dims == 1:
        return _vector_str(items, indent, formatter)
    parts = ["..." if x is _GAP else _nested_str(x, dims - 1, indent + 1, formatter) for x in items]
    return "[" + ("," + "\n" * (dims - 1) + " " * (indent + 1)).join(parts) + "]"


def _tensor_str(self, indent):
    """The bracketed numbers of `self`, whose first bracket stands in column `indent`."""
    if self.numel() == 0:
        return "[]"
    data = self.detach()
    summarize = data.numel() > PRINT_OPTS.threshold
    items = _edges(data, summarize)
    values = [v for v in _flatten(items) if v is not _GAP] if data.dim() else [items]
    if data.dtype.is_complex:
        formatter = _ComplexFormatter(values)
    else:
        formatter = _Formatter(values, data.dtype.is_floating_point)
    return _nested_str(items, data.dim(), indent, formatter)


def _add_suffixes(tensor_str, suffixes, indent, force_newline=False):
    """Append `suffixes`, starting a new line where the current one would get too long."""
    out = [tensor_str]
    column = len(tensor_str) - tensor_str.rfind("\n") + 1
    for suffix in suffixes:
        if force_newline or column + len(suffix) + 2 > PRINT_OPTS.linewidth:
            out.append(",\n" + " " * indent + suffix)
            column = indent + len(suffix)
            force_newline = False
        else:
            out.append(", " + suffix)
            column += len(suffix) + 2
    return "".join(out) + ")"


_COMPLEX_OF = {"float16": "complex32", "float32": "complex64", "float64": "complex128"}


def _dtype_is_implied(dtype):
    default = lumbre.get_default_dtype()
    if dtype in (default, lumbre.int64, lumbre.bool):
        return True
    name = str(dtype).rpartition(".")[2]
    return name == _COMPLEX_OF.get(str(default).rpartition(".")[2])


def _grad_suffix(self):
    try:
        grad_fn = self.grad_fn
    except RuntimeError:
        # A view whose base was changed in a way that makes its gradient undefined.
        return "grad_fn=<Invalid>"
    if grad_fn is not None:
        return f"grad_fn=<{grad_fn.name().rpartition('::')[2]}>"
    return "requires_grad=True" if self.requires_grad else None


def _tangent(self):
    """The direction of a dual tensor, where somebody computes with such."""
    forward_ad = sys.modules.get("lumbre.autograd.forward_ad")
    if forward_ad is None or not forward_ad.active_levels():
        return None
    with lumbre.enable_grad():
        return forward_ad.unpack_dual(self).tangent


def _sparse_str(self, indent):
    """Body and suffixes of a sparse tensor: its index and value tensors, then size and count."""
    from .sparse._compressed import CompressedTensor, names

    rows = []
    compressed = isinstance(self, CompressedTensor)
    for method in (*names(self.layout), "values") if compressed else ("_indices", "_values"):
        name = method.lstrip("_")
        part = getattr(self.detach(), method)()
        head = f"{name}=tensor("
        body = _tensor_str(part, indent + len(head))
        extra = [f"size={tuple(part.shape)}"] if part.numel() == 0 else []
        rows.append(head + _add_suffixes(body, extra, indent + len(head)))
    nnz = self._nnz()
    tail = [f"size={tuple(self.shape)}", f"nnz={nnz}"]
    return (",\n" + " " * indent).join(rows), tail


def _body_and_suffixes(self, indent):
    suffixes = []
    default_device = self.device.type in ("cpu", "meta")
    if not default_device:
        suffixes.append(f"device='{self.device}'")
    if self.layout != lumbre.strided:
        body, tail = _sparse_str(self, indent)
        if not _dtype_is_implied(self.dtype):
            tail.append(f"dtype={self.dtype}")
        return body, suffixes + tail + [f"layout={self.layout}"], self.layout == lumbre.sparse_coo
    if self.is_meta:
        suffixes += ["device='meta'", f"size={tuple(self.shape)}"]
        if self.dtype != lumbre.get_default_dtype():
            suffixes.append(f"dtype={self.dtype}")
        return "...", suffixes, False
    if self.numel() == 0:
        if self.dim() != 1:
            suffixes.append(f"size={tuple(self.shape)}")
        if self.dtype != lumbre.get_default_dtype():
            suffixes.append(f"dtype={self.dtype}")
        return "[]", suffixes, False
    if not _dtype_is_implied(self.dtype):
        suffixes.append(f"dtype={self.dtype}")
    return _tensor_str(self, indent), suffixes, False


def _prefix(self):
    kind = type(self)
    if kind is lumbre.Tensor or kind.__name__ in ("Parameter", "SparseTensor", "CompressedTensor"):
        return "tensor("
    return kind.__name__ + "("


def _str(self, *, tensor_contents=None):
    """The text of ``repr(tensor)``; `tensor_contents` replaces the numbers when given."""
    with lumbre._C.DisableTorchFunctionSubclass(), lumbre.no_grad():
        prefix = _prefix(self)
        indent = len(prefix)
        body, suffixes, newline = _body_and_suffixes(self, indent)
        if tensor_contents is not None:
            body = tensor_contents
        tangent = _tangent(self)
        # A dual tensor is a leaf of the level that made it, which is nobody's business.
        grad = None if tangent is not None and self.is_leaf else _grad_suffix(self)
        if grad is not None:
            suffixes.append(grad)
        if tangent is not None:
            suffixes.append(f"tangent={tangent}")
        return _add_suffixes(prefix + body, suffixes, indent, force_newline=newline)
