"""What each ONNX operator is in lumbre's ops, by family. A rule takes the writer, the attributes and the inputs (None where absent)."""

OPS = {}


def op(name, since=1, domain=""):
    """The rule of an operator from a version of its set on."""

    def add(f):
        OPS.setdefault((domain, name), []).append((since, f))
        return f

    return add


def find(domain, name, version):
    """The rule that holds in a version, or None."""
    rules = [r for r in OPS.get((domain, name), ()) if r[0] <= version]
    return max(rules, key=lambda r: r[0])[1] if rules else None


from . import (  # noqa: E402, F401
    activations, convolutions, elementwise, indexing, learning, makers, normalisation, pooling, products, quantized, recurrent, reductions, resize,
    sequences, shapes, signals,
)  # fmt: skip
