"""Convolutions of every kind, im2col and its inverse."""

import math

from . import rule
from .common import computing


def convolved(b, x, w, stride, padding, dilation, groups, transposed=False, output_padding=None):
    """`padding` holds (low, high) for each dimension of space."""
    n = len(stride)
    single = x.rank == n + 1
    if single:
        x = b.unsqueeze(x, 0)
    inside = None
    if transposed:
        # The same sum, read from the other side: the input is spread out and the kernel turned round.
        cin, per = w.shape[:2]
        w = b.reshape(w, (groups, cin // groups, per) + w.shape[2:])
        w = b.transpose(w, [0, 2, 1, *range(3, n + 3)])
        w = b.reshape(w, (groups * per, cin // groups) + w.shape[3:])
        w = b.reverse(w, list(range(2, n + 2)))
        padding = [(d * (k - 1) - p[0], d * (k - 1) - p[1] + o) for k, p, d, o in zip(w.shape[2:], padding, dilation, output_padding)]
        inside, stride = stride, [1] * n
    from .._text import window_size

    wide = [(s - 1) * i + 1 for s, i in zip(x.shape[2:], inside)] if inside else x.shape[2:]
    space = [window_size(s, k, t, p, d) for s, k, t, p, d in zip(wide, w.shape[2:], stride, padding, dilation)]
    labels = [["b", "f", *range(n)], ["o", "i", *range(n)], ["b", "f", *range(n)]]
    shape = (x.shape[0], w.shape[0], *space)
    out = b.convolution(x, w, labels, shape, stride, padding, dilation, groups, inside)
    return b.reshape(out, out.shape[1:]) if single else out


def with_bias(b, x, bias, n):
    return x if bias is None else x + b.reshape(bias, (bias.size,) + (1,) * n)


def sides(c, n, kernel, dilation):
    """(low, high) of each dimension."""
    p = c.known("padding")
    if p == "valid":
        return [(0, 0)] * n
    if p == "same":
        return [(d * (k - 1) // 2, d * (k - 1) - d * (k - 1) // 2) for k, d in zip(kernel, dilation)]
    return [(p, p) for p in c.ints("padding", n)]


@rule("conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d", "convolution")
def _conv(c):
    x, w = c["input"], c["weight"]
    n = w.rank - 2
    transposed = bool(c.known("transposed", False)) or "transpose" in c.op
    dilation = c.ints("dilation", n)
    more = c.ints("output_padding", n) if "output_padding" in c.args else [0] * n
    padding = sides(c, n, w.shape[2:], dilation)
    stride, groups = c.ints("stride", n), c.known("groups", 1)

    def f(b, x, w):
        return convolved(b, x, w, stride, padding, dilation, groups, transposed, more)

    return with_bias(c.b, computing(f)(c.b, x, w), c.get("bias"), n)


@rule("conv_tbc")
def _conv_tbc(c):
    x, w, pad = c.b.transpose(c["input"], (1, 2, 0)), c.b.transpose(c["weight"], (2, 1, 0)), c.known("pad", 0)
    out = convolved(c.b, x, w, [1], [(pad, pad)], [1], 1)
    return c.b.transpose(out, (2, 0, 1)) + c["bias"]


@rule("im2col", "unfold.functional")
def _im2col(c):
    x = c.x
    single = x.rank == 3
    if single:
        x = c.b.unsqueeze(x, 0)
    kernel, dilation, padding, stride = (c.ints(n, 2) for n in ("kernel_size", "dilation", "padding", "stride"))
    x = c.b.pad(x, [0, 0, *padding], [0, 0, *padding])
    rows = [(x.shape[2 + i] - dilation[i] * (kernel[i] - 1) - 1) // stride[i] + 1 for i in (0, 1)]
    from .indexing import take

    for i in (1, 0):
        places = [k * dilation[i] + r * stride[i] for k in range(kernel[i]) for r in range(rows[i])]
        x = take(c.b, x, 2 + i, places)
    n, ch = x.shape[:2]
    x = c.b.reshape(x, (n, ch, kernel[0], rows[0], kernel[1], rows[1]))
    x = c.b.reshape(c.b.transpose(x, (0, 1, 2, 4, 3, 5)), (n, ch * math.prod(kernel), math.prod(rows)))
    return c.b.reshape(x, x.shape[1:]) if single else x


@rule("col2im", "fold")
def _col2im(c):
    x = c.x
    single = x.rank == 2
    if single:
        x = c.b.unsqueeze(x, 0)
    size, kernel, dilation, padding, stride = (c.ints(n, 2) for n in ("output_size", "kernel_size", "dilation", "padding", "stride"))
    rows = [(size[i] + 2 * padding[i] - dilation[i] * (kernel[i] - 1) - 1) // stride[i] + 1 for i in (0, 1)]
    n, ch = x.shape[0], x.shape[1] // math.prod(kernel)
    x = c.b.reshape(x, (n, ch, *kernel, *rows))
    whole = [s + 2 * p for s, p in zip(size, padding)]
    out = c.b.const(0, x.dtype, (n, ch, *whole))
    for i in range(kernel[0]):
        for j in range(kernel[1]):
            part = c.b.reshape(c.b.cut(c.b.cut(x, 2, i, i + 1), 3, j, j + 1), (n, ch, *rows))
            low = [i * dilation[0], j * dilation[1]]
            high = [w - a - (r - 1) * s - 1 for w, a, r, s in zip(whole, low, rows, stride)]
            out = out + c.b.pad(part, [0, 0, *low], [0, 0, *high], [0, 0, *(s - 1 for s in stride)])
    out = c.b.pad(out, [0, 0, *(-p for p in padding)], [0, 0, *(-p for p in padding)])
    return c.b.reshape(out, out.shape[1:]) if single else out
