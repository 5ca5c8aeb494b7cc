"""Reads StableHLO text and holds it against the rules of its operations: every value defined before its use, with one type, and
result types that follow from the operands'. Written from the specification (openxla.org/stablehlo/spec), not from the exporter."""

import math
import re

TENSOR = re.compile(r"tensor<((?:\d+x)*)([\w<>]+?)>(?=[,)\s]|$)")
OP = re.compile(r'^(?:(?P<outs>%[\w, %]+) = )?"(?P<op>[\w.]+)"\((?P<ins>[^)]*)\)(?P<rest>.*)$')
TAIL = re.compile(r"^(?: ?\{(?P<attrs>.*)\})? : \((?P<types>.*)\) -> (?P<made>.*)$")
ONE_TYPE = {
    "add", "subtract", "multiply", "divide", "maximum", "minimum", "power", "remainder", "atan2", "and", "or", "xor", "not", "negate", "sine", "cosine",
    "tan", "tanh", "exponential", "exponential_minus_one", "log", "log_plus_one", "logistic", "sqrt", "rsqrt", "sign", "floor", "ceil",
    "round_nearest_even", "shift_left", "shift_right_logical", "shift_right_arithmetic", "reverse", "cholesky",
}  # fmt: skip


class Malformed(AssertionError):
    pass


def types(text):
    """[(element, shape)] of a list of tensor types."""
    return [(m[2], tuple(map(int, filter(None, m[1].split("x"))))) for m in TENSOR.finditer(text)]


def ints(attrs, name):
    m = re.search(rf"\b{name} = (?:array<i64(?:: ([^>]*))?>|\[([^\]]*)\]|(-?\d+))", attrs)
    if m is None:
        raise Malformed(f"no {name} in {attrs}")
    return [int(i) for i in (m[1] or m[2] or m[3] or "").replace(" ", "").split(",") if i]


def padding(attrs):
    m = re.search(r"padding = dense<\[(.*?)\]> : tensor", attrs)
    return [tuple(map(int, p.split(","))) for p in re.findall(r"\[(-?\d+, -?\d+)\]", m[1])]


def need(ok, what):
    if not ok:
        raise Malformed(what)


def check(text):
    """Raises Malformed for the first line that breaks a rule; gives how often each operation is used."""
    lines = [line.strip() for line in text.splitlines()]
    need(lines[0] == "module @program {" and lines[-2:] == ["}", "}"] or lines[-1] == "}", "the module's frame")
    head = re.match(r"func.func public @main\((.*)\) -> \((.*)\) \{$", lines[1])
    need(head, "the function's head")
    scopes = [{name: types(kind)[0] for name, kind in re.findall(r"(%\w+): (tensor<.*?>(?=, %|$))", head[1])}]
    results, open_ops, used = types(head[2]), [], {}
    for line in lines[2:]:
        try:
            step(line, scopes, open_ops, results, used)
        except (Malformed, KeyError, IndexError, StopIteration) as error:
            raise Malformed(f"{line}\n{error!r}") from None
    need(not open_ops, "a region that does not end")
    return used


def step(line, scopes, open_ops, results, used):
    if line == "}":
        return
    if line.startswith("^bb0("):
        scopes[-1].update({n: types(t)[0] for n, t in re.findall(r"(%\w+): (tensor<.*?>(?=, %|\)))", line)})
        open_ops[-1]["params"].append([types(t)[0] for _, t in re.findall(r"(%\w+): (tensor<.*?>(?=, %|\)))", line)])
        return
    if line == "}, {":
        scopes[-1] = {}
        return
    if line.startswith("})"):
        scopes.pop()
        at = open_ops.pop()
        finish(at["op"], at["outs"], at["ins"], line[2:], scopes, used, at)
        return
    m = re.match(r"(%\w+) = stablehlo.constant dense<(.*)> : (tensor<.*>)$", line)
    if m:
        kind = types(m[3])[0]
        need(m[2][0] != "[" or len(re.findall(r"\((?:[^)]*)\)|[^\[\], ()]+", m[2])) == math.prod(kind[1]), "as many numbers as elements")
        define(scopes, m[1], kind)
        return
    if line.startswith("func.return"):
        found = types(line)
        need(found == results, f"returns {found}, not {results}")
        need([look(scopes, n) for n in re.findall(r"%\w+", line)] == results, "values of these types")
        return
    m = OP.match(line)
    need(m, "an operation")
    outs = m["outs"].split(", ") if m["outs"] else []
    ins = m["ins"].split(", ") if m["ins"] else []
    if m["rest"] == " ({":
        open_ops.append({"op": m["op"], "outs": outs, "ins": ins, "params": [], "returns": []})
        scopes.append({})
        return
    finish(m["op"], outs, ins, m["rest"], scopes, used, open_ops[-1] if open_ops else None)


def look(scopes, name):
    for scope in reversed(scopes):
        if name in scope:
            return scope[name]
    raise Malformed(f"{name} is not defined before")


def define(scopes, name, kind):
    need(not any(name in s for s in scopes), f"{name} is defined twice")
    scopes[-1][name] = kind


def finish(op, outs, ins, rest, scopes, used, at):
    m = TAIL.match(rest)
    need(m, "types")
    given, made = types(m["types"]), types(m["made"])
    need([look(scopes, n) for n in ins] == given, f"operands are {[look(scopes, n) for n in ins]}")
    need(len(outs) == len(made), "as many results as types")
    space, _, name = op.partition(".")
    used[op] = used.get(op, 0) + 1
    if space == "stablehlo":
        rule = globals().get(f"op_{name}")
        if name in ONE_TYPE:
            need(len(set(given)) == 1 and made == given[:1], "one type")
        elif rule:
            rule(given, made, m["attrs"] or "", at)
        else:
            need(name in ("rng_bit_generator",), f"no rule for {name}")
    for n, kind in zip(outs, made):
        define(scopes, n, kind)


def op_return(given, made, attrs, at):
    at["returns"].append(given)


def op_compare(given, made, attrs, at):
    need(given[0] == given[1] and made == [("i1", given[0][1])], "i1 of the operands' shape")


def op_select(given, made, attrs, at):
    need(given[0] == ("i1", given[1][1]) and given[1] == given[2] == made[0], "a mask and two of one type")


def op_convert(given, made, attrs, at):
    need(given[0][1] == made[0][1], "one shape")


op_bitcast_convert = op_abs = op_real = op_imag = op_convert


def op_complex(given, made, attrs, at):
    need(given[0] == given[1] and made == [(f"complex<{given[0][0]}>", given[0][1])], "a complex number of both")


def op_iota(given, made, attrs, at):
    need(ints(attrs, "iota_dimension")[0] < len(made[0][1]), "a dimension")


def op_reshape(given, made, attrs, at):
    need(math.prod(given[0][1]) == math.prod(made[0][1]) and given[0][0] == made[0][0], "as many elements")


def op_broadcast_in_dim(given, made, attrs, at):
    dims = ints(attrs, "broadcast_dimensions")
    need(len(set(dims)) == len(dims) == len(given[0][1]) and given[0][0] == made[0][0], "a place for each dimension")
    need(all(n in (1, made[0][1][d]) for n, d in zip(given[0][1], dims)), "sizes of one, or the same")


def op_transpose(given, made, attrs, at):
    need(made[0][1] == tuple(given[0][1][d] for d in ints(attrs, "permutation")) and given[0][0] == made[0][0], "sizes in the new order")


def op_slice(given, made, attrs, at):
    start, limit, step = (ints(attrs, n) for n in ("start_indices", "limit_indices", "strides"))
    need(all(0 <= a <= b <= n for a, b, n in zip(start, limit, given[0][1])), "bounds inside")
    need(made[0][1] == tuple(-(-(b - a) // s) for a, b, s in zip(start, limit, step)), "the sizes of the slice")


def op_dynamic_slice(given, made, attrs, at):
    need(made[0] == (given[0][0], tuple(ints(attrs, "slice_sizes"))) and len(given) == len(given[0][1]) + 1, "a start for each dimension")


def op_dynamic_update_slice(given, made, attrs, at):
    need(made[0] == given[0] and len(given) == len(given[0][1]) + 2 and given[1][0] == given[0][0], "a start for each dimension")


def op_concatenate(given, made, attrs, at):
    d = ints(attrs, "dimension")[0]
    rest = {(e, s[:d], s[d + 1 :]) for e, s in [*given, *made]}
    need(len(rest) == 1 and sum(s[d] for _, s in given) == made[0][1][d], "sizes that add up")


def op_pad(given, made, attrs, at):
    low, high, inside = (ints(attrs, f"{n}_padding{t}") for n, t in (("edge", "_low"), ("edge", "_high"), ("interior", "")))
    sizes = tuple(a + n + b + max(n - 1, 0) * i for n, a, b, i in zip(given[0][1], low, high, inside))
    need(made == [(given[0][0], sizes)] and given[1] == (given[0][0], ()), "sizes with edges")


def op_reduce(given, made, attrs, at):
    n = len(given) // 2
    dims = ints(attrs, "dimensions")
    need(made == [(e, tuple(k for d, k in enumerate(s) if d not in dims)) for e, s in given[:n]], "the other dimensions")
    need(given[n:] == [(e, ()) for e, _ in given[:n]] == at["returns"][0] and at["params"][0] == given[n:] * 2, "scalars of these types")


def windows(shape, sizes, strides, dilations, pads):
    return tuple((n + p[0] + p[1] - ((k - 1) * d + 1)) // s + 1 if n + p[0] + p[1] >= (k - 1) * d + 1 else 0 for n, k, s, d, p in zip(shape, sizes, strides, dilations, pads))


def op_reduce_window(given, made, attrs, at):
    n = len(given) // 2
    sizes = [ints(attrs, f"window_{k}") for k in ("dimensions", "strides", "dilations")]
    need(made == [(e, windows(s, *sizes, padding(attrs))) for e, s in given[:n]], "one result for each window")
    need(at["returns"][0] == given[n:] and at["params"][0] == given[n:] * 2, "scalars of these types")


def op_select_and_scatter(given, made, attrs, at):
    sizes = [ints(attrs, f"window_{k}") for k in ("dimensions", "strides")]
    wide = windows(given[0][1], *sizes, [1] * len(given[0][1]), padding(attrs))
    need(made == given[:1] and given[1] == (given[0][0], wide) and at["returns"][0] == [("i1", ())], "a source for each window")


def op_dot_general(given, made, attrs, at):
    (e, x), (f, y) = given
    batch = ints(attrs, "lhs_batching_dimensions"), ints(attrs, "rhs_batching_dimensions")
    contract = ints(attrs, "lhs_contracting_dimensions"), ints(attrs, "rhs_contracting_dimensions")
    for a, b in (batch, contract):
        need([x[d] for d in a] == [y[d] for d in b], "equal sizes")
    rest = [[n for d, n in enumerate(s) if d not in batch[i] and d not in contract[i]] for i, s in enumerate((x, y))]
    need(e == f and made == [(e, tuple([x[d] for d in batch[0]] + rest[0] + rest[1]))], "batch, rest, rest")


def op_convolution(given, made, attrs, at):
    (e, x), (f, w) = given
    names = re.search(r"#stablehlo.conv<\[(.*?)\]x\[(.*?)\]->\[(.*?)\]>", attrs)
    labels = [g.split(", ") for g in names.groups()]
    pick = lambda shape, row, key: shape[row.index(key)]  # noqa: E731
    space = sorted(k for k in labels[0] if k.isdigit())
    groups = ints(attrs, "feature_group_count")[0]
    need(e == f == made[0][0] and pick(x, labels[0], "f") == groups * pick(w, labels[1], "i") and pick(w, labels[1], "o") % groups == 0, "features of the groups")
    wide = [(pick(x, labels[0], k) - 1) * d + 1 for k, d in zip(space, ints(attrs, "lhs_dilation"))]
    want = windows(wide, [pick(w, labels[1], k) for k in space], ints(attrs, "window_strides"), ints(attrs, "rhs_dilation"), padding(attrs))
    got = made[0][1]
    need(tuple(pick(got, labels[2], k) for k in space) == want, "one result for each window")
    need(pick(got, labels[2], "b") == pick(x, labels[0], "b") and pick(got, labels[2], "f") == pick(w, labels[1], "o"), "batch and features")


def op_gather(given, made, attrs, at):
    (e, x), (_, where) = given
    sizes, offset, gone = ints(attrs, "slice_sizes"), ints(attrs, "offset_dims"), ints(attrs, "collapsed_slice_dims")
    need(ints(attrs, "index_vector_dim")[0] == len(where) - 1 and where[-1] == len(ints(attrs, "start_index_map")), "an index for each dimension")
    need(all(s <= n for s, n in zip(sizes, x)) and all(sizes[d] == 1 for d in gone), "slices inside")
    rest, batch = iter([s for d, s in enumerate(sizes) if d not in gone]), iter(where[:-1])
    n = len(where) - 1 + len(offset)
    need(made == [(e, tuple(next(rest) if d in offset else next(batch) for d in range(n)))], "batch and slices")


def op_scatter(given, made, attrs, at):
    (e, x), (_, where), (f, src) = given
    window, gone = ints(attrs, "update_window_dims"), ints(attrs, "inserted_window_dims")
    need(e == f and made == given[:1] and where[-1] == len(ints(attrs, "scatter_dims_to_operand_dims")), "an index for each dimension")
    need(len(window) + len(gone) == len(x) and tuple(n for d, n in enumerate(src) if d not in window) == where[:-1], "an update for each index")
    need(all(src[d] <= n for d, n in zip(window, [n for k, n in enumerate(x) if k not in gone])), "windows inside")


def op_sort(given, made, attrs, at):
    need(made == given and len({s for _, s in given}) == 1 and at["returns"][0] == [("i1", ())], "one shape, and a comparison")
    need(at["params"][0] == [(e, ()) for e, _ in given for _ in (0, 1)], "pairs of scalars")


def op_while(given, made, attrs, at):
    need(made == given and at["returns"] == [[("i1", ())], given] and at["params"] == [given, given], "the carried types")


def op_if(given, made, attrs, at):
    need(given == [("i1", ())] and at["returns"] == [made, made], "both branches give the results")


def op_fft(given, made, attrs, at):
    n, kind = ints(attrs, "fft_length")[0], re.search(r"fft_type (\w+)", attrs)[1]
    last = {"FFT": n, "IFFT": n, "RFFT": n // 2 + 1, "IRFFT": n}[kind]
    need(made[0][1] == given[0][1][:-1] + (last,) and given[0][1][-1] == (n // 2 + 1 if kind == "IRFFT" else n), "the length")


def op_triangular_solve(given, made, attrs, at):
    need(made == given[1:] and given[0][1][-1] == given[0][1][-2], "a square matrix")
