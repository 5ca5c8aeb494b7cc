"""Scaled dot-product attention, forward and backward."""

from . import Group, Row, dtype

SHAPE = (4, 8, 512, 64)


def masked(lib, kind):
    """None, a causal mask, padding given as bool, or a bias that is added."""
    length = SHAPE[2]
    return {
        "plain": {},
        "causal": {"is_causal": True},
        "bool mask": {"attn_mask": lib.ones(length, length, dtype=lib.bool).tril()},
        "padding": {"attn_mask": (lib.arange(length) < length - 100).view(1, 1, 1, length)},
        "bias": {"attn_mask": lib.linspace(-1, 1, length * length).view(length, length)},
    }[kind]


def attention(kind, name, backward):
    def make(lib):
        # A float mask of f32 goes with halves in both libraries only where it has their dtype.
        options = {k: m.to(dtype(lib, name)) if k == "attn_mask" and m.dtype != lib.bool else m for k, m in masked(lib, kind).items()}
        q, k, v = (lib.randn(*SHAPE).to(dtype(lib, name)).requires_grad_(backward) for _ in range(3))
        call = lib.nn.functional.scaled_dot_product_attention
        if not backward:
            return lambda: call(q, k, v, **options)
        y = call(q, k, v, **options)
        g = lib.randn(*SHAPE).to(y.dtype)
        return lambda: lib.autograd.grad(y, (q, k, v), g, retain_graph=True)

    return make


def rows(name, kinds):
    return [Row(f"attention {kind} {name}{', backward' * back}", attention(kind, name, bool(back))) for kind in kinds for back in (0, 1)]


GROUPS = [
    Group("attention", 1.05, 0.9, rows("float32", ("plain", "causal", "bool mask", "padding", "bias"))),
    Group("attention, bfloat16", 1.05, 0.9, rows("bfloat16", ("plain", "causal", "bool mask"))),
]
