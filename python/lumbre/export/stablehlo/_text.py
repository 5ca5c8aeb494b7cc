"""StableHLO as text: one function per operation, each computing the type of its result."""

import math

TYPES = {
    "bool": "i1", "uint8": "ui8", "uint16": "ui16", "uint32": "ui32", "uint64": "ui64", "int8": "i8", "int16": "i16", "int32": "i32",
    "int64": "i64", "float16": "f16", "bfloat16": "bf16", "float32": "f32", "float64": "f64", "complex64": "complex<f32>",
    "complex128": "complex<f64>",
}  # fmt: skip
FLOATS = ("float16", "bfloat16", "float32", "float64")
COMPLEX = {"complex64": "float32", "complex128": "float64"}
BITS = {"float16": 16, "bfloat16": 16, "float32": 32, "float64": 64, "bool": 1}
BITS |= {f"{s}int{n}": n for s in ("", "u") for n in (8, 16, 32, 64)}


def tensor_type(dtype, shape):
    return f"tensor<{''.join(f'{n}x' for n in shape)}{TYPES[dtype]}>"


def number(value, dtype):
    """A number as MLIR writes it."""
    if dtype == "bool":
        return "true" if value else "false"
    if dtype in COMPLEX:
        value = complex(value)
        return f"({number(value.real, COMPLEX[dtype])}, {number(value.imag, COMPLEX[dtype])})"
    if dtype not in FLOATS:
        bits, signed = BITS[dtype], dtype[0] == "i"
        value = int(value) & ((1 << bits) - 1)
        return str(value - (1 << bits) if signed and value >> (bits - 1) else value)
    value = float(value)
    if not math.isfinite(value):
        exponent, fraction = {"float16": (5, 10), "bfloat16": (8, 7), "float32": (8, 23), "float64": (11, 52)}[dtype]
        word = ((1 << exponent) - 1) << fraction
        word |= (1 << (fraction - 1)) if value != value else 0
        word |= (1 << (exponent + fraction)) if value < 0 else 0
        return f"0x{word:0{(1 + exponent + fraction) // 4}X}"
    text = repr(value)
    return text if "." in text or "e" not in text else text.replace("e", ".0e")


def broadcast_shape(*shapes):
    out = []
    for sizes in zip(*((1,) * (max(map(len, shapes)) - len(s)) + tuple(s) for s in shapes)):
        wide = [n for n in sizes if n != 1]
        if len(set(wide)) > 1:
            raise ValueError(f"export.to_stablehlo: the shapes {shapes} do not broadcast")
        out.append(wide[0] if wide else 1)
    return tuple(out)


class Val:
    """A tensor of the text, with the arithmetic of its dtype; shapes broadcast, numbers take the dtype."""

    __slots__ = ("b", "name", "dtype", "shape", "number", "maybe")

    def __init__(self, b, name, dtype, shape, number=False, maybe=False):
        self.b, self.name, self.dtype, self.shape = b, name, dtype, tuple(shape)
        # A number taken out of a tensor, by the rules of promotion; a value that is None on some path, where nobody reads it.
        self.number, self.maybe = number, maybe

    @property
    def rank(self):
        return len(self.shape)

    @property
    def size(self):
        return math.prod(self.shape)

    @property
    def is_float(self):
        return self.dtype in FLOATS

    @property
    def is_complex(self):
        return self.dtype in COMPLEX

    @property
    def type(self):
        return tensor_type(self.dtype, self.shape)

    def __add__(self, o):
        return self.b.binary("add", self, o)

    def __radd__(self, o):
        return self.b.binary("add", o, self)

    def __sub__(self, o):
        return self.b.binary("subtract", self, o)

    def __rsub__(self, o):
        return self.b.binary("subtract", o, self)

    def __mul__(self, o):
        return self.b.binary("multiply", self, o)

    __rmul__ = __mul__

    def __truediv__(self, o):
        return self.b.binary("divide", self, o)

    def __rtruediv__(self, o):
        return self.b.binary("divide", o, self)

    def __neg__(self):
        return self.b.unary("negate", self)

    def __lt__(self, o):
        return self.b.compare("LT", self, o)

    def __le__(self, o):
        return self.b.compare("LE", self, o)

    def __gt__(self, o):
        return self.b.compare("GT", self, o)

    def __ge__(self, o):
        return self.b.compare("GE", self, o)

    def eq(self, o):
        return self.b.compare("EQ", self, o)

    def ne(self, o):
        return self.b.compare("NE", self, o)

    def __and__(self, o):
        return self.b.binary("and", self, o)

    def __or__(self, o):
        return self.b.binary("or", self, o)

    def __invert__(self):
        return self.b.unary("not", self)

    def to(self, dtype):
        return self.b.convert(self, dtype)


class Builder:
    """Writes the operations of one function; every method gives the `Val` of its result."""

    def __init__(self):
        self.lines, self.depth, self.count, self.constants = [], 2, 0, {}

    # Text.

    def fresh(self):
        self.count += 1
        return f"%{self.count - 1}"

    def line(self, text):
        self.lines.append("  " * self.depth + text)

    def emit(self, op, operands, results, attributes="", regions=()):
        """One operation in the generic form. `results` are (dtype, shape); gives their values."""
        outs = [Val(self, self.fresh(), d, s) for d, s in results]
        names = ", ".join(o.name for o in outs)
        head = f'{names} = "{op}"({", ".join(v.name for v in operands)})' if outs else f'"{op}"({", ".join(v.name for v in operands)})'
        types = ", ".join(v.type for v in operands)
        made = outs[0].type if len(outs) == 1 else f"({', '.join(o.type for o in outs)})"
        tail = f"{' {' + attributes + '}' if attributes else ''} : ({types}) -> {made}"
        if not regions:
            self.line(head + tail)
            return outs
        self.line(head + " ({")
        for i, (params, write) in enumerate(regions):
            if i:
                self.line("}, {")
            self.region(params, write)
        self.line("})" + tail)
        return outs

    def region(self, params, write):
        """A region whose block takes values of these (dtype, shape); `write` gives the values it returns."""
        given = [Val(self, self.fresh(), d, s) for d, s in params]
        if given:
            self.line(f"^bb0({', '.join(f'{v.name}: {v.type}' for v in given)}):")
        # Constants made inside are not seen outside.
        outer, self.constants = self.constants, dict(self.constants)
        self.depth += 1
        results = write(*given)
        results = [results] if isinstance(results, Val) else list(results)
        self.emit("stablehlo.return", results, [])
        self.depth -= 1
        self.constants = outer

    # Constants.

    def const(self, value, dtype, shape=()):
        """A tensor that is one number everywhere."""
        key = (number(value, dtype), dtype, tuple(shape))
        if key not in self.constants:
            out = Val(self, self.fresh(), dtype, shape)
            self.line(f"{out.name} = stablehlo.constant dense<{key[0]}> : {out.type}")
            self.constants[key] = out
        return self.constants[key]

    def dense(self, values, dtype, shape):
        """A tensor of these numbers, given flat."""
        shape = tuple(shape)
        if not math.prod(shape):
            return self.const(0, dtype, shape)
        rows = [number(v, dtype) for v in values]
        for n in reversed(shape):
            rows = [f"[{', '.join(rows[i : i + n])}]" for i in range(0, len(rows), n)]
        out = Val(self, self.fresh(), dtype, shape)
        self.line(f"{out.name} = stablehlo.constant dense<{rows[0]}> : {out.type}")
        return out

    def ints(self, values, dtype="int64"):
        return self.dense(list(values), dtype, (len(values),))

    def iota(self, shape, dim, dtype="int64"):
        return self.emit("stablehlo.iota", [], [(dtype, shape)], f"iota_dimension = {dim} : i64")[0]

    # Element by element.

    def unary(self, op, x):
        name = op if "." in op else f"stablehlo.{op}"
        return self.emit(name, [x], [(x.dtype, x.shape)])[0]

    def pair(self, x, y):
        """Both in one shape; a number takes the other's dtype."""
        dtype = x.dtype if isinstance(x, Val) else y.dtype
        x, y = (v if isinstance(v, Val) else self.const(v, dtype) for v in (x, y))
        if x.dtype != y.dtype:
            raise TypeError(f"export.to_stablehlo: {x.dtype} and {y.dtype} in one operation")
        shape = broadcast_shape(x.shape, y.shape)
        return self.broadcast(x, shape), self.broadcast(y, shape)

    def binary(self, op, x, y):
        x, y = self.pair(x, y)
        return self.emit(op if "." in op else f"stablehlo.{op}", [x, y], [(x.dtype, x.shape)])[0]

    def compare(self, direction, x, y):
        x, y = self.pair(x, y)
        kind = "FLOAT" if x.is_float or x.is_complex else "UNSIGNED" if x.dtype in ("bool", "uint8", "uint32", "uint64") else "SIGNED"
        words = f"comparison_direction = #stablehlo<comparison_direction {direction}>, compare_type = #stablehlo<comparison_type {kind}>"
        return self.emit("stablehlo.compare", [x, y], [("bool", x.shape)], words)[0]

    def select(self, cond, x, y):
        dtype = x.dtype if isinstance(x, Val) else y.dtype
        x, y = (v if isinstance(v, Val) else self.const(v, dtype) for v in (x, y))
        shape = broadcast_shape(cond.shape, x.shape, y.shape)
        cond, x, y = (self.broadcast(v, shape) for v in (cond, x, y))
        return self.emit("stablehlo.select", [cond, x, y], [(x.dtype, shape)])[0]

    def convert(self, x, dtype):
        if x.dtype == dtype:
            return x
        if dtype == "bool":
            return x.ne(0)
        if x.is_complex and dtype not in COMPLEX:
            return self.convert(self.real(x), dtype)
        if x.is_float and dtype in ("uint8", "uint16", "uint32"):
            # Out of range is undefined there; through int64 it wraps as it does here.
            x = self.convert(x, "int64")
        return self.emit("stablehlo.convert", [x], [(dtype, x.shape)])[0]

    def bitcast(self, x, dtype, shape=None):
        return self.emit("stablehlo.bitcast_convert", [x], [(dtype, x.shape if shape is None else shape)])[0]

    def max(self, x, y):
        return self.binary("maximum", x, y)

    def min(self, x, y):
        return self.binary("minimum", x, y)

    def pow(self, x, y):
        return self.binary("power", x, y)

    def exp(self, x):
        return self.unary("exponential", x)

    def log(self, x):
        return self.unary("log", x)

    def log1p(self, x):
        return self.unary("log_plus_one", x)

    def sqrt(self, x):
        return self.unary("sqrt", x)

    def rsqrt(self, x):
        return self.unary("rsqrt", x)

    def tanh(self, x):
        return self.unary("tanh", x)

    def sigmoid(self, x):
        return self.unary("logistic", x)

    def abs(self, x):
        if x.dtype in ("uint8", "uint32", "uint64"):
            return x
        if x.is_complex:
            return self.emit("stablehlo.abs", [x], [(COMPLEX[x.dtype], x.shape)])[0]
        return self.unary("abs", x)

    def sign(self, x):
        return self.min(x, 1) if x.dtype[0] == "u" else self.unary("sign", x)

    def floor(self, x):
        return self.unary("floor", x)

    def erf(self, x):
        return self.unary("chlo.erf", x)

    def isnan(self, x):
        return x.ne(x)

    def real(self, x):
        return self.emit("stablehlo.real", [x], [(COMPLEX[x.dtype], x.shape)])[0]

    def imag(self, x):
        return self.emit("stablehlo.imag", [x], [(COMPLEX[x.dtype], x.shape)])[0]

    def complex(self, re, im):
        dtype = next(k for k, v in COMPLEX.items() if v == re.dtype)
        return self.emit("stablehlo.complex", list(self.pair(re, im)), [(dtype, broadcast_shape(re.shape, im.shape))])[0]

    # Shapes.

    def broadcast_in_dim(self, x, shape, dims):
        return self.emit("stablehlo.broadcast_in_dim", [x], [(x.dtype, shape)], f"broadcast_dimensions = {array(dims)}")[0]

    def broadcast(self, x, shape):
        """The shape by PyTorch's rules: dimensions are matched from the last."""
        shape = tuple(shape)
        if x.shape == shape:
            return x
        return self.broadcast_in_dim(x, shape, range(len(shape) - x.rank, len(shape)))

    def reshape(self, x, shape):
        shape = tuple(shape)
        return x if x.shape == shape else self.emit("stablehlo.reshape", [x], [(x.dtype, shape)])[0]

    def transpose(self, x, perm):
        perm = tuple(perm)
        if perm == tuple(range(x.rank)):
            return x
        return self.emit("stablehlo.transpose", [x], [(x.dtype, [x.shape[d] for d in perm])], f"permutation = {array(perm)}")[0]

    def unsqueeze(self, x, dim):
        dim %= x.rank + 1
        return self.reshape(x, x.shape[:dim] + (1,) + x.shape[dim:])

    def slice(self, x, start, limit, step=None):
        step = step or [1] * x.rank
        shape = tuple(max(0, -(-(b - a) // s)) for a, b, s in zip(start, limit, step))
        if shape == x.shape:
            return x
        words = f"start_indices = {array(start)}, limit_indices = {array(limit)}, strides = {array(step)}"
        return self.emit("stablehlo.slice", [x], [(x.dtype, shape)], words)[0]

    def cut(self, x, dim, start, stop, step=1):
        """The slice along one dimension."""
        starts, limits, steps = [0] * x.rank, list(x.shape), [1] * x.rank
        starts[dim], limits[dim], steps[dim] = start, stop, step
        return self.slice(x, starts, limits, steps)

    def concat(self, parts, dim):
        if len(parts) == 1:
            return parts[0]
        shape = list(parts[0].shape)
        shape[dim] = sum(p.shape[dim] for p in parts)
        return self.emit("stablehlo.concatenate", parts, [(parts[0].dtype, shape)], f"dimension = {dim} : i64")[0]

    def reverse(self, x, dims):
        return self.emit("stablehlo.reverse", [x], [(x.dtype, x.shape)], f"dimensions = {array(dims)}")[0] if dims else x

    def pad(self, x, low, high, inside=None, value=0):
        """Edges of `value` (negative ones cut), and `inside` of them between elements."""
        inside = inside or [0] * x.rank
        shape = [a + b + n + max(n - 1, 0) * i for n, a, b, i in zip(x.shape, low, high, inside)]
        fill = value if isinstance(value, Val) else self.const(value, x.dtype)
        words = f"edge_padding_low = {array(low)}, edge_padding_high = {array(high)}, interior_padding = {array(inside)}"
        return self.emit("stablehlo.pad", [x, fill], [(x.dtype, shape)], words)[0]

    # Many elements at once.

    def reduce(self, x, dims, op, start):
        """Reduced by `op`, an operation's name, from the number `start`; the dimensions go."""
        dims = sorted(dims)
        if not dims:
            return x
        scalar = [(x.dtype, ())] * 2
        shape = [n for d, n in enumerate(x.shape) if d not in dims]
        region = (scalar, lambda a, b: self.binary(op, a, b))
        return self.emit("stablehlo.reduce", [x, self.const(start, x.dtype)], [(x.dtype, shape)], f"dimensions = {array(dims)}", [region])[0]

    def sum(self, x, dims, keep=False):
        return self.kept(x, self.reduce(x, dims, "or" if x.dtype == "bool" else "add", 0), dims, keep)

    def kept(self, x, y, dims, keep):
        """`y`, reduced from `x` along `dims`, with dimensions of size one there."""
        return self.reshape(y, [1 if d in dims else n for d, n in enumerate(x.shape)]) if keep else y

    def largest(self, x, dims, keep=False):
        return self.kept(x, self.reduce(x, dims, "maximum", lowest(x.dtype)), dims, keep)

    def smallest(self, x, dims, keep=False):
        return self.kept(x, self.reduce(x, dims, "minimum", highest(x.dtype)), dims, keep)

    def dot(self, x, y, batch, contract):
        """`dot_general`: (dimensions of x, dimensions of y) of the batch and of the sum; the result is batch, rest of x, rest of y."""
        rest = [[n for d, n in enumerate(v.shape) if d not in batch[i] and d not in contract[i]] for i, v in enumerate((x, y))]
        shape = [x.shape[d] for d in batch[0]] + rest[0] + rest[1]
        numbers = (
            f"#stablehlo.dot<lhs_batching_dimensions = {listed(batch[0])}, rhs_batching_dimensions = {listed(batch[1])}, "
            f"lhs_contracting_dimensions = {listed(contract[0])}, rhs_contracting_dimensions = {listed(contract[1])}>"
        )
        return self.emit("stablehlo.dot_general", [x, y], [(x.dtype, shape)], f"dot_dimension_numbers = {numbers}, {PRECISE}")[0]

    def convolution(self, x, w, numbers, shape, strides, padding, dilations, groups=1, input_dilation=None):
        """`numbers` label the dimensions of x, w and the result: batch "b", features "f" ("i" and "o" of w), and 0, 1, … in space."""
        labels = [f"[{', '.join(map(str, v))}]" for v in numbers]
        words = (
            f"window_strides = {array(strides)}, padding = {pairs(padding)}, lhs_dilation = {array(input_dilation or [1] * len(strides))}, "
            f"rhs_dilation = {array(dilations)}, dimension_numbers = #stablehlo.conv<{labels[0]}x{labels[1]}->{labels[2]}>, "
            f"feature_group_count = {groups} : i64, batch_group_count = 1 : i64, {PRECISE}"
        )
        return self.emit("stablehlo.convolution", [x, w], [(x.dtype, shape)], words)[0]

    def window(self, xs, starts, op, sizes, strides, padding, dilations=None):
        """`reduce_window` over all dimensions; `op` is an operation's name, or a function from pairs of scalars to scalars."""
        x = xs[0]
        dilations = dilations or [1] * x.rank
        shape = [window_size(n, k, s, p, d) for n, k, s, p, d in zip(x.shape, sizes, strides, padding, dilations)]
        body = op if callable(op) else lambda a, b: self.binary(op, a, b)
        region = ([(v.dtype, ()) for v in xs] * 2, body)
        words = f"window_dimensions = {array(sizes)}, window_strides = {array(strides)}, window_dilations = {array(dilations)}, padding = {pairs(padding)}"
        outs = self.emit("stablehlo.reduce_window", [*xs, *starts], [(v.dtype, shape) for v in xs], words, [region])
        return outs if len(xs) > 1 else outs[0]

    def gather(self, x, indices, slice_sizes, offset_dims, collapsed, start_map, shape):
        """`gather` whose index vectors lie along the last dimension of `indices`."""
        numbers = (
            f"#stablehlo.gather<offset_dims = {listed(offset_dims)}, collapsed_slice_dims = {listed(collapsed)}, "
            f"start_index_map = {listed(start_map)}, index_vector_dim = {indices.rank - 1}>"
        )
        words = f"dimension_numbers = {numbers}, slice_sizes = {array(slice_sizes)}, indices_are_sorted = false"
        return self.emit("stablehlo.gather", [x, indices], [(x.dtype, shape)], words)[0]

    def scatter(self, x, indices, updates, window_dims, inserted, to_dims, op="set"):
        """`scatter` whose index vectors lie along the last dimension; `op` joins what was there and the update."""
        numbers = (
            f"#stablehlo.scatter<update_window_dims = {listed(window_dims)}, inserted_window_dims = {listed(inserted)}, "
            f"scatter_dims_to_operand_dims = {listed(to_dims)}, index_vector_dim = {indices.rank - 1}>"
        )
        region = ([(x.dtype, ())] * 2, lambda a, b: b if op == "set" else self.binary(op, a, b))
        words = f"scatter_dimension_numbers = {numbers}, indices_are_sorted = false, unique_indices = false"
        return self.emit("stablehlo.scatter", [x, indices, updates], [(x.dtype, x.shape)], words, [region])[0]

    def sort(self, xs, dim, before):
        """All sorted along a dimension by `before`, a function of pairs of scalars."""
        params = [(v.dtype, ()) for v in xs for _ in (0, 1)]
        words = f"dimension = {dim} : i64, is_stable = true"
        return self.emit("stablehlo.sort", xs, [(v.dtype, v.shape) for v in xs], words, [(params, before)])

    def loop(self, start, condition, body):
        """`while`: functions from the carried values to the condition and to the next ones."""
        kinds = [(v.dtype, v.shape) for v in start]
        return self.emit("stablehlo.while", start, kinds, "", [(kinds, condition), (kinds, body)])

    def branch(self, cond, then, other, results):
        return self.emit("stablehlo.if", [cond], results, "", [((), then), ((), other)])


PRECISE = "precision_config = [#stablehlo<precision HIGHEST>, #stablehlo<precision HIGHEST>]"


def array(values):
    values = list(values)
    return f"array<i64: {', '.join(map(str, values))}>" if values else "array<i64>"


def listed(values):
    return f"[{', '.join(map(str, values))}]"


def pairs(padding):
    rows = ", ".join(f"[{a}, {b}]" for a, b in padding)
    return f"dense<[{rows}]> : tensor<{len(padding)}x2xi64>"


def window_size(n, k, s, p, d):
    return max(0, (n + p[0] + p[1] - d * (k - 1) - 1) // s + 1)


def lowest(dtype):
    if dtype == "bool":
        return 0
    return -math.inf if dtype in FLOATS else 0 if dtype[0] == "u" else -(1 << (BITS[dtype] - 1))


def highest(dtype):
    if dtype == "bool":
        return 1
    return math.inf if dtype in FLOATS else (1 << BITS[dtype]) - 1 if dtype[0] == "u" else (1 << (BITS[dtype] - 1)) - 1
