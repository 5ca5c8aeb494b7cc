"""Programs in small ops: an optimizer's step as the arithmetic it is, for forms of programs that have no op for it."""

import json

import lumbre

from .. import _C

STEP = "_optimizer_step"
#: Where the op's tensors stand among its arguments: parameters, gradients, states, counts.
LISTS = range(1, 5)


def has_steps(graph):
    """Whether an optimizer's step is among a graph's nodes."""
    return any(node.get("op") == STEP for node in graph["nodes"])


def expanded(graph, constants):
    """The graph (as JSON's objects) with optimizers' steps written in small ops. `constants` are its tensors by id; those of the steps are added."""
    if not has_steps(graph):
        return graph
    numbers = _Numbers(graph)
    nodes, renamed = [], {}
    for node in graph["nodes"]:
        if node.get("op") != STEP:
            nodes.append(node)
            continue
        nodes += _parameters(node, numbers, renamed, graph, constants)
    return {**graph, "nodes": nodes}


class _Numbers:
    """Values that no other step defines."""

    def __init__(self, graph):
        self.next = 1 + max(int(v) for v in _ids(graph))

    def fresh(self):
        self.next += 1
        return self.next - 1


def _ids(value, key=None):
    """Every number of a value in a graph."""
    if isinstance(value, dict):
        for k, v in value.items():
            yield from _ids(v, k)
    elif isinstance(value, list):
        for v in value:
            yield from _ids(v, key)
    elif type(value) is int and key in ("id", "v", "l", "out", "outputs", "params", "init", "if", "loop", "while", "tape", "in", "backward", "updates"):
        yield value


def _parameters(node, numbers, renamed, graph, constants):
    """The steps of one node, parameter by parameter."""
    rule, *lists = (node["in"][0], *(node["in"][i]["l"] for i in LISTS))
    params, grads, states, counts = lists
    n = len(params)
    lr, options, eps, weight_decay, decoupled, maximize = (*node["in"][5:], *(1e-8, 0.0, False, False)[len(node["in"]) - 7 :])
    rate = isinstance(lr, dict) and "v" in lr
    call = _call(rule, options.get("floats", options), lr if not rate else None, _number(eps), _number(weight_decay), decoupled, maximize)
    small, tensors = _traced(call, len(states) // n, len(counts) // n, rate)
    out = []
    for i in range(n):
        given = [params[i], grads[i], *states[i::n], *counts[i::n], *([lr["v"]] if rate else [])]
        known = dict(zip([x["id"] for x in small["inputs"]], given))
        for c, t in zip(small["constants"], tensors):
            known[c["id"]] = numbers.fresh()
            graph["constants"].append({**c, "id": known[c["id"]]})
            constants[known[c["id"]]] = t
        results = [node["out"][k] for k in (*range(i, n, n), *range(n + i, len(node["out"]), n))]
        for old, new in zip(small["outputs"], results):
            if new is not None and old not in known:
                known[old] = new
        for step in small["nodes"]:
            out.append({**step, "in": [_renumbered(a, known, numbers) for a in step["in"]], "out": [_of(o, known, numbers) for o in step["out"]]})
    return out


def _of(id, known, numbers):
    if id is None:
        return None
    if id not in known:
        known[id] = numbers.fresh()
    return known[id]


def _renumbered(arg, known, numbers):
    if isinstance(arg, dict) and "v" in arg:
        return {"v": _of(arg["v"], known, numbers)}
    if isinstance(arg, dict) and "l" in arg:
        return {"l": [_of(i, known, numbers) for i in arg["l"]]}
    return arg


def _number(v):
    return float(v["f"].lower()) if isinstance(v, dict) else v


def _traced(call, states, counts, rate):
    """The small ops of one parameter's step, as a graph of its parameter, gradient, states, counts and rate."""
    tensors = [lumbre.ones(2) for _ in range(2 + states)] + [lumbre.ones(()) for _ in range(counts)]
    if rate:
        tensors.append(lumbre.ones((), dtype=lumbre.float64))
    with lumbre.no_grad():
        _C._jit_start([(f"x{i}", "argument", t) for i, t in enumerate(tensors)], False)
        try:
            call(tensors[0], tensors[1], tensors[2 : 2 + states], tensors[2 + states : 2 + states + counts], tensors[-1] if rate else None)
        except BaseException:
            _C._jit_abort()
            raise
        program = _C._jit_finish([tensors[0], *tensors[2 : 2 + states + counts]])
    text, constants = program.parts()
    return json.loads(text), constants


def _call(rule, options, lr, eps, weight_decay, decoupled, maximize):
    """A function that steps one parameter by the ops of `lumbre.optim`'s own rule, in place."""
    from .. import optim

    o = [_number(v) for v in options]
    lr = None if lr is None else _number(lr)
    shared = {"weight_decay": weight_decay, "maximize": maximize}

    def step(p, g, s, c, rate):
        rate = lr if rate is None else rate
        one = [[v] for v in s]
        if rule == "sgd":
            optim.sgd.sgd([p], [g], one[0] if s else [None], momentum=o[0], lr=rate, dampening=o[1], nesterov=bool(o[2]), **shared)
        elif rule == "adam":
            most = one[2] if len(s) > 2 else []
            optim.adam.adam([p], [g], *one[:2], most, c[:1], amsgrad=len(s) > 2, beta1=o[0], beta2=o[1], lr=rate, eps=eps, decoupled_weight_decay=decoupled, **shared)
        elif rule == "rmsprop":
            average = one[1] if o[2] else []
            buffer = one[-1] if o[1] else []
            optim.rmsprop.rmsprop([p], [g], one[0], average, buffer, c[:1], lr=rate, alpha=o[0], eps=eps, momentum=o[1], centered=bool(o[2]), **shared)
        elif rule == "adagrad":
            optim.adagrad.adagrad([p], [g], one[0], c[:1], lr=rate, lr_decay=o[0], eps=eps, **shared)
        elif rule == "adadelta":
            optim.adadelta.adadelta([p], [g], *one, c[:1], lr=rate, rho=o[0], eps=eps, **shared)
        elif rule == "adamax":
            optim.adamax.adamax([p], [g], *one, c[:1], beta1=o[0], beta2=o[1], lr=rate, eps=eps, **shared)
        elif rule == "radam":
            optim.radam.radam([p], [g], *one, c[:1], beta1=o[0], beta2=o[1], lr=rate, eps=eps, decoupled_weight_decay=decoupled, **shared)
        elif rule == "nadam":
            optim.nadam.nadam([p], [g], *one, [c[1]], c[:1], beta1=o[0], beta2=o[1], momentum_decay=o[2], lr=rate, eps=eps, decoupled_weight_decay=decoupled, **shared)
        elif rule == "rprop":
            optim.rprop.rprop([p], [g], *one, c[:1], etaminus=o[0], etaplus=o[1], step_size_min=o[2], step_size_max=o[3], maximize=maximize)
        elif rule == "asgd":
            optim.asgd.asgd([p], [g], one[0], [c[2]], [c[1]], c[:1], lambd=o[0], alpha=o[1], t0=o[2], lr=rate, **shared)
        else:
            raise NotImplementedError(f"a program's step of {rule} in small ops")

    return step
