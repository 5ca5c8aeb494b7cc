"""What each op is in ONNX (opset 18 and later)."""

import math

from ._writer import Unsupported, Value

OPS, BUILTINS = {}, {}


def op(*names):
    def add(f):
        for n in names:
            OPS[n] = f
        return f

    return add


def builtin(*names):
    def add(f):
        for n in names:
            BUILTINS[n] = f
        return f

    return add


# Element by element.

for _name, _onnx in {
    "relu": "Relu", "sigmoid": "Sigmoid", "tanh": "Tanh", "exp": "Exp", "log": "Log", "sqrt": "Sqrt", "abs": "Abs", "neg": "Neg",
    "floor": "Floor", "ceil": "Ceil", "sin": "Sin", "cos": "Cos", "tan": "Tan", "asin": "Asin", "acos": "Acos", "atan": "Atan",
    "sinh": "Sinh", "cosh": "Cosh", "asinh": "Asinh", "acosh": "Acosh", "atanh": "Atanh", "erf": "Erf", "reciprocal": "Reciprocal",
    "round": "Round", "sign": "Sign", "logical_not": "Not", "isnan": "IsNaN", "softsign": "Softsign", "mish": "Mish",
    "det": "Det",
}.items():  # fmt: skip
    OPS[_name] = lambda c, onnx=_onnx: c.node(onnx, c.x())


def _same(c):
    return c.x()


for _name in ("contiguous", "clone", "detach", "alias", "positive"):
    OPS[_name] = _same


def _operands(c, a="input", b="other"):
    """Both operands in the dtype they are computed in."""
    want = c.dtype
    if c.op in ("eq", "ne", "lt", "le", "gt", "ge"):
        kinds = [v.dtype for v in (c[a], c[b]) if v.kind == "tensor" and v.dtype]
        order = ["bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64"]
        ranked = [v for v in (c[a], c[b]) if v.kind == "tensor" and v.rank] or [v for v in (c[a], c[b]) if v.kind == "tensor"]
        want = max((v.dtype for v in ranked if v.dtype), key=order.index, default=kinds[0] if kinds else "float32")
        number = next((v.data for v in (c[a], c[b]) if v.kind == "const"), None)
        if isinstance(number, float) and "float" not in want:
            want = "float32"
    out = []
    for n in (a, b):
        v = c[n]
        name = c.w.name(v, want)
        out.append(c.cast(name, want) if v.kind == "tensor" and v.dtype not in (want, None) else name)
    return out


for _name, _onnx in {"mul": "Mul", "maximum": "Max", "minimum": "Min"}.items():
    OPS[_name] = lambda c, onnx=_onnx: c.node(onnx, *_operands(c))
for _name, _onnx in {"eq": "Equal", "lt": "Less", "le": "LessOrEqual", "gt": "Greater", "ge": "GreaterOrEqual"}.items():
    OPS[_name] = lambda c, onnx=_onnx: c.node(onnx, *_operands(c))
for _name, _onnx in {"logical_and": "And", "logical_or": "Or", "logical_xor": "Xor"}.items():
    OPS[_name] = lambda c, onnx=_onnx: c.node(onnx, *[c.cast(c.x(n), "bool") for n in ("input", "other")])
for _name, _words in {"bitwise_and": ("And", "BitwiseAnd"), "bitwise_or": ("Or", "BitwiseOr"), "bitwise_xor": ("Xor", "BitwiseXor")}.items():
    OPS[_name] = lambda c, words=_words: c.node(words[c.dtype != "bool"], *_operands(c))


@op("pow")
def _pow(c):
    return c.node("Pow", *_operands(c, b="exponent"))


@op("bitwise_not")
def _not(c):
    return c.node("Not" if c.dtype == "bool" else "BitwiseNot", c.x())


@op("ne")
def _ne(c):
    return c.node("Not", c.node("Equal", *_operands(c)))


@op("add", "sub", "rsub")
def _add(c):
    a, b = _operands(c)
    alpha = c.const("alpha", 1)
    if c.op == "rsub":
        a, b = b, a
    if alpha != 1:
        b = c.node("Mul", b, c.number(alpha))
    return c.node("Add" if c.op == "add" else "Sub", a, b)


@op("div", "true_divide")
def _div(c):
    mode = c.const("rounding_mode")
    a, b = _operands(c)
    if mode is None:
        return c.node("Div", a, b)
    if "int" in c.dtype:
        if mode == "trunc":
            return c.node("Div", a, b)
        return c.cast(c.node("Floor", c.node("Div", c.cast(a, "float64"), c.cast(b, "float64"))), c.dtype)
    return c.node("Floor", c.node("Div", a, b)) if mode == "floor" else _trunc(c, c.node("Div", a, b))


def _trunc(c, x):
    return c.node("Mul", c.node("Sign", x), c.node("Floor", c.node("Abs", x)))


@op("trunc")
def _trunc_op(c):
    return _trunc(c, c.x())


@op("floor_divide")
def _floor_divide(c):
    a, b = _operands(c)
    if "int" in c.dtype:
        return c.cast(c.node("Floor", c.node("Div", c.cast(a, "float64"), c.cast(b, "float64"))), c.dtype)
    return c.node("Floor", c.node("Div", a, b))


@op("remainder")
def _remainder(c):
    a, b = _operands(c)
    if "int" in c.dtype:
        return c.node("Mod", a, b)
    return c.node("Sub", a, c.node("Mul", b, c.node("Floor", c.node("Div", a, b))))


@op("fmod")
def _fmod(c):
    return c.node("Mod", *_operands(c), fmod=1)


@op("square")
def _square(c):
    return c.node("Mul", c.x(), c.x())


@op("rsqrt")
def _rsqrt(c):
    return c.node("Reciprocal", c.node("Sqrt", c.x()))


@op("log2", "log10")
def _logs(c):
    return c.node("Div", c.node("Log", c.x()), c.number(math.log(2 if c.op == "log2" else 10)))


@op("log1p")
def _log1p(c):
    return c.node("Log", c.node("Add", c.x(), c.number(1.0)))


@op("expm1")
def _expm1(c):
    return c.node("Sub", c.node("Exp", c.x()), c.number(1.0))


@op("clamp", "clip")
def _clamp(c):
    x = c.x()
    if c.type() != c.dtype:
        x = c.cast(x, c.dtype)
    if c.has("min"):
        x = c.node("Max", x, c.x("min", c.dtype))
    if c.has("max"):
        x = c.node("Min", x, c.x("max", c.dtype))
    return x


@op("clamp_min", "clamp_max")
def _clamp_one(c):
    low = c.op == "clamp_min"
    return c.node("Max" if low else "Min", c.x(), c.x("min" if low else "max", c.dtype))


@op("where")
def _where(c):
    out = []
    for n in ("input", "other"):
        name = c.x(n, c.dtype)
        out.append(c.cast(name, c.dtype) if c[n].kind == "tensor" and c[n].dtype != c.dtype else name)
    return c.node("Where", c.x("condition"), *out)


@op("where.method")
def _where_method(c):
    return c.node("Where", c.x("condition"), c.x("input"), c.x("other", c.dtype))


@op("masked_fill")
def _masked_fill(c):
    return c.node("Where", c.x("mask"), c.x("value", c.dtype), c.x())


@op("to", "_to_copy", "float", "double", "half", "long", "int", "bool", "bfloat16", "type_as", "type")
def _to(c):
    return c.x() if c.type() == c.dtype else c.cast(c.x(), c.dtype)


# Activations.

@op("gelu")
def _gelu(c):
    if c.w.opset >= 20:
        return c.node("Gelu", c.x(), approximate=c.const("approximate", "none"))
    x = c.x()
    if c.const("approximate", "none") == "tanh":
        cube = c.node("Mul", x, c.node("Mul", x, x))
        inner = c.node("Mul", c.node("Add", x, c.node("Mul", cube, c.number(0.044715))), c.number(math.sqrt(2 / math.pi)))
        bell = c.node("Tanh", inner)
    else:
        bell = c.node("Erf", c.node("Div", x, c.number(math.sqrt(2))))
    return c.node("Mul", c.node("Mul", x, c.number(0.5)), c.node("Add", bell, c.number(1.0)))


@op("silu")
def _silu(c):
    return c.node("Mul", c.x(), c.node("Sigmoid", c.x()))


@op("leaky_relu")
def _leaky(c):
    return c.node("LeakyRelu", c.x(), alpha=float(c.const("negative_slope", 0.01)))


@op("elu")
def _elu(c):
    return c.node("Elu", c.x(), alpha=float(c.const("alpha", 1.0)))


@op("selu")
def _selu(c):
    return c.node("Selu", c.x(), alpha=1.6732632423543772, gamma=1.0507009873554805)


@op("celu")
def _celu(c):
    return c.node("Celu", c.x(), alpha=float(c.const("alpha", 1.0)))


@op("hardtanh")
def _hardtanh(c):
    return c.node("Clip", c.x(), c.number(c.const("min_val", -1.0)), c.number(c.const("max_val", 1.0)))


@op("relu6")
def _relu6(c):
    return c.node("Clip", c.x(), c.number(0.0), c.number(6.0))


@op("hardsigmoid")
def _hardsigmoid(c):
    return c.node("HardSigmoid", c.x(), alpha=1 / 6, beta=0.5)


@op("hardswish")
def _hardswish(c):
    return c.node("HardSwish", c.x())


@op("softplus")
def _softplus(c):
    beta = c.const("beta", 1)
    if beta == 1:
        return c.node("Softplus", c.x())
    return c.node("Div", c.node("Softplus", c.node("Mul", c.x(), c.number(beta))), c.number(beta))


@op("prelu", "_prelu_kernel")
def _prelu(c):
    w = c.x("weight")
    if c.rank() > 2 and c["weight"].sizes and c["weight"].sizes[0] > 1:
        w = c.node("Reshape", w, c.w.constant([1, -1] + [1] * (c.rank() - 2)))
    return c.node("PRelu", c.x(), w)


@op("log_sigmoid", "logsigmoid")
def _log_sigmoid(c):
    return c.node("Neg", c.node("Softplus", c.node("Neg", c.x())))


@op("tanhshrink")
def _tanhshrink(c):
    return c.node("Sub", c.x(), c.node("Tanh", c.x()))


@op("hardshrink", "softshrink")
def _shrink(c):
    lambd = float(c.const("lambd", 0.5))
    return c.node("Shrink", c.x(), lambd=lambd, bias=lambd if c.op == "softshrink" else 0.0)


@op("glu")
def _glu(c):
    a, b = c.node("Split", c.x(), outs=2, axis=c.dim(), num_outputs=2)
    return c.node("Mul", a, c.node("Sigmoid", b))


@op("softmax", "log_softmax", "_softmax", "_log_softmax", "special_softmax")
def _softmax(c):
    x = c.x()
    if c.type() != c.dtype:
        x = c.cast(x, c.dtype)
    return c.node("LogSoftmax" if "log" in c.op else "Softmax", x, axis=c.dim())


@op("dropout", "feature_dropout", "alpha_dropout", "native_dropout")
def _dropout(c):
    name = "train" if "train" in c.args else "training"
    if c.const(name, False):
        raise Unsupported("onnx.export: dropout in training mode; call .eval() first")
    return c.x()


# Products.

@op("matmul", "bmm", "mm", "mv", "dot")
def _matmul(c):
    second = next(n for n in ("other", "mat2", "vec", "tensor") if n in c.args)
    return c.node("MatMul", c.x(), c.x(second))


@op("linear")
def _linear(c):
    w = c.node("Transpose", c.x("weight"), perm=[1, 0])
    if c.rank() == 2 and c.has("bias"):
        return c.node("Gemm", c.x(), c.x("weight"), c.x("bias"), transB=1)
    out = c.node("MatMul", c.x(), w)
    return c.node("Add", out, c.x("bias")) if c.has("bias") else out


@op("addmm", "baddbmm", "addmv")
def _addmm(c):
    names = {"addmm": ("mat1", "mat2"), "baddbmm": ("batch1", "batch2"), "addmv": ("mat", "vec")}[c.op]
    out = c.node("MatMul", *[c.x(n) for n in names])
    beta, alpha = c.const("beta", 1), c.const("alpha", 1)
    if alpha != 1:
        out = c.node("Mul", out, c.number(alpha))
    bias = c.x() if beta == 1 else c.node("Mul", c.x(), c.number(beta))
    return c.node("Add", bias, out)


@op("addcmul", "addcdiv")
def _addc(c):
    part = c.node("Mul" if c.op == "addcmul" else "Div", c.x("tensor1"), c.x("tensor2"))
    value = c.const("value", 1)
    return c.node("Add", c.x(), part if value == 1 else c.node("Mul", part, c.number(value)))


@op("einsum")
def _einsum(c):
    return c.node("Einsum", *[c.w.name(v) for v in c["operands"].data], equation=c.const("equation"))


@op("scaled_dot_product_attention")
def _attention(c):
    if c.const("dropout_p", 0.0):
        raise Unsupported("onnx.export: attention with dropout")
    q, k, v = c.x("query"), c.x("key"), c.x("value")
    n = c.rank("query")
    perm = [*range(n - 2), n - 1, n - 2]
    scale = c.const("scale")
    width = c["query"].sizes[-1]
    q = c.node("Mul", q, c.number(float(scale) if scale is not None else 1 / math.sqrt(width)))
    if c.const("enable_gqa", False):
        k, v = (_repeat_heads(c, t, name) for t, name in ((k, "key"), (v, "value")))
    scores = c.node("MatMul", q, c.node("Transpose", k, perm=perm))
    if c.const("is_causal", False):
        rows, columns = (c.node("Gather", c.node("Shape", x), c.w.constant([d])) for x, d in ((q, n - 2), (k, n - 2)))
        ones = c.node("Expand", c.number(1.0, "float32"), c.node("Concat", rows, columns, axis=0))
        allowed = c.cast(c.node("Trilu", ones, upper=0), "bool")
        scores = c.node("Where", allowed, scores, c.number(-math.inf))
    if c.has("attn_mask"):
        if c["attn_mask"].dtype == "bool":
            scores = c.node("Where", c.x("attn_mask"), scores, c.number(-math.inf))
        else:
            scores = c.node("Add", scores, c.x("attn_mask"))
    return c.node("MatMul", c.node("Softmax", scores, axis=-1), v)


def _repeat_heads(c, x, name):
    heads, groups = c["query"].sizes[-3], c[name].sizes[-3]
    if heads == groups:
        return x
    sizes = c[name].sizes
    shape = [sizes[0], groups, heads // groups, -1, sizes[-1]]
    wide = c.node("Expand", c.node("Unsqueeze", x, c.w.constant([2])), c.w.constant([1, 1, heads // groups, 1, 1]))
    return c.node("Reshape", wide, c.w.constant([shape[0], heads, -1, sizes[-1]]))


# Convolutions, pooling, normalisation.

def _padding(c, n):
    p = c["padding"]
    if p.kind == "const" and isinstance(p.data, str):
        return None, "SAME_UPPER" if p.data == "same" else "VALID"
    p = c.ints("padding")
    p = p * n if len(p) == 1 else p
    return p + p, None


@op("conv1d", "conv2d", "conv3d")
def _conv(c):
    n = int(c.op[4])
    if c.rank() != n + 2:
        raise Unsupported(f"onnx.export: {c.op} of a sample without a batch")
    pads, auto = _padding(c, n)
    inputs = [c.x(), c.x("weight")] + ([c.x("bias")] if c.has("bias") else [])
    full = lambda name: (lambda v: v * n if len(v) == 1 else v)(c.ints(name))  # noqa: E731
    return c.node("Conv", *inputs, pads=pads, auto_pad=auto, strides=full("stride"), dilations=full("dilation"), group=c.const("groups", 1))


@op("conv_transpose1d", "conv_transpose2d", "conv_transpose3d")
def _conv_transpose(c):
    n = int(c.op[-2])
    full = lambda name: (lambda v: v * n if len(v) == 1 else v)(c.ints(name))  # noqa: E731
    inputs = [c.x(), c.x("weight")] + ([c.x("bias")] if c.has("bias") else [])
    pads = full("padding")
    return c.node("ConvTranspose", *inputs, pads=pads + pads, strides=full("stride"), dilations=full("dilation"), group=c.const("groups", 1), output_padding=full("output_padding"))


@op("max_pool1d", "max_pool2d", "max_pool3d", "avg_pool1d", "avg_pool2d", "avg_pool3d")
def _pool(c):
    n = int(c.op[-2])
    full = lambda v: v * n if len(v) == 1 else v  # noqa: E731
    kernel = full(c.ints("kernel_size"))
    stride = full(c.ints("stride")) if c.has("stride") and c.ints("stride") else kernel
    pads = full(c.ints("padding"))
    common = {"kernel_shape": kernel, "strides": stride, "pads": pads + pads, "ceil_mode": int(c.const("ceil_mode", False))}
    if c.op.startswith("max"):
        return c.node("MaxPool", c.x(), dilations=full(c.ints("dilation")), **common)
    if c.const("divisor_override") is not None:
        raise Unsupported("onnx.export: avg_pool with a divisor")
    return c.node("AveragePool", c.x(), count_include_pad=int(c.const("count_include_pad", True)), **common)


@op("adaptive_avg_pool1d", "adaptive_avg_pool2d", "adaptive_avg_pool3d", "adaptive_max_pool1d", "adaptive_max_pool2d", "adaptive_max_pool3d")
def _adaptive(c):
    n = int(c.op[-2])
    size = c.ints("output_size")
    size = size * n if len(size) == 1 else size
    kind = "Average" if "avg" in c.op else "Max"
    if all(s == 1 for s in size):
        return c.node(f"Global{kind}Pool", c.x())
    have = c["input"].sizes[-n:]
    if any(h % s for h, s in zip(have, size)):
        raise Unsupported(f"onnx.export: {c.op} of {list(have)} to {size}: only where the sizes divide")
    steps = [h // s for h, s in zip(have, size)]
    return c.node(f"{kind}Pool", c.x(), kernel_shape=steps, strides=steps)


@op("batch_norm")
def _batch_norm(c):
    if c.const("training", False):
        raise Unsupported("onnx.export: batch_norm in training mode; call .eval() first")
    n = c["input"].sizes[1]
    w = c.x("weight") if c.has("weight") else c.w.constant([1.0] * n, c.dtype)
    b = c.x("bias") if c.has("bias") else c.w.constant([0.0] * n, c.dtype)
    return c.node("BatchNormalization", c.x(), w, b, c.x("running_mean"), c.x("running_var"), epsilon=float(c.const("eps", 1e-5)))


@op("layer_norm")
def _layer_norm(c):
    shape = c.ints("normalized_shape")
    w = c.x("weight") if c.has("weight") else c.w.constant([1.0] * math.prod(shape), c.dtype, tuple(shape))
    inputs = [c.x(), w] + ([c.x("bias")] if c.has("bias") else [])
    return c.node("LayerNormalization", *inputs, axis=-len(shape), epsilon=float(c.const("eps", 1e-5)))


@op("rms_norm")
def _rms_norm(c):
    n = len(c.ints("normalized_shape"))
    eps = c.const("eps")
    x = c.x()
    mean = c.node("ReduceMean", c.node("Mul", x, x), c.w.constant([-i for i in range(1, n + 1)]), keepdims=1)
    eps = eps if eps is not None else {"float64": 2.220446049250313e-16, "float16": 0.0009765625}.get(c.dtype, 1.1920929e-07)
    out = c.node("Div", x, c.node("Sqrt", c.node("Add", mean, c.number(float(eps)))))
    return c.node("Mul", out, c.x("weight")) if c.has("weight") else out


@op("group_norm", "instance_norm")
def _group_norm(c):
    groups = c.const("num_groups") if c.op == "group_norm" else c["input"].sizes[1]
    x, n = c.x(), c.rank()
    shape = c.node("Shape", x)
    flat = c.node("Reshape", x, c.w.constant([0, groups, -1]))
    one, zero = c.w.constant([1.0] * groups, c.dtype), c.w.constant([0.0] * groups, c.dtype)
    out = c.node("Reshape", c.node("InstanceNormalization", flat, one, zero, epsilon=float(c.const("eps", 1e-5))), shape)
    wide = c.w.constant([-1] + [1] * (n - 2))
    if c.has("weight"):
        out = c.node("Mul", out, c.node("Reshape", c.x("weight"), wide))
    if c.has("bias"):
        out = c.node("Add", out, c.node("Reshape", c.x("bias"), wide))
    return out


@op("embedding")
def _embedding(c):
    return c.node("Gather", c.x("weight"), c.x("indices"), axis=0)


@op("upsample_nearest1d", "upsample_nearest2d", "upsample_nearest3d", "upsample_linear1d", "upsample_bilinear2d", "upsample_trilinear3d", "upsample_bicubic2d")
def _upsample(c):
    sizes = c.sizes
    mode = "nearest" if "nearest" in c.op else "cubic" if "cubic" in c.op else "linear"
    corners = bool(c.const("align_corners", False)) if "align_corners" in c.args else False
    how = "align_corners" if corners else "asymmetric" if mode == "nearest" else "half_pixel"
    head = c.node("Slice", c.node("Shape", c.x()), c.w.constant([0]), c.w.constant([2]))
    target = c.node("Concat", head, c.w.constant([int(s) for s in sizes[2:]]), axis=0)
    more = {"nearest_mode": "floor"} if mode == "nearest" else {"cubic_coeff_a": -0.75} if mode == "cubic" else {}
    return c.node("Resize", c.x(), "", "", target, mode=mode, coordinate_transformation_mode=how, **more)


@op("pixel_shuffle")
def _pixel_shuffle(c):
    return c.node("DepthToSpace", c.x(), blocksize=c.const("upscale_factor"), mode="CRD")


@op("pad", "constant_pad_nd")
def _pad(c):
    pads = c.ints("pad")
    n = c.rank()
    before, after = [0] * n, [0] * n
    for i in range(len(pads) // 2):
        before[n - 1 - i], after[n - 1 - i] = pads[2 * i], pads[2 * i + 1]
    mode = {"constant": "constant", "reflect": "reflect", "replicate": "edge", "circular": "wrap"}[c.const("mode", "constant")]
    value = c.const("value", 0)
    inputs = [c.x(), c.w.constant(before + after)] + ([c.number(0 if value is None else value)] if mode == "constant" else [])
    return c.node("Pad", *inputs, mode=mode)


# Reductions.

for _name, _onnx in {"sum": "ReduceSum", "mean": "ReduceMean", "amax": "ReduceMax", "amin": "ReduceMin", "prod": "ReduceProd"}.items():

    def _reduce(c, onnx=_onnx):
        x = c.x()
        if c.type() != c.dtype:
            x = c.cast(x, c.dtype)
        return c.node(onnx, x, c.w.constant(c.axes()), keepdims=int(bool(c.const("keepdim", False))))

    OPS[_name] = _reduce


@op("max.dim", "min.dim")
def _extreme_dim(c):
    dim, keep, most = c.dim(), int(c.const("keepdim", False)), c.op == "max"
    return [
        c.node("ReduceMax" if most else "ReduceMin", c.x(), c.w.constant([dim]), keepdims=keep),
        c.node("ArgMax" if most else "ArgMin", c.x(), axis=dim, keepdims=keep),
    ]


@op("max", "min")
def _extreme(c):
    return c.node("ReduceMax" if c.op == "max" else "ReduceMin", c.x(), keepdims=0)


@op("max.other", "min.other")
def _extreme_other(c):
    return c.node("Max" if c.op == "max" else "Min", c.x(), c.x("other"))


@op("argmax", "argmin")
def _arg(c):
    onnx = "ArgMax" if c.op == "argmax" else "ArgMin"
    if not c.has("dim"):
        return c.node("Squeeze", c.node(onnx, c.node("Reshape", c.x(), c.w.constant([-1])), axis=0, keepdims=0))
    return c.node(onnx, c.x(), axis=c.dim(), keepdims=int(c.const("keepdim", False)))


@op("any", "all")
def _any(c):
    x = c.cast(c.cast(c.x(), "bool"), "int32")
    axes = c.axes() if "dim" in c.args else list(range(c.rank()))
    out = c.node("ReduceMax" if c.op == "any" else "ReduceMin", x, c.w.constant(axes), keepdims=int(bool(c.const("keepdim", False))))
    return c.cast(out, "bool")


@op("logsumexp")
def _logsumexp(c):
    return c.node("ReduceLogSumExp", c.x(), c.w.constant(c.axes()), keepdims=int(c.const("keepdim", False)))


@op("norm", "linalg_vector_norm")
def _norm(c):
    p = c.const("p" if "p" in c.args else "ord", 2)
    if p not in (1, 2):
        raise Unsupported(f"onnx.export: the norm of order {p}")
    return c.node(f"ReduceL{int(p)}", c.x(), c.w.constant(c.axes()), keepdims=int(bool(c.const("keepdim", False))))


@op("var", "std", "var.dim", "std.dim", "var.correction", "std.correction")
def _var(c):
    axes, keep = c.axes(), int(bool(c.const("keepdim", False)))
    correction = c.const("correction", 1) if "correction" in c.args else int(c.const("unbiased", True))
    x = c.x()
    centred = c.node("Sub", x, c.node("ReduceMean", x, c.w.constant(axes), keepdims=1))
    total = c.node("ReduceSum", c.node("Mul", centred, centred), c.w.constant(axes), keepdims=keep)
    counts = c.node("Gather", c.node("Shape", x), c.w.constant(axes))
    n = c.cast(c.node("ReduceProd", counts, keepdims=0), c.dtype)
    out = c.node("Div", total, c.node("Sub", n, c.number(float(correction))))
    return c.node("Sqrt", out) if c.op == "std" else out


@op("cumsum")
def _cumsum(c):
    x = c.x() if c.type() == c.dtype else c.cast(c.x(), c.dtype)
    return c.node("CumSum", x, c.w.constant(c.dim()))


@op("topk")
def _topk(c):
    k = c.w.vector(c["k"])
    return list(c.node("TopK", c.x(), k, outs=2, axis=c.dim(), largest=int(c.const("largest", True)), sorted=int(c.const("sorted", True))))


@op("sort", "argsort")
def _sort(c):
    dim = c.dim()
    k = c.node("Gather", c.node("Shape", c.x()), c.w.constant([dim]))
    out = c.node("TopK", c.x(), k, outs=2, axis=dim, largest=int(c.const("descending", False)))
    return list(out) if c.op == "sort" else out[1]


# Shapes.

@op("reshape", "view", "_unsafe_view")
def _reshape(c):
    return c.node("Reshape", c.x(), c.w.vector(c["size" if "size" in c.args else "shape"]), allowzero=1 if c["input"].sizes and 0 in c["input"].sizes else None)


@op("flatten")
def _flatten(c):
    start, end, n = c.dim("start_dim"), c.dim("end_dim"), c.rank()
    if n == 0:
        return c.node("Reshape", c.x(), c.w.constant([1]))
    shape = c.node("Shape", c.x())
    parts = [c.node("Slice", shape, c.w.constant([0]), c.w.constant([start]))] if start else []
    parts.append(c.w.constant([-1]))
    if end < n - 1:
        parts.append(c.node("Slice", shape, c.w.constant([end + 1]), c.w.constant([n])))
    return c.node("Reshape", c.x(), parts[0] if len(parts) == 1 else c.node("Concat", *parts, axis=0))


@op("unflatten")
def _unflatten(c):
    dim, n = c.dim(), c.rank()
    shape = c.node("Shape", c.x())
    parts = [c.node("Slice", shape, c.w.constant([0]), c.w.constant([dim])), c.w.vector(c["sizes"]), c.node("Slice", shape, c.w.constant([dim + 1]), c.w.constant([n]))]
    return c.node("Reshape", c.x(), c.node("Concat", *parts, axis=0))


@op("permute")
def _permute(c):
    n = c.rank()
    return c.node("Transpose", c.x(), perm=[d % n for d in c.ints("dims")])


@op("transpose", "swapaxes", "swapdims")
def _transpose(c):
    names = [n for n in c.args if n != "input"][:2]
    a, b = (c.dim(n) for n in names)
    perm = list(range(c.rank()))
    perm[a], perm[b] = perm[b], perm[a]
    return c.node("Transpose", c.x(), perm=perm)


@op("t")
def _t(c):
    return c.node("Transpose", c.x(), perm=[1, 0]) if c.rank() == 2 else c.x()


@op("squeeze")
def _squeeze(c):
    sizes = c["input"].sizes
    axes = c.axes() if "dim" in c.args else range(len(sizes))
    axes = [a for a in axes if sizes[a] == 1]
    return c.node("Squeeze", c.x(), c.w.constant(axes)) if axes else c.x()


@op("unsqueeze")
def _unsqueeze(c):
    d = c.const("dim")
    return c.node("Unsqueeze", c.x(), c.w.constant([d + c.rank() + 1 if d < 0 else d]))


@op("expand", "broadcast_to")
def _expand(c):
    v = c["size"]
    if v.kind == "const":
        # -1 keeps the size: 1 broadcasts to it.
        return c.node("Expand", c.x(), c.w.constant([1 if s == -1 else s for s in v.data]))
    items = [Value("const", 1) if i.kind == "const" and i.data == -1 else i for i in v.data]
    return c.node("Expand", c.x(), c.w.vector(Value("list", items)))


@op("expand_as")
def _expand_as(c):
    return c.node("Expand", c.x(), c.node("Shape", c.x("other")))


@op("repeat", "tile")
def _repeat(c):
    v = c["repeats" if "repeats" in c.args else "dims"]
    n = len(v.data)
    x = c.x()
    if n > c.rank():
        x = c.node("Unsqueeze", x, c.w.constant(list(range(n - c.rank()))))
    return c.node("Tile", x, c.w.vector(v))


@op("cat", "concat", "concatenate")
def _cat(c):
    parts = c["tensors"].data
    names = [c.w.name(v) if v.dtype in (c.dtype, None) else c.cast(c.w.name(v), c.dtype) for v in parts if v.sizes != [0]]
    d = c.const("dim", 0)
    return c.node("Concat", *names, axis=d)


@op("stack")
def _stack(c):
    d = c.const("dim", 0)
    parts = c["tensors"].data
    n = parts[0].rank + 1
    d = d % n
    return c.node("Concat", *[c.node("Unsqueeze", c.w.name(v), c.w.constant([d])) for v in parts], axis=d)


def _split_list(c, sizes, dim):
    names = c.node("Split", c.x(), c.w.constant(sizes), outs=len(sizes), axis=dim)
    return names if isinstance(names, list) else [names]


@op("split", "split_with_sizes", "chunk", "tensor_split")
def _split(c):
    dim = c.dim()
    total = c["input"].sizes[dim]
    names = [n for n in c.args if n not in ("input", "tensor", "dim")]
    v = c[names[0]]
    if c.op == "chunk":
        step = -(-total // c.const(names[0]))
        sizes = [min(step, total - i) for i in range(0, total, step)]
    elif v.kind == "const" and not isinstance(v.data, list):
        sizes = [min(v.data, total - i) for i in range(0, total, v.data)]
    else:
        sizes = c.w.ints(v)
    return _split_list(c, sizes, dim)


OPS["split.function"] = OPS["split.function_sizes"] = lambda c: _split(_renamed(c))


def _renamed(c):
    c.args["input"] = c.args.pop("tensor")
    return c


@op("unbind")
def _unbind(c):
    dim = c.dim()
    parts = _split_list(c, [1] * c["input"].sizes[dim], dim)
    return [c.node("Squeeze", p, c.w.constant([dim])) for p in parts]


@op("slice")
def _slice(c):
    bound = lambda name, absent: c.w.constant([absent]) if not c.has(name) else c.w.vector(c[name])  # noqa: E731
    inputs = [c.x(), bound("start", 0), bound("end", 2**63 - 1), c.w.constant([c.dim()]), bound("step", 1)]
    return c.node("Slice", *inputs)


@op("narrow")
def _narrow(c):
    start, length = c.w.vector(c["start"]), c.w.vector(c["length"])
    return c.node("Slice", c.x(), start, c.node("Add", start, length), c.w.constant([c.dim()]))


@op("select")
def _select(c):
    return c.node("Gather", c.x(), c.x("index", "int64"), axis=c.dim())


@op("index_select")
def _index_select(c):
    return c.node("Gather", c.x(), c.x("index"), axis=c.dim())


@op("gather", "take_along_dim")
def _gather(c):
    return c.node("GatherElements", c.x(), c.x("index" if "index" in c.args else "indices"), axis=c.dim())


@op("scatter.src", "scatter", "scatter_add")
def _scatter(c):
    src = next(n for n in ("src", "value") if n in c.args)
    if c[src].kind == "const":
        update = c.node("Expand", c.number(c[src].data), c.node("Shape", c.x("index")))
    else:
        update = c.x(src)
    return c.node("ScatterElements", c.x(), c.x("index"), update, axis=c.dim(), reduction="add" if c.op == "scatter_add" else None)


@op("index")
def _index(c):
    items = c["indices"].data
    at = [i for i, v in enumerate(items) if v is not None]
    if len(at) == 1 and items[at[0]].dtype not in ("bool", "uint8"):
        return c.node("Gather", c.x(), c.w.name(items[at[0]]), axis=at[0])
    if at == list(range(len(at))) and all(items[i].dtype not in ("bool", "uint8") for i in at):
        rank = max(items[i].rank for i in at)
        shape = c.node("Shape", c.w.name(items[at[0]]))
        whole = c.w.name(items[at[0]])
        for i in at[1:]:
            whole = c.node("Add", whole, c.node("Mul", c.w.name(items[i]), c.w.constant(0)))
        shape = c.node("Shape", whole)
        columns = [c.node("Unsqueeze", c.node("Expand", c.w.name(items[i]), shape), c.w.constant([rank])) for i in at]
        return c.node("GatherND", c.x(), columns[0] if len(columns) == 1 else c.node("Concat", *columns, axis=rank))
    if at == [0] and items[0].dtype == "bool":
        where = c.node("Transpose", c.node("NonZero", c.w.name(items[0])), perm=[1, 0])
        return c.node("GatherND", c.x(), where)
    raise Unsupported("onnx.export: this kind of index")


@op("flip")
def _flip(c):
    x = c.x()
    for d in c.axes("dims"):
        x = c.node("Slice", x, c.w.constant([-1]), c.w.constant([-(2**63) + 1]), c.w.constant([d]), c.w.constant([-1]))
    return x


@op("roll")
def _roll(c):
    x = c.x()
    for s, d in zip(c.ints("shifts"), c.ints("dims")):
        d %= c.rank()
        n = c["input"].sizes[d]
        s %= n
        if s:
            cut = lambda a, b: c.node("Slice", x, c.w.constant([a]), c.w.constant([b]), c.w.constant([d]))  # noqa: E731, B023
            x = c.node("Concat", cut(n - s, n), cut(0, n - s), axis=d)
    return x


@op("tril", "triu")
def _tri(c):
    return c.node("Trilu", c.x(), c.w.constant(c.const("diagonal", 0)), upper=int(c.op == "triu"))


@op("one_hot")
def _one_hot(c):
    depth = c["num_classes"] if c.has("num_classes") and c.const("num_classes") != -1 else Value("const", c.sizes[-1])
    return c.node("OneHot", c.x(), c.w.vector(depth), c.w.constant([0, 1]))


@op("nonzero")
def _nonzero(c):
    return c.node("Transpose", c.node("NonZero", c.x()), perm=[1, 0])


# Makers.

def _filled(c, shape, value):
    from . import _proto

    data = _proto.tensor("value", c.dtype, (1,), _proto.pack(c.dtype, [value]))
    return c.node("ConstantOfShape", shape, value=data)


@op("zeros", "ones", "full", "empty")
def _make(c):
    if c.op == "full" and c["fill_value"].kind == "tensor":
        return c.node("Expand", c.x("fill_value"), c.w.vector(c["size"]))
    value = {"zeros": 0, "ones": 1, "empty": 0}.get(c.op)
    return _filled(c, c.w.vector(c["size"]), c.const("fill_value") if value is None else value)


@op("eye", "eye.m")
def _eye(c):
    n, m = c["n"], c.args.get("m", c["n"])
    return c.node("EyeLike", _filled(c, c.w.vector(Value("list", [n, m])), 0))


@op("mse_loss", "l1_loss")
def _distance(c):
    d = c.node("Sub", c.x(), c.x("target"))
    d = c.node("Mul", d, d) if c.op == "mse_loss" else c.node("Abs", d)
    how = c.const("reduction", "mean")
    return d if how in ("none", 0) else c.node("ReduceMean" if how in ("mean", 1) else "ReduceSum", d, keepdims=0)


@op("zeros_like", "ones_like", "full_like", "empty_like")
def _make_like(c):
    value = {"zeros_like": 0, "ones_like": 1, "empty_like": 0}.get(c.op)
    return _filled(c, c.node("Shape", c.x()), c.const("fill_value") if value is None else value)


@op("new_zeros", "new_ones", "new_full", "new_empty")
def _new(c):
    value = {"new_zeros": 0, "new_ones": 1, "new_empty": 0}.get(c.op)
    return _filled(c, c.w.vector(c["size"]), c.const("fill_value") if value is None else value)


@op("arange", "arange.start")
def _arange(c):
    get = lambda name, absent: c.cast(c.x(name), c.dtype) if name in c.args and c[name].kind == "tensor" else c.number(c.const(name, absent))  # noqa: E731
    return c.node("Range", get("start", 0), get("end", None), get("step", 1))


# Functions of numbers and containers.

def _number(f, onnx):
    def write(w, args):
        if all(a.kind == "const" for a in args):
            return Value("const", f(*(a.data for a in args)))
        kinds = [a.dtype if a.kind == "tensor" else "float32" if isinstance(a.data, float) else "int64" for a in args]
        dtype = "float32" if any("float" in (k or "") for k in kinds) else "int64"
        names = [w.name(a, dtype) for a in args]
        return Value("tensor", w.node(onnx, names), "bool" if onnx in ("Equal", "Less", "LessOrEqual", "Greater", "GreaterOrEqual") else dtype, ())

    return write


for _name, _f, _onnx in (
    ("add", lambda a, b: a + b, "Add"), ("sub", lambda a, b: a - b, "Sub"), ("mul", lambda a, b: a * b, "Mul"), ("neg", lambda a: -a, "Neg"),
    ("eq", lambda a, b: a == b, "Equal"), ("lt", lambda a, b: a < b, "Less"), ("le", lambda a, b: a <= b, "LessOrEqual"),
    ("gt", lambda a, b: a > b, "Greater"), ("ge", lambda a, b: a >= b, "GreaterOrEqual"),
    ("mod", lambda a, b: a % b, "Mod"), ("min", min, "Min"), ("max", max, "Max"),
):  # fmt: skip
    BUILTINS[_name] = _number(_f, _onnx)


@builtin("floordiv")
def _b_floordiv(w, args):
    if all(a.kind == "const" for a in args):
        return Value("const", args[0].data // args[1].data)
    # Integer division cuts towards zero in ONNX, and floors in Python.
    a, b = (w.node("Cast", [w.name(v)], to=11) for v in args)
    dtype = "float32" if any("float" in (v.dtype or type(v.data).__name__) for v in args) else "int64"
    return Value("tensor", w.node("Cast", [w.node("Floor", [w.node("Div", [a, b])])], to=1 if dtype == "float32" else 7), dtype, ())


@builtin("const")
def _const(w, args):
    return args[0]


@builtin("ne")
def _b_ne(w, args):
    v = BUILTINS["eq"](w, args)
    return Value("const", not v.data) if v.kind == "const" else Value("tensor", w.node("Not", [v.data]), "bool", ())


@builtin("not")
def _b_not(w, args):
    v = args[0]
    return Value("const", not v.data) if v.kind == "const" else Value("tensor", w.node("Not", [w.node("Cast", [v.data], to=9)]), "bool", ())


@builtin("bool")
def _b_bool(w, args):
    v = args[0]
    if v.kind == "const":
        return Value("const", bool(v.data))
    name = v.data if v.rank in (0, None) else w.node("Squeeze", [v.data])
    return Value("tensor", w.node("Cast", [name], to=9), "bool", ())


@builtin("int")
def _b_int(w, args):
    return _number_as(w, args[0], int, "int64")


@builtin("float")
def _b_float(w, args):
    return _number_as(w, args[0], float, "float32")


def _number_as(w, v, python, dtype):
    if v.kind == "const":
        return Value("const", python(v.data))
    return Value("tensor", w.node("Cast", [v.data], to=7 if dtype == "int64" else 1), dtype, v.sizes)


@builtin("item")
def _b_item(w, args):
    return Value("tensor", args[0].data if args[0].rank == 0 else w.node("Squeeze", [args[0].data]), args[0].dtype, ())


@builtin("bit")
def _b_bit(w, args):
    word = {"&": "And", "|": "Or", "^": "Xor"}.get(args[0].data)
    if word is None:
        raise Unsupported(f"onnx.export: the operator {args[0].data}")
    return Value("tensor", w.node(word, [w.node("Cast", [w.name(a)], to=9) for a in args[1:]]), "bool", ())


@builtin("range_len")
def _b_range_len(w, args):
    if all(a.kind == "const" for a in args):
        return Value("const", len(range(*(a.data for a in args))))
    if args[0].kind == "const" and args[0].data == 0 and args[2].kind == "const" and args[2].data == 1:
        return args[1]
    raise Unsupported("onnx.export: a range with a computed start or step")


@builtin("size")
def _b_size(w, args):
    d = args[1].data
    return Value("tensor", w.node("Gather", [w.node("Shape", [args[0].data]), w.constant(d % args[0].rank if args[0].rank else d)]), "int64", ())


@builtin("shape")
def _b_shape(w, args):
    shape = w.node("Shape", [args[0].data])
    return Value("list", [Value("tensor", w.node("Gather", [shape, w.constant(i)]), "int64", ()) for i in range(args[0].rank)])


@builtin("numel")
def _b_numel(w, args):
    return Value("tensor", w.node("Size", [args[0].data]), "int64", ())


@builtin("dim")
def _b_dim(w, args):
    return Value("const", args[0].rank)


@builtin("list", "tuple")
def _b_list(w, args):
    return Value("list", list(args))


@builtin("unpack", "to_list")
def _b_unpack(w, args):
    return args[0]


@builtin("len")
def _b_len(w, args):
    return Value("const", len(args[0].data))


@builtin("get")
def _b_get(w, args):
    if args[0].kind == "list" and args[1].kind == "const":
        return args[0].data[args[1].data]
    raise Unsupported("onnx.export: an item of a list that is chosen when the program runs")


@builtin("slice")
def _b_slice(w, args):
    if args[0].kind == "list" and all(a.kind == "const" for a in args[1:]):
        return Value("list", args[0].data[slice(*(a.data for a in args[1:]))])
    raise Unsupported("onnx.export: a slice of a list that is chosen when the program runs")


@builtin("is_none")
def _b_is_none(w, args):
    return Value("const", args[0].kind == "const" and args[0].data is None)


@builtin("assert", "raise", "print", "format", "str", "grad_mode", "format_one")
def _b_nothing(w, args):
    return Value("const", None)


@builtin("dtype")
def _b_dtype(w, args):
    return Value("dtype", args[0].dtype)


@builtin("prod")
def _b_prod(w, args):
    out = Value("const", 1)
    for v in args[0].data:
        out = BUILTINS["mul"](w, [out, v])
    return out
