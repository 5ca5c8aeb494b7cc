"""The kernel sources as the engine puts them together: a family's parts in order, then a tail that makes kernels of them."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "rust" / "lumbre" / "cuda"

# What each family's module starts with.
_ELEMENT = ["prelude", "math", "complex", "special", "elementwise", "unary"]
PARTS = {
    "unary": _ELEMENT,
    "binary": [*_ELEMENT, "binary"],
    "ternary": [*_ELEMENT, "ternary"],
    "fused": [*_ELEMENT, "binary", "ternary", "fused"],
    "fused_reduce": [*_ELEMENT, "binary", "ternary", "walk", "reduce", "fused"],
    "fused_softmax": [*_ELEMENT, "binary", "ternary", "walk", "softmax", "fused"],
    "reduce": ["prelude", "math", "walk", "reduce"],
    "softmax": ["prelude", "math", "walk", "softmax"],
    "norm": ["prelude", "math", "norm"],
    "batch_norm": ["prelude", "math", "walk", "batch_norm"],
    "index": ["prelude", "math", "walk", "index"],
    "mask": ["prelude", "walk", "mask"],
    "scan": ["prelude", "math", "complex", "walk", "reduce", "scan"],
    "random": ["prelude", "math", "walk", "random"],
    "gemm": ["prelude", "math", "gemm"],
    "pool": ["prelude", "math", "walk", "index", "pool"],
    "conv": ["prelude", "math", "walk", "index", "gemm", "pool", "conv"],
    "attention": ["prelude", "math", "walk", "random", "attention"],
    "fill": ["prelude", "math", "complex", "walk", "fill"],
    "grid": ["prelude", "math", "walk", "index", "grid"],
    "rnn": ["prelude", "math", "rnn"],
    "sample": ["prelude", "math", "walk", "random", "sample"],
    "gamma": ["prelude", "math", "complex", "special", "gamma"],
    "roi": ["prelude", "math", "roi"],
    "ctc": ["prelude", "ctc"],
    "loss": ["prelude", "math", "walk", "loss"],
    "small": ["prelude", "math", "complex", "small"],
    "optim": ["prelude", "math", "optim"],
    "sort": ["prelude", "math", "walk", "index", "sort"],
}


def source(family, tail):
    """One module's text."""
    return "".join((FOLDER / f"{part}.cuh").read_text() for part in PARTS[family]) + tail
