"""Ops of a recorded program as calls of PyTorch's engine ops."""

import functools

import lumbre

from .. import _C, _schema
from .._aten import REDUCTIONS
from ._aten_signatures import SIGNATURES

_CASTS = {
    "bfloat16": "bfloat16", "bool": "bool", "byte": "uint8", "cdouble": "complex128", "cfloat": "complex64", "char": "int8",
    "double": "float64", "float": "float32", "half": "float16", "int": "int32", "long": "int64", "short": "int16",
}  # fmt: skip
_REDUCTIONS = {name: number for number, name in enumerate(REDUCTIONS)}
# A tensor and a number: these take the number where a tensor stands.
_NUMBER_AS_TENSOR = {"add", "sub", "mul", "div", "true_divide", "maximum", "minimum"}
_SCALAR_OVERLOAD = {"pow": "Tensor_Scalar", "bitwise_left_shift": "Tensor_Scalar", "bitwise_right_shift": "Tensor_Scalar", "where": "ScalarOther"}


@functools.cache
def _table():
    """Argument names and defaults of every op."""
    out = {}
    for name, overload, schema, *_ in _C._op_table():
        text = schema.replace("TensorOrScalar", "Tensor").replace("...", "[]")
        out[f"{name}.{overload}" if overload else name] = _schema.parse(f"aten::{text}").arguments
    return out


@functools.cache
def by_target():
    """Engine op to (op of the table, the engine's argument names, the table's)."""
    out = {}
    for key, value in SIGNATURES.items():
        head, _, tail = value.partition("(")
        names = [n.lstrip("*") for n in tail.rpartition(")")[0].split(",")]
        if head not in out or "." not in key:
            out[head] = key, names, [a.name for a in _table()[key]]
    return out


def target(name):
    """The op `aten.sum.dim_IntList`, or another space's."""
    space, _, rest = name.rpartition("::")
    packet, _, overload = rest.partition(".")
    return getattr(getattr(getattr(lumbre.ops, space or "aten"), packet), overload or "default")


def lower(key, inplace, args):
    """(op, arguments, keyword arguments) for a call of the op `key`.

    Raises NotImplementedError for an op that PyTorch's engine has no form of.
    """
    names = [a.name for a in _table()[key]]
    given = dict(zip(names, args))
    special = _SPECIAL.get(key)
    if special is not None:
        return special(*args)
    signature = SIGNATURES.get(key)
    if signature is None:
        raise NotImplementedError(f"export: {key} has no form in PyTorch's engine")
    op, _, wanted = signature.rpartition(")")[0].partition("(")
    op, overload = _overload(key, op, given)
    if overload == "Tensor_mode" and given.get("rounding_mode") is None:
        overload, wanted = "Tensor", "self,other"
    if inplace:
        op += "_"
    plain, keywords = [], {}
    for name in wanted.split(","):
        keyword, name = name.startswith("*"), name.lstrip("*")
        source = name if name in given else _first(names) if name == "self" else None
        if source is None or (keyword and given[source] is None):
            continue
        value = given[source]
        if name == "reduction" and isinstance(value, str):
            value = _REDUCTIONS[value]
        if keyword:
            keywords[name] = value
        elif len(plain) == _position(wanted, name):
            plain.append(value)
        else:
            keywords[name] = value
    return target(f"{op}.{overload}"), tuple(plain), keywords


def _first(names):
    """What the table calls the engine's `self`."""
    return "input" if "input" in names else names[0] if names else None


def _position(wanted, name):
    return [n.lstrip("*") for n in wanted.split(",")].index(name)


def _overload(key, op, given):
    """The overload, with a number's own where a number stands for a tensor."""
    op, _, overload = op.partition(".")
    numbers = [n for n, v in given.items() if isinstance(v, (bool, int, float, complex))]
    if overload in ("Tensor", "Tensor_Tensor", "self") and op not in _NUMBER_AS_TENSOR:
        values = list(given.values())
        if op == "pow":
            overload = "Scalar" if not _tensor(values[0]) else "Tensor_Scalar" if not _tensor(values[1]) else overload
        elif op == "where":
            kinds = (_tensor(given.get("input", values[1])), _tensor(given.get("other", values[2])))
            overload = {(True, True): "self", (True, False): "ScalarOther", (False, True): "ScalarSelf", (False, False): "Scalar"}[kinds]
        elif len(values) > 1 and ("other" in numbers or "value" in numbers):
            overload = _SCALAR_OVERLOAD.get(op, "Scalar")
        elif op == "lerp" and "weight" in numbers:
            overload = "Scalar"
        elif op in ("clamp_min", "clamp_max") and numbers:
            overload = "default"
    if key in ("add", "sub", "mul", "div") and not _tensor(next(iter(given.values()))):
        overload = "Tensor"
    return op, overload


def _tensor(v):
    """Whether a value is a tensor: a node of the graph that is not a computed size."""
    return isinstance(v, lumbre.fx.Node) and "size" not in v.meta


def _call(name, *args, **kwargs):
    return target(name), args, kwargs


def _cast(dtype):
    return lambda x, *rest: _call("to.dtype", x, getattr(lumbre, dtype))


def _clamp(x, low=None, high=None):
    return _call("clamp.Tensor" if _tensor(low) or _tensor(high) else "clamp.default", x, low, high)


def _cross_entropy(x, y, weight=None, reduction="mean", ignore_index=-100, label_smoothing=0.0):
    return _call("cross_entropy_loss.default", x, y, weight, _REDUCTIONS[reduction], ignore_index, label_smoothing)


def _einsum(equation, *operands):
    tensors = operands[0] if len(operands) == 1 and isinstance(operands[0], (list, tuple)) else list(operands)
    return _call("einsum.default", equation, tensors)


def _norm(x, p=2.0, dim=None, keepdim=False, dtype=None):
    p = 2.0 if p is None or p == "fro" else p
    if isinstance(p, str):
        raise NotImplementedError(f"export: norm of kind {p!r}")
    if dim is None:
        return _call("norm.Scalar", x, p) if dtype is None else _call("norm.ScalarOpt_dtype", x, p, dtype=dtype)
    dims = list(dim) if isinstance(dim, (list, tuple)) else [dim]
    return _call("norm.ScalarOpt_dim", x, p, dims, keepdim) if dtype is None else _call("norm.ScalarOpt_dim_dtype", x, p, dims, keepdim, dtype=dtype)


def _unique(x, sorted=True, return_inverse=False, return_counts=False, dim=None):
    if dim is None:
        return _call("_unique2.default", x, sorted, return_inverse, return_counts)
    return _call("unique_dim.default", x, dim, sorted, return_inverse, return_counts)


def _to_device(x, device, dtype=None, non_blocking=False, copy=False, memory_format=None):
    if dtype is None:
        return _call("to.dtype_layout", x, device=device, non_blocking=non_blocking, copy=copy)
    return _call("to.device", x, device, dtype, non_blocking, copy)


def _empty(size, *, dtype=None, device=None, memory_format=None):
    return _call("empty.memory_format", size, **{k: v for k, v in (("dtype", dtype), ("device", device)) if v is not None})


_SPECIAL = {
    **{op: _cast(dtype) for op, dtype in _CASTS.items()},
    "T": lambda x: _call("numpy_T.default", x),
    "norm": _norm,
    "unique": _unique,
    "H": lambda x: _call("matrix_H.default", x),
    "clamp": _clamp,
    "cross_entropy": _cross_entropy,
    "einsum": _einsum,
    "to.device": _to_device,
    "empty": lambda size, *rest: _empty(size, **dict(zip(("dtype", "device", "memory_format"), rest))),
    "logsigmoid": lambda x: _call("log_sigmoid.default", x),
    "fold": lambda x, *rest: _call("col2im.default", x, *rest),
    "unfold.functional": lambda x, kernel, dilation, padding, stride: _call("im2col.default", x, kernel, dilation, padding, stride),
    "adaptive_max_pool1d_with_indices": lambda x, size: _call("adaptive_max_pool1d.default", x, size),
    "adaptive_max_pool2d_with_indices": lambda x, size: _call("adaptive_max_pool2d.default", x, size),
    "adaptive_max_pool3d_with_indices": lambda x, size: _call("adaptive_max_pool3d.default", x, size),
    "split.function": lambda x, size, dim=0: _call("split.Tensor", x, size, dim),
    "split.function_sizes": lambda x, sizes, dim=0: _call("split_with_sizes.default", x, sizes, dim),
    "cdist": lambda a, b, p=2.0, mode="use_mm_for_euclid_dist_if_necessary": _call("cdist.default", a, b, p, None),
    "nms": lambda *a: _call("torchvision::nms.default", *a),
    "roi_align": lambda *a: _call("torchvision::roi_align.default", *a),
    "roi_pool": lambda *a: _call("torchvision::roi_pool.default", *a),
}


def known(op):
    """Argument names of an engine op, and how many results it gives."""
    name = str(op).partition(".")[2]
    if not _SIGNATURES:
        for value in [*SIGNATURES.values(), *_MORE]:
            head, _, tail = value.partition("(")
            words, _, results = tail.partition(")")
            _SIGNATURES[head] = [n.lstrip("*") for n in words.split(",")], results
    found = _SIGNATURES.get(name) or _SIGNATURES.get(name.replace("_.", ".")) or _SIGNATURES.get(name.replace(".Scalar", ".Tensor"))
    found = found or _SIGNATURES.get(name.replace("_.Scalar", ".Tensor"))
    if found is None:
        raise NotImplementedError(f"export: the argument names of {op}")
    return found


_SIGNATURES = {}
# Those that no op of the table has for its own.
_MORE = (
    "sym_size.int(self,dim)1", "sym_numel.default(self)1", "numpy_T.default(self)1", "matrix_H.default(self)1",
    "clamp.default(self,min,max)1", "clamp.Tensor(self,min,max)1", "einsum.default(equation,tensors)1",
    "cross_entropy_loss.default(self,target,weight,reduction,ignore_index,label_smoothing)1", "log_sigmoid.default(self)1",
    "col2im.default(self,output_size,kernel_size,dilation,padding,stride)1", "im2col.default(self,kernel_size,dilation,padding,stride)1",
    "adaptive_max_pool1d.default(self,output_size)2", "adaptive_max_pool2d.default(self,output_size)2",
    "adaptive_max_pool3d.default(self,output_size)2", "to.dtype_layout(self)1", "to.device(self,device,dtype,non_blocking,copy,memory_format)1",
    "empty.memory_format(size)1", "cdist.default(x1,x2,p,compute_mode)1", "pow.Tensor_Scalar(self,exponent)1",
    "where.ScalarOther(condition,self,other)1", "where.ScalarSelf(condition,self,other)1", "where.Scalar(condition,self,other)1",
    "div.Tensor(self,other)1", "norm.Scalar(self,p)1", "norm.ScalarOpt_dtype(self,p,*dtype)1",
    "norm.ScalarOpt_dim(self,p,dim,keepdim)1", "norm.ScalarOpt_dim_dtype(self,p,dim,keepdim,*dtype)1",
    "_unique2.default(self,sorted,return_inverse,return_counts)3", "unique_dim.default(self,dim,sorted,return_inverse,return_counts)3",
    "nms.default(dets,scores,iou_threshold)1",
    "roi_align.default(input,rois,spatial_scale,pooled_height,pooled_width,sampling_ratio,aligned)1",
    "roi_pool.default(input,rois,spatial_scale,pooled_height,pooled_width)2",
)  # fmt: skip
