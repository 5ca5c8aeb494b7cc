"""Records what PyTorch's CPU generator gives, for rust/lumbre-kernels/tests/random.rs.

Needs torch (recorded with 2.15 on x86-64 with AVX2); run as `python tests/record/random_reference.py`. Each case names an
op, its arguments, the output's dtype, shape and strides, and holds the 64-bit FNV-1a hash of the output's bytes in
logical order (the bytes too where they are few) and of the generator's state afterwards.
A case without a seed goes on with the generator of the case before it.
"""

import json
from pathlib import Path

import torch

CASES = []
G = torch.Generator()
SIZES = [0, 1, 15, 16, 17, 31, 32, 33, 1000]
HALVES = ["float16", "bfloat16"]
FLOATS = ["float32", "float64", *HALVES]
INTS = ["bool", "uint8", "int8", "int16", "int32", "int64"]


def fnv(data: bytes) -> str:
    h = 0xCBF29CE484222325
    for b in data:
        h = (h ^ b) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{h:016x}"


def raw(t: torch.Tensor) -> bytes:
    return bytes(t.detach().clone(memory_format=torch.contiguous_format).view(-1).view(torch.uint8).tolist()) if t.numel() else b""


def values(n: int, scale: float, dtype: torch.dtype) -> torch.Tensor:
    """The formula inputs: exact in every floating dtype."""
    return torch.tensor([((i * 37 + 11) % 128) / 128 * scale for i in range(n)], dtype=dtype)


def strided(shape, strides, dtype):
    n = 1 + sum((s - 1) * t for s, t in zip(shape, strides)) if all(shape) else 0
    return torch.zeros(n, dtype=dtype).as_strided(shape, strides)


def dense(shape):
    strides, n = [], 1
    for s in reversed(shape):
        strides.append(n)
        n *= max(s, 1)
    return strides[::-1]


def case(op, dtype, shape, fill, args=(), strides=None, seed=0, **more):
    if seed is not None:
        G.manual_seed(seed)
    strides = dense(shape) if strides is None else strides
    out = strided(shape, strides, getattr(torch, dtype))
    out = fill(out) if op in RETURNING else (fill(out), out)[1]
    data = raw(out)
    entry = dict(op=op, dtype=dtype, shape=list(shape), strides=list(strides), args=[str(a) for a in args], seed=seed, **more)
    entry["hash"] = fnv(data)
    if len(data) <= 72:
        entry["hex"] = data.hex()
    entry["state"] = fnv(bytes(G.get_state().tolist()))
    CASES.append(entry)


RETURNING = {"poisson", "binomial", "standard_gamma", "multinomial", "dirichlet"}
LAYOUTS = [((5, 7), (1, 5)), ((2, 3, 4, 5), (60, 1, 15, 3)), ((6, 5), (10, 2)), ((4, 1, 3), (1, 7, 4)), ((33, 2), (2, 1)), ((), ())]


def elementwise(op, dtypes, *argsets, method=None):
    for args in argsets:
        def fill(t, args=args):
            getattr(t, method or op + "_")(*args, generator=G)
        for dtype in dtypes:
            for n in SIZES:
                case(op, dtype, (n,), fill, args, seed=n)
            for shape, strides in LAYOUTS:
                case(op, dtype, shape, fill, args, strides, seed=42)


def one_number_ops():
    elementwise("uniform", [*FLOATS, "complex64", "complex128"], (0.0, 1.0), (-0.1, 0.7), (3.0, 3.0))
    elementwise("normal", [*FLOATS, "complex64", "complex128"], (0.0, 1.0), (0.3, 1.7))
    elementwise("random", [*FLOATS, *INTS], ())
    elementwise("random_from_to", [*FLOATS, *INTS[1:], "uint16", "uint32", "uint64"], (3, 100), method="random_")
    elementwise("random_from_to", ["float32", "float64", "int32", "int64"], (-5, 2**28 - 5), (-5, 2**28 - 6), method="random_")
    elementwise("random_from_to", ["int64", "float64"], (-(2**63), 2**63 - 1), (-(2**40), 2**60), method="random_")
    elementwise("random_from_to", ["float32"], (2**24 + 1, 2**24 + 1001), (-(2**30) - 3, 2**30 + 7), method="random_")
    elementwise("random_from_to", ["bfloat16"], (-3, 1000), (257, 1025), method="random_")
    elementwise("random_from_to", ["float16"], (2049, 4099), method="random_")
    elementwise("bernoulli", [*FLOATS, *INTS], (0.3,))
    elementwise("bernoulli", ["float32"], (0.0,), (1.0,), (0.1,))
    elementwise("exponential", FLOATS, (1.0,), (0.7,))
    elementwise("geometric", [*FLOATS, *INTS[1:]], (0.3,))
    elementwise("cauchy", FLOATS, (0.0, 1.0), (0.3, 1.7))
    elementwise("log_normal", FLOATS, (0.0, 1.0), (0.3, 0.7))
    for dtype, start in [("int64", -(2**63)), ("int64", -7), ("int32", 5), ("uint8", 250), ("float32", 3), ("bfloat16", -(2**63)), ("int16", -3)]:
        for n in SIZES:
            case("random_from", dtype, (n,), lambda t: t.random_(start, None, generator=G), (start,), seed=7)


def permutations():
    for dtype in ["int64", "int32", "int16", "float32", "float64", "float16"]:
        for n in SIZES:
            case("randperm", dtype, (n,), lambda t, n=n: torch.randperm(n, generator=G, out=t), seed=3)


def with_inputs():
    for p in FLOATS:
        for dtype in ["float32", "bool", "float64", "int32"]:
            for n in SIZES:
                case("bernoulli_tensor", dtype, (n,), lambda t: t.bernoulli_(values(n, 1, getattr(torch, p)), generator=G), input=p)
        for shape, strides in LAYOUTS:
            def fill(t):
                x = values(t.numel(), 1, getattr(torch, p)).reshape(t.shape)
                t.bernoulli_(x, generator=G)
            case("bernoulli_tensor", "float32", shape, fill, (), strides, seed=42, input=p)
    for dtype in FLOATS:
        for n in SIZES:
            for scale in (8, 64):
                case("poisson", dtype, (n,), lambda t: torch.poisson(values(n, scale, t.dtype), G), (scale,), seed=n)
    for dtype in FLOATS[:2]:
        for n in SIZES:
            for trials in (10, 1000):
                case("binomial", dtype, (n,), lambda t: torch.binomial(torch.full_like(t, trials), values(n, 1, t.dtype), G), (trials,), seed=n)
            for scale in (2, 64):
                case("standard_gamma", dtype, (n,), lambda t: torch._standard_gamma(values(n, scale, t.dtype), G), (scale,), seed=n)
        for rows in (0, 1, 5, 40):
            case("dirichlet", dtype, (rows, 3), lambda t: torch._sample_dirichlet(values(3 * rows, 2, t.dtype).reshape(rows, 3), G), (2,))
    for dtype in FLOATS:
        for rows, categories, samples in [(1, 10, 33), (3, 7, 5), (4, 129, 100)]:
            def fill(t):
                w = values(rows * categories, 8, getattr(torch, dtype)).reshape(rows, categories)
                return torch.multinomial(w, samples, True, generator=G)
            case("multinomial", "int64", (rows, samples), fill, (categories,), input=dtype)


def sequences():
    """The cached second normal survives uniform draws and block fills, across dtypes."""
    def normal(t):
        t.normal_(generator=G)
    case("normal", "float32", (3,), normal, (0.0, 1.0), seed=2**40 + 3)
    case("normal", "float32", (40,), normal, (0.0, 1.0), seed=None)
    case("uniform", "float64", (701,), lambda t: t.uniform_(generator=G), (0.0, 1.0), seed=None)
    case("normal", "float64", (2,), normal, (0.0, 1.0), seed=None)
    case("log_normal", "float16", (4,), lambda t: t.log_normal_(0.0, 1.0, generator=G), (0.0, 1.0), seed=None)
    case("standard_gamma", "float64", (5,), lambda t: torch._standard_gamma(values(5, 4, t.dtype), G), (4,), seed=None)
    case("normal", "bfloat16", (5,), normal, (0.0, 1.0), seed=None)
    for seed in (0, 1, 42, 5489, 2**31, 2**32 - 1, 2**32 + 7, 2**63 - 1, 2**64 - 1):
        case("uniform", "float32", (4,), lambda t: t.uniform_(generator=G), (0.0, 1.0), seed=seed)
    case("normal", "float32", (160000,), normal, (0.0, 1.0), seed=11)
    case("normal", "float64", (10000,), lambda t: t.normal_(-1.0, 2.5, generator=G), (-1.0, 2.5), seed=12)


if __name__ == "__main__":
    one_number_ops()
    permutations()
    with_inputs()
    sequences()
    lines = ",\n".join(json.dumps(c) for c in CASES)
    Path(__file__).parent.parent.joinpath("reference/random.json").write_text(f"[\n{lines}\n]\n")
    print(len(CASES), "cases")
