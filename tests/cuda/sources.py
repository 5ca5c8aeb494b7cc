"""The kernel sources as the engine puts them together: a family's parts in order, then a tail that makes kernels of them."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "rust" / "lumbre" / "cuda"

# What each family's module starts with.
PARTS = {
    "unary": ["prelude", "math", "complex", "special", "elementwise", "unary"],
    "binary": ["prelude", "math", "complex", "special", "elementwise", "unary", "binary"],
    "ternary": ["prelude", "math", "complex", "special", "elementwise", "unary", "ternary"],
}


def source(family, tail):
    """One module's text."""
    return "".join((FOLDER / f"{part}.cuh").read_text() for part in PARTS[family]) + tail
