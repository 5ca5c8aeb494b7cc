import numpy as np

from .common import Case, S, T

STATS = dict(low=0.5, high=1.5, grad=False)


def norm(name):
    # The running statistics are changed in place.
    def call(lib, *args):
        return getattr(lib, name)(*(a.clone() if isinstance(a, lib.Tensor) else a for a in args))

    return call


def running(lib, *args):
    return lib.ops.aten._native_batch_norm_legit(*(a.clone() if isinstance(a, lib.Tensor) else a for a in args))


def optimizer_step(rule, params, grads, states, counts, lr, options, eps=1e-8, weight_decay=0.0, decoupled=False, maximize=False):
    """SGD and Adam by their formulas."""
    n, out, kept, steps = len(params), [], [[], []], [t + 1 for t in counts]
    for i, (p, g) in enumerate(zip(params, grads)):
        g = (-g if maximize else g) + (0 if decoupled else weight_decay * p)
        p = p * (1 - lr * weight_decay) if decoupled else p
        if rule == "sgd":
            for b in states[i : i + 1]:
                g = options[0] * b + (1 - options[1]) * g
                kept[0].append(g)
            out.append(p - lr * g)
        else:
            m = options[0] * states[i] + (1 - options[0]) * g
            v = options[1] * states[n + i] + (1 - options[1]) * g * g
            kept[0].append(m)
            kept[1].append(v)
            t = steps[i]
            out.append(p - lr * (m / (1 - options[0] ** t)) / (np.sqrt(v / (1 - options[1] ** t)) + eps))
    return [*out, *kept[0], *kept[1], *steps]


CASES = [
    Case("native_layer_norm", [S(T((2, 3, 4)), (4,), T((4,)), T((4,)), 1e-5), S(T((2, 3, 4)), (3, 4), None, None, 1e-3)]),
    Case("native_group_norm", [S(T((2, 4, 3)), T((4,)), T((4,)), 2, 4, 3, 2, 1e-5)], dtypes=("float32", "float64")),
    Case("native_batch_norm", [
        S(T((4, 3, 2)), T((3,)), T((3,)), T((3,), **STATS), T((3,), **STATS), True, 0.1, 1e-5),
        S(T((4, 3)), None, None, T((3,), **STATS), T((3,), **STATS), False, 0.1, 1e-5),
    ], dtypes=("float32", "float64"), fn=norm("native_batch_norm")),
    Case("_native_batch_norm_legit", [S(T((4, 3, 2)), T((3,)), T((3,)), T((3,), **STATS), T((3,), **STATS), True, 0.1, 1e-5)],
         dtypes=("float32", "float64"), fn=running),
    Case("_native_batch_norm_legit.no_stats", [S(T((4, 3, 2)), T((3,)), T((3,)), True, 0.1, 1e-5)], dtypes=("float32", "float64"),
         fn=lambda lib, *a: lib.ops.aten._native_batch_norm_legit.no_stats(*a)),
    Case("_batch_norm_with_update", [S(T((4, 3, 2)), T((3,)), T((3,)), T((3,), **STATS), T((3,), **STATS), 0.1, 1e-5)], dtypes=("float32", "float64"),
         fn=lambda lib, *args: lib.ops.aten._batch_norm_with_update(*(a.clone() if isinstance(a, lib.Tensor) else a for a in args))),
    Case("native_dropout", [S(T((20, 4)), 0.4, True), S(T((3, 4)), 0.4, False), S(T((3, 4)), 1.0, True)], random=True),
    Case("native_dropout_backward", [S(T((3, 4)), T((3, 4), dtype="bool"), 2.0)], fn=lambda lib, *a: lib.ops.aten.native_dropout_backward(*a)),
    Case("_scaled_dot_product_flash_attention_for_cpu", [
        S(T((1, 2, 3, 2)), T((1, 2, 4, 2)), T((1, 2, 4, 2)), 0.0, True),
        S(T((1, 2, 3, 2)), T((1, 2, 4, 2)), T((1, 2, 4, 2)), attn_mask=T((3, 4), grad=False), scale=0.4),
    ], dtypes=("float32", "float64"), fn=lambda lib, *a, **k: lib.ops.aten._scaled_dot_product_flash_attention_for_cpu(*a, **k)),
    Case("conv_tbc", [S(T((4, 2, 2)), T((2, 2, 3)), T((3,)), 1), S(T((3, 1, 2)), T((3, 2, 1)), T((1,)))], dtypes=("float32", "float64")),
    Case("_optimizer_step", [
        S("sgd", [T((3,), grad=False)], [T((3,), grad=False)], [], [], 0.1, [0.0, 0.0, 0.0]),
        S("sgd", [T((2, 3), grad=False), T((), grad=False)], [T((2, 3), grad=False), T((), grad=False)],
          [T((2, 3), grad=False), T((), grad=False)], [], 0.1, [0.9, 0.1, 0.0], 0.0, 0.2, False, True),
        S("adam", [T((2, 2), grad=False)], [T((2, 2), grad=False)], [T((2, 2), grad=False), T((2, 2), low=0.5, high=1.5, grad=False)],
          [T((), dtype="float32", low=1, high=2, grad=False)], 0.1, [0.9, 0.99], 1e-3, 0.1, True),
        S("sgd", [T((0, 3), grad=False), T((), grad=False)], [T((0, 3), grad=False), T((), grad=False)], [], [], 0.1, [0.0, 0.0, 0.0]),
        S("sgd", [], [], [], [], 0.1, [0.0, 0.0, 0.0]),
    ], ref=optimizer_step, grad=False, alone=True, fn=lambda lib, *a: lib.ops.aten._optimizer_step(*a)),
]
