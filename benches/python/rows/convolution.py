"""Convolutions, forward and backward."""

from . import Group, Row

DENSE = {
    "3x3 64 56x56": dict(n=8, c=64, o=64, k=3, hw=56, padding=1),
    "3x3 256 14x14": dict(n=8, c=256, o=256, k=3, hw=14, padding=1),
    "7x7 s2 stem": dict(n=1, c=3, o=64, k=7, hw=224, padding=3, stride=2),
    "1x1 256->64 56x56": dict(n=4, c=256, o=64, k=1, hw=56),
}
DEPTHWISE = {
    "depthwise 3x3 128 56x56": dict(n=4, c=128, o=128, k=3, hw=56, padding=1, groups=128),
    "depthwise 3x3 s2 128 56x56": dict(n=4, c=128, o=128, k=3, hw=56, padding=1, groups=128, stride=2),
    "depthwise 5x5 256 14x14": dict(n=4, c=256, o=256, k=5, hw=14, padding=2, groups=256),
    "depthwise 7x7 96 56x56": dict(n=4, c=96, o=96, k=7, hw=56, padding=3, groups=96),
}


def inputs(lib, n, c, o, k, hw, groups=1, **options):
    x = lib.randn(n, c, hw, hw)
    w = lib.randn(o, c // groups, k, k) * (1 / (c * k * k) ** 0.5)
    return x, w, dict(options, groups=groups)


def forward(**shape):
    def make(lib):
        x, w, options = inputs(lib, **shape)
        return lambda: lib.nn.functional.conv2d(x, w, **options)

    return make


def backward(with_respect_to, **shape):
    def make(lib):
        x, w, options = inputs(lib, **shape)
        wanted = {"x": x, "w": w}[with_respect_to].requires_grad_()
        y = lib.nn.functional.conv2d(x, w, **options)
        g = lib.randn(*y.shape)
        return lambda: lib.autograd.grad(y, wanted, g, retain_graph=True)

    return make


def rows(table):
    out = []
    for name, shape in table.items():
        out.append(Row(name, forward(**shape)))
        if shape["c"] > 3:
            out.append(Row(f"{name}, by input", backward("x", **shape)))
        out.append(Row(f"{name}, by weight", backward("w", **shape)))
    return out


GROUPS = [
    Group("convolution", 1.05, 0.8, rows(DENSE)),
    Group("depthwise convolution", 2.0, 1.5, rows(DEPTHWISE)),
]
