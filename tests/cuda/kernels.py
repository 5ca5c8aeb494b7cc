"""Every kernel with its dtypes, as tails of modules: what the compile gate compiles. Budgets of registers are those that keep the
blocks a launch needs on a multiprocessor (65536 registers): 128 for blocks of 256 threads twice, 255 for 128 threads."""

import re

from sources import FOLDER

FLOATS = ["f16", "bf16", "f32", "f64"]
INTS = ["u8", "i8", "i16", "i32", "i64"]
REALS = [*INTS, *FLOATS]
COMPLEX = ["c64", "c128"]
COMPUTES = ["bool", *REALS, *COMPLEX]
STORED = [*COMPUTES, "u16", "u32", "u64", "f8e4m3", "f8e5m2"]
WORDS = ["u8", "u16", "u32", "u64", "u128w"]
SIZE = {"bool": 1, "u8": 1, "i8": 1, "i16": 2, "i32": 4, "i64": 8, "f16": 2, "bf16": 2, "f32": 4, "f64": 8, "c64": 8, "c128": 16}


def names(part, macro):
    """The ops of an element-wise family, read from its source."""
    return re.findall(rf"^(?:{macro})\((\w+),", (FOLDER / f"{part}.cuh").read_text(), re.M)


# What the CPU kernels compute in complex and integer dtypes; the rest is for real floats.
UNARY_COMPLEX = """Neg Conj Square MulAdd Abs Angle Real Imag Isnan Isinf Isfinite LogicalNot Sgn Sqrt Rsqrt Reciprocal Sigmoid Silu Round
PowScalar Exp Exp2 Expm1 Log Log2 Log10 Log1p Sin Cos Tan Sinh Cosh Tanh Asin Acos Atan Asinh Acosh Atanh""".split()
UNARY_INT = """Neg Abs Sign Sgn Square Relu Hardtanh Threshold Floor Ceil Trunc Conj Real Round NanToNum Imag BitwiseNot Clamp ClampMin
ClampMax MulAdd PowScalar Isnan Isinf Isposinf Isneginf Isfinite Signbit LogicalNot""".split()
BINARY_COMPLEX = "Add Sub Mul AddScaled Eq Ne LogicalAnd LogicalOr LogicalXor Div Pow Xlogy LogAddExp TanhGrad SigmoidGrad".split()
BINARY_INT = """Add Sub Mul AddScaled Maximum Fmax Minimum Fmin BitwiseAnd BitwiseOr BitwiseXor ReluGrad Eq Ne Lt Le Gt Ge LogicalAnd
LogicalOr LogicalXor FloorDiv TruncDiv Remainder Fmod Pow Gcd Lcm Heaviside Shl Shr""".split()
TESTS = "Isnan Isinf Isposinf Isneginf Isfinite Signbit LogicalNot Eq Ne Lt Le Gt Ge LogicalAnd LogicalOr LogicalXor".split()


def out_of(op, dtype):
    if op in TESTS:
        return "bool"
    if op in ("Abs", "Angle", "Real", "Imag") and dtype in COMPLEX:
        return {"c64": "f32", "c128": "f64"}[dtype]
    return dtype


def elementwise(dtypes):
    """Modules of one op each kind of dtype; halves share f32's arithmetic, so two stand for them."""
    unary, binary = names("unary", "UN"), names("binary", "BI|GRAD")
    for t in dtypes:
        kind = 2 if t in COMPLEX else 1 if t == "bool" or t in INTS else 0
        ops = [unary, UNARY_INT, UNARY_COMPLEX][kind]
        ops = [o for o in ops if o != "BitwiseNot"] if kind == 0 else ops
        yield "unary", [f"UNARY(contiguous, {o}_{t}, {o}, {t}, {t}, {out_of(o, t)})" for o in ops]
        ops = [[o for o in binary if o not in ("BitwiseAnd", "BitwiseOr", "BitwiseXor", "Shl", "Shr", "Gcd", "Lcm")], BINARY_INT, BINARY_COMPLEX][kind]
        yield "binary", [f"BINARY(contiguous, {o}_{t}, {o}, {t}, {t}, {t}, {out_of(o, t)})" for o in ops]
        ops = [["Lerp", "Addcmul", "Addcdiv", "Clamp"], ["Addcmul", "Clamp"], ["Lerp", "Addcmul", "Addcdiv"]][kind]
        yield "ternary", [f"TERNARY(contiguous, {o}_{t}, {o}, {t}, {t}, {t}, {t}, {t})" for o in ops]


def layouts():
    """Each layout with the widest and the narrowest elements; every cast."""
    for layout in ("strided", "wide"):
        yield "binary", [f"BINARY({layout}, add_{layout}_{t}, Add, {t}, {t}, {t}, {t})" for t in ("u8", "f16", "f32", "c128")]
        yield "ternary", [f"TERNARY({layout}, where_{layout}_{t}, Where, {t}, bool, {t}, {t}, {t})" for t in ("u8", "bf16", "i64", "c128")]
    yield "ternary", [f"TERNARY(contiguous, where_{t}, Where, {t}, bool, {t}, {t}, {t})" for t in COMPUTES]
    for a in STORED:
        yield "unary", [f"UNARY(contiguous, cast_{a}_{b}, Copy, {a}, {a}, {b})" for b in STORED]


def structured():
    """Everything else."""
    for t in COMPUTES:
        real = {"c64": "f32", "c128": "f64"}.get(t, t)
        s = "i64" if t == "bool" or t in INTS else t
        folds = [f"REDUCE({f}_{t}, {f}, {s}, {t}, {s}, {s})" for f in ("Sum", "Prod")]
        folds += [f"REDUCE({f}_{t}, {f}, {t}, {t}, bool, bool)" for f in ("Any", "All")] + [f"REDUCE(Count_{t}, CountNonzero, {t}, {t}, i64, i64)"]
        if t not in COMPLEX:
            folds += [f"REDUCE({f}_{t}, {f}, {t}, {t}, {t}, i64)" for f in ("Max", "Min", "ArgMax", "ArgMin")]
        if t in FLOATS or t in COMPLEX:
            folds += [f"REDUCE({f}_{t}, {f}, {real}, {t}, {real}, {real})" for f in ("AbsSum", "SumSquares", "Norm2", "NormP", "AbsMax", "AbsMin")]
            folds += [f"REDUCE(Mean_{t}, Mean, {t}, {t}, {t}, {t})", f"REDUCE(VarMean_{t}, VarMean, {t}, {t}, {real}, {t})"]
        if t in FLOATS:
            folds += [f"REDUCE({f}_{t}, {f}, {t}, {t}, {t}, {t})" for f in ("NanSum", "LogSumExp")]
        folds.append(f"REDUCE_VECTOR(Sum_{t}, Sum, {s}, {t}, {s}, {s}, {16 // max(SIZE[t], 2)})")
        yield "reduce", folds
        yield "scan", [f"SCAN({f}_{t}, {f}, {s}, {t}, {s}, i64)" for f in (["Sum", "Prod"] if t not in FLOATS + COMPLEX else ["Sum", "Prod", "LogSumExp"])]
        if t not in COMPLEX:
            yield "scan", [f"SCAN({f}_{t}, {f}, {t}, {t}, {t}, i64)" for f in ("Max", "Min")]
            v = 16 // SIZE[t]
            sort = [f"SORT_SMALL(sort{n}_{t}, {t}, {n})" for n in (64, 1024)] + [f"SORT_RADIX(radix_{t}, {t})", f"SORT_TOP(top_{t}, {t})"]
            sort += [f"SORT_RUNS(runs_{t}, {t})", f"SORT_MODE(mode_{t}, {t})", f"SEARCH(search_{t}, {t}, i64)", f"SEARCH(search32_{t}, {t}, i32)"]
            yield "sort", sort
        ops = ["ASSIGN", "ADD", "MUL"] if t in COMPLEX else ["ASSIGN", "ADD", "MUL", "MAX", "MIN"]
        index = [f"INDEX_LANES({o}_{t}, {o}, {t}, i64)" for o in ops]
        index += [f"INDEX_WRITE(w{o}_{t}, {o}, {t}, 1, i64)" for o in ops if not (t == "c128" and o == "MUL")]
        if t != "bool":
            index.append(f"INDEX_SEGMENTS(segments_{t}, {t}, {t})")
            yield "gemm", [f"GEMM(gemm_{t}, {t})"]
            yield "conv", [f"CONV_FORWARD(a_{t}, {t})", f"CONV_BACKWARD_INPUT(b_{t}, {t})", f"CONV_BACKWARD_WEIGHT(c_{t}, {t})"]
        yield "index", index
        yield "mask", [f"MASK_COUNT(count_{t}, {t})", f"MASK_PLACES(places_{t}, {t})"]
    for t in FLOATS:
        v, s, acc = 16 // SIZE[t], ("f64" if t == "f64" else "f32"), ("f64" if t == "f64" else "f32")
        for log in ("true", "false"):
            yield "softmax", [f"SOFTMAX(softmax_{log}_{t}, {log}, {t}, {t}, {v})", f"SOFTMAX_BACKWARD(back_{log}_{t}, {log}, {t}, {t}, {v})"]
        norm = [f"NORM(norm_{r}_{t}, {r}, {t}, {w}, {s}, {v})\nNORM_BACKWARD(norm_{r}_{t}, {r}, {t}, {w}, {s})" for r in ("true", "false") for w in [t]]
        yield "norm", [*norm, f"GROUP_NORM(group_{t}, {t}, {t}, {s})"]
        yield "batch_norm", [f"BATCH_NORM(batch_{t}, {t}, {s}, {s})"]
        dists = ["Uniform", "Normal", "LogNormal", "Bernoulli", "Exponential", "Geometric", "Cauchy", "Small", "Large"]
        yield "random", [f"RANDOM({d}_{t}, {d}, {t})" for d in dists] + [f"RANDOM_BERNOULLI(tensor_{t}, {t}, {t})", f"RANDOM_DROPOUT(dropout_{t}, 4, {t})", f"RANDOM_DROPOUT(dropout1_{t}, 1, {t})"]
        pool = [f"POOL({w}_{t}, {w}, {t})" for w in ("avg", "avg_backward", "adaptive_avg", "adaptive_avg_backward")]
        yield "pool", pool + [f"POOL_MAX_BACKWARD(max_backward_{t}, {t})"]
        loss = [f"LOSS_FORWARD(loss_{t}, {t}, {t}, i64)", f"LOSS_FINISH(mean_{t}, {t})"]
        yield "loss", loss + [f"LOSS_BACKWARD(back_{soft}_{t}, {soft}, {t}, {t}, i64)" for soft in ("true", "false")]
        yield "optim", [f"OPTIM_ADAM(adam_{t}, {t}, {t}, {acc})", f"OPTIM_SGD(sgd_{t}, {t}, {t}, {t})", f"OPTIM_UNSCALE(unscale_{t}, {t})", f"OPTIM_NORMS(norms_{t}, false, {t})", f"OPTIM_NORMS(most_{t}, true, {t})"]
        yield "sort", [f"HISTOGRAM(hist_{t}, {t})"]
        yield "fill", [f"FREXP(frexp_{t}, {t})"]
        yield "grid", [f"GRID_FORWARD(grid_{t}, {t})", f"GRID_BACKWARD(grid_back_{t}, {t})"]
        yield "ctc", [f"CTC_FORWARD(ctc_{t}, {t})", f"CTC_BACKWARD(ctc_back_{t}, {t})"]
        yield "rnn", [f"RNN(rnn_{t}, {t})"]
        yield "sample", [f"SAMPLE({w}_{t}, {w}, {t})" for w in ("POISSON", "BINOMIAL", "GAMMA")] + [f"SAMPLE_CATEGORIES(categories_{t}, {t})"]
    yield "fill", [f"{m}({m}_{t}, {t})" for t in COMPUTES for m in ("FILL_RANGE", "FILL_LINE")] + ["FILL_TRIANGLE(triangle)", "XOR_ROWS(xor_rows)", "PIVOTS(pivots)"]
    for t in INTS:
        yield "random", [f"RANDOM({d}_{t}, {d}, {t})" for d in ("Bernoulli", "Geometric", "Small", "Large")]
        yield "sort", [f"BINCOUNT(bins_{t}, {t}, i64, i64)", f"BINCOUNT(weights_{t}, {t}, f64, f64)"]
    yield "random", ["RANDOM(bernoulli_bool, Bernoulli, bool)", "RANDOM(small_bool, Small, bool)"]
    yield "pool", [f"{m}({m}_{t}, {t})" for t in REALS for m in ("POOL_MAX", "POOL_ADAPTIVE_MAX")]
    for t in ("f32", "f64"):
        yield "gamma", [f"GAMMA_SLOPE(gamma_{t}, {t})", f"DIRICHLET_SLOPE(dirichlet_{t}, {t})"]
        yield "roi", [f"{m}({m}_{t}, {t})" for m in ("ROI_FORWARD", "ROI_BACKWARD", "ROI_MAX", "ROI_MAX_BACKWARD", "ROI_SUPPRESS")]
    for t in FLOATS:
        v = 16 // SIZE[t]
        kinds = (((1, 1), True), ((1, 0), False), ((2, 1), False))
        structures = [chain(t, steps, flat, v, f"C{k}_{t}") for k, (steps, flat) in enumerate(kinds)]
        yield "fused", structures + [f"CHAIN(chain{k}_{t}, C{k}_{t})" for k in range(3)]
        if t in ("f16", "f64"):
            continue
        yield "fused_reduce", structures[:1] + [f"REDUCE_CHAIN({f}_{t}, {f}, {t}, C0_{t}, {t}, {t}, {v})" for f in ("Sum", "Mean", "Max", "Norm2")]
        yield "fused_softmax", structures[:1] + [f"SOFTMAX_CHAIN(log_{t}, true, C0_{t}, {t}, {v})", f"SOFTMAX_CHAIN(soft_{t}, false, C0_{t}, {t}, {v})"]
    for t in ("f32", "f64", "c64", "c128"):
        yield "small", [f"SMALL_MATRICES(small_{t}, {t})"]
    for w in WORDS:
        yield "index", [f"INDEX_READ(read{k}_{w}, {w}, {k}, {i})" for k, i in ((1, "i64"), (1, "i32"), (3, "i64")) if i == "i64"]
        yield "mask", [f"MASK_SELECT(select_{w}, {w})", f"MASK_SCATTER(scatter_{w}, {w})"]
    yield "mask", ["MASK_OFFSETS(offsets)"]
    for t in ("f16", "bf16"):
        for d in (32, 64, 96, 128):
            for drop in ("true", "false") if d == 128 or t == "bf16" and d == 64 else ("false",):
                yield "attention", [f"ATTENTION_FORWARD(forward{d}_{drop}_{t}, {t}, {d}, {drop})", f"ATTENTION_BACKWARD(backward{d}_{drop}_{t}, {t}, {d}, {drop})"]


def chain(dtype, steps, flat, n, name="Chain0"):
    """A chain as the engine writes it: `sigmoid(x * y + 3)`, with the product stored. `steps`: how `x` and `y` are read."""
    place = [f"at[{k}] = {'(i64)i' if s else '0'};" for k, s in enumerate([*steps, 1])] if flat else ["chain_place<u32>(a.strides, a.sizes, a.div, i, at);"]
    loads = [f"Pack<{dtype}, N> x{k} = chain_take<{dtype}, N, {s}>(a.in[{k}], at[{k}], a.strides[{k}][0]);" for k, s in enumerate(steps)]
    mul, add, sigmoid = f"bi::Mul<{dtype}>", f"bi::Add<{dtype}>", f"un::Sigmoid<{dtype}>"
    return f"""struct {name} {{
    typedef ChainParams<2, 1, 1, {1 if flat else 2}> Params;
    typedef {dtype} T;
    static const int N = {n}, IN = 2;
    static DEV void place(const Params& a, u64 i, i64 (&at)[3]) {{ {" ".join(place)} }}
    template <int N> static DEV Pack<T, N> run(const Params& a, const i64 (&at)[3]) {{
        {" ".join(loads)}
        Pack<{dtype}, N> y0;
        Pack<T, N> last;
#pragma unroll
        for (int j = 0; j < N; j++) {{
            {dtype} v0 = seam(cast<{dtype}>({mul}::at(a.num, cast<{mul}::T>(x0.v[j]), cast<{mul}::T>(x1.v[j]))), a.zero);
            {dtype} v1 = seam(cast<{dtype}>({add}::at(a.num, cast<{add}::T>(v0), a.num[0].as<{add}::T>())), a.zero);
            {dtype} v2 = cast<{dtype}>({sigmoid}::at(a.num, cast<{sigmoid}::T>(v1)));
            y0.v[j] = v0;
            last.v[j] = v2;
        }}
        chain_put<{dtype}, N>(a.out[0], at[2], y0);
        return last;
    }}
}};
"""


def budget(family):
    """Registers a thread may use."""
    return 255 if family in ("attention", "gemm", "conv") else 128 if family in ("scan", "sample", "pool") else 96


# Series of f64 functions with tables on the stack may spill a little.
SPILLS = ("AiryAi", "BesselK", "Ndtri", "ScaledBesselK", "Polygamma", "Zeta", "Igamma", "Polynomial", "Atan", "c128", "Pow")
# Products of ints keep one register too many: stored and read once a tile.
ONE_REGISTER = ("gemm_u8", "gemm_i8", "gemm_i16", "gemm_i32", "gemm_i64")


def spills(name):
    """Bytes that a kernel may keep in memory for want of registers, stores and loads together."""
    if name.startswith(SPILLS) or "c128" in name:
        return 1400
    # The keys' gradients with the largest heads fill all 255 registers.
    if name.startswith("backward128_"):
        return 16
    return 8 if name in ONE_REGISTER else 0
