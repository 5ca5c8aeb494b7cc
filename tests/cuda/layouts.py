"""The kernels' parameter structures as ctypes, and helpers that fill them as the engine does."""

import ctypes
from ctypes import c_double as f64, c_int32 as i32, c_int64 as i64, c_uint32 as u32, c_uint64 as u64

import numpy as np


class FastDiv(ctypes.Structure):
    _fields_ = [("d", u32), ("magic", u32), ("shift", u32)]


class Num(ctypes.Structure):
    _fields_ = [("re", f64), ("im", f64), ("whole", i64)]


def fast_div(d):
    shift = (d - 1).bit_length()
    return FastDiv(d, ((1 << 32) * ((1 << shift) - d)) // d + 1 if d > 1 else 1, shift)


def num(v):
    v = complex(v)
    whole = int(v.real) if np.isfinite(v.real) and abs(v.real) < 2**63 else 0
    return Num(v.real, v.imag, whole)


class EwParams(ctypes.Structure):
    _fields_ = [
        ("n", u64), ("dims", u32), ("number", u32), ("single", u32), ("pad", u32), ("op", Num * 4), ("numbers", Num * 3),
        ("div", FastDiv * 8), ("sizes", u64 * 8), ("strides", (i64 * 8) * 4),
    ]  # fmt: skip


_walks = {}


def walk_type(k):
    if k not in _walks:
        fields = [("dims", u32), ("wide", u32), ("div", FastDiv * 8), ("sizes", u64 * 8), ("strides", (i64 * 8) * k)]
        _walks[k] = type(f"Walk{k}", (ctypes.Structure,), {"_fields_": fields})
    return _walks[k]


def walk(sizes, *strides, wide=False):
    """Sizes and the strides of each view, outermost first, as arrays have them."""
    w = walk_type(len(strides))()
    w.dims, w.wide = len(sizes), wide
    for d, n in enumerate(reversed(sizes)):
        w.div[d], w.sizes[d] = fast_div(int(n)), int(n)
        for k, s in enumerate(strides):
            w.strides[k][d] = int(s[len(sizes) - 1 - d])
    return w


def strides(a):
    """Strides of an array in elements."""
    return [s // a.itemsize for s in a.strides]


def packed(sizes):
    """Strides of a contiguous array."""
    out, n = [], 1
    for s in reversed(sizes):
        out.insert(0, n)
        n *= s
    return out


def struct(**fields):
    """A structure from `name=(type, value)`; nested structures give themselves."""
    listed = [(k, v[0] if isinstance(v, tuple) else type(v)) for k, v in fields.items()]
    made = type("Params", (ctypes.Structure,), {"_fields_": listed})()
    for k, v in fields.items():
        setattr(made, k, v[1] if isinstance(v, tuple) else v)
    return made
