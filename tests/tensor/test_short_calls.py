"""Calls that pass the general door by: they do what the door does, and whoever looks on still sees them."""

import lumbre
import numpy as np
import pytest
from lumbre.overrides import TorchFunctionMode

A = np.arange(24.0, dtype=np.float32).reshape(2, 3, 4) - 7

#: A call, and what numpy makes of it.
VIEWS = {
    "view": (lambda x: x.view(4, 6), lambda a: a.reshape(4, 6)),
    "view, inferred": (lambda x: x.view(-1), lambda a: a.reshape(-1)),
    "view, a tuple": (lambda x: x.view((3, -1)), lambda a: a.reshape(3, -1)),
    "view, a Size": (lambda x: x.view(lumbre.Size([6, 4])), lambda a: a.reshape(6, 4)),
    "reshape, a list": (lambda x: x.reshape([2, 12]), lambda a: a.reshape(2, 12)),
    "reshape, a function": (lambda x: lumbre.reshape(x, (12, 2)), lambda a: a.reshape(12, 2)),
    "permute": (lambda x: x.permute(2, 0, 1), lambda a: a.transpose(2, 0, 1)),
    "permute, a function": (lambda x: lumbre.permute(x, (1, 0, -1)), lambda a: a.transpose(1, 0, 2)),
    "expand": (lambda x: x.expand(5, -1, 3, 4), lambda a: np.broadcast_to(a, (5, 2, 3, 4))),
    "transpose": (lambda x: x.transpose(0, -1), lambda a: a.swapaxes(0, 2)),
    "swapaxes": (lambda x: lumbre.swapaxes(x, 0, 1), lambda a: a.swapaxes(0, 1)),
    "unsqueeze": (lambda x: x.unsqueeze(-1), lambda a: a[..., None]),
    "unsqueeze, named": (lambda x: x.unsqueeze(dim=1), lambda a: a[:, None]),
    "squeeze": (lambda x: x[:1].squeeze(), lambda a: a[0]),
    "squeeze, a dim": (lambda x: x[:, :1].squeeze(1), lambda a: a[:, 0]),
    "flatten": (lambda x: x.flatten(), lambda a: a.ravel()),
    "flatten, from": (lambda x: x.flatten(start_dim=1), lambda a: a.reshape(2, 12)),
    "flatten, to": (lambda x: lumbre.flatten(x, 0, 1), lambda a: a.reshape(6, 4)),
    "select": (lambda x: x.select(1, -1), lambda a: a[:, -1]),
    "narrow": (lambda x: x.narrow(2, 1, 2), lambda a: a[:, :, 1:3]),
    "chunk": (lambda x: x.chunk(2, dim=2), lambda a: np.split(a, 2, axis=2)),
    "split": (lambda x: x.split(2, 1), lambda a: [a[:, :2], a[:, 2:]]),
    "unbind": (lambda x: x.unbind(1), lambda a: [a[:, i] for i in range(3)]),
}
COPIES = {
    "sum": (lambda x: x.sum(1), lambda a: a.sum(1)),
    "sum, two dims": (lambda x: x.sum((0, -1), True), lambda a: a.sum((0, 2), keepdims=True)),
    "sum, named": (lambda x: lumbre.sum(x, dim=2, keepdim=True), lambda a: a.sum(2, keepdims=True)),
    "mean": (lambda x: x.mean(dim=0), lambda a: a.mean(0)),
    "max": (lambda x: x.max(1).values, lambda a: a.max(1)),
    "max, where": (lambda x: x.max(dim=1, keepdim=True)[1], lambda a: a.argmax(1)[:, None]),
    "min": (lambda x: lumbre.min(x, 0)[0], lambda a: a.min(0)),
    "argmax": (lambda x: x.argmax(), lambda a: a.argmax()),
    "argmax, a dim": (lambda x: x.argmax(-1, keepdim=True), lambda a: a.argmax(-1)[..., None]),
    "argmin": (lambda x: lumbre.argmin(x), lambda a: a.argmin()),
    "clamp": (lambda x: x.clamp(min=0), lambda a: a.clip(0)),
    "clamp, both": (lambda x: x.clamp(-1, 1.5), lambda a: a.clip(-1, 1.5)),
    "where": (lambda x: lumbre.where(x > 0, x, 0.5), lambda a: np.where(a > 0, a, np.float32(0.5))),
    "where, tensors": (lambda x: lumbre.where(x > 0, x, -x), lambda a: np.where(a > 0, a, -a)),
    "where, one number": (lambda x: lumbre.where(x > 0, lumbre.tensor(2.0), x), lambda a: np.where(a > 0, np.float32(2), a)),
    "where, spread": (lambda x: lumbre.where(x[0] > 0, x, x[:1]), lambda a: np.where(a[0] > 0, a, a[:1])),
    "masked_fill": (lambda x: x.masked_fill(x < 0, 9), lambda a: np.where(a < 0, np.float32(9), a)),
    "index_select": (lambda x: x.index_select(1, lumbre.tensor([2, 0])), lambda a: a[:, [2, 0]]),
    "maximum": (lambda x: lumbre.maximum(x, x.flip(0)), lambda a: np.maximum(a, a[::-1])),
    "matmul": (lambda x: x.matmul(x.transpose(1, 2)), lambda a: a @ a.swapaxes(1, 2)),
    "cat": (lambda x: lumbre.cat([x, x[:1]]), lambda a: np.concatenate([a, a[:1]])),
    "cat, a dim": (lambda x: lumbre.cat((x, x), dim=-1), lambda a: np.concatenate([a, a], -1)),
    "cat, strided": (lambda x: lumbre.cat([x.permute(2, 0, 1), x.permute(2, 0, 1)]), lambda a: np.concatenate([a.transpose(2, 0, 1)] * 2)),
    "stack": (lambda x: lumbre.stack([x, -x]), lambda a: np.stack([a, -a])),
    "stack, a dim": (lambda x: lumbre.stack([x, -x], 1), lambda a: np.stack([a, -a], 1)),
    "clone": (lambda x: x.clone(), lambda a: a),
    "clone of a view": (lambda x: x.transpose(0, 1).clone(), lambda a: a.swapaxes(0, 1)),
    "a copy in another dtype": (lambda x: x[1].long(), lambda a: a[1].astype(np.int64)),
    "to a dtype": (lambda x: x.to(lumbre.float64), lambda a: a.astype(np.float64)),
    "relu": (lambda x: lumbre.nn.functional.relu(x, inplace=False), lambda a: a.clip(0)),
    "linear": (lambda x: lumbre.nn.functional.linear(x, x[0], None), lambda a: a @ a[0].T),
    "pow": (lambda x: x.pow(2), lambda a: a**2),
}


@pytest.mark.parametrize("kind", ["plain", "tape", "inference", "parameter", "double"])
@pytest.mark.parametrize("name", [*VIEWS, *COPIES])
def test_short_calls_do_what_numpy_does(name, kind):
    ours, theirs = {**VIEWS, **COPIES}[name]
    a = A.astype(np.float64) if kind == "double" else A
    with lumbre.inference_mode(kind == "inference"):
        x = lumbre.tensor(a, requires_grad=kind == "tape")
        x = lumbre.nn.Parameter(x) if kind == "parameter" else x
        got, want = ours(x), theirs(a)
        many = isinstance(got, tuple)
        for g, w in zip(got if many else [got], want if many else [want], strict=True):
            assert tuple(g.shape) == np.shape(w)
            np.testing.assert_allclose(g.detach().numpy(), w, rtol=1e-6)
            if name in VIEWS and kind != "inference":
                assert g._base is x or g._base is not None and g._base._base is None
            if kind in ("tape", "parameter") and g.is_floating_point():
                assert g.grad_fn is not None


@pytest.mark.parametrize("call", [
    lambda x: x.view(5), lambda x: x.view(2, -1, -1), lambda x: x.permute(0, 1), lambda x: x.transpose(0, 3), lambda x: x.unsqueeze(9), lambda x: x.expand(2),
    lambda x: x.sum(7), lambda x: x.max(-4), lambda x: x.mean((0, 0)), lambda x: x.split(-1), lambda x: lumbre.cat([x, x[0]]), lambda x: lumbre.cat([]),
    lambda x: lumbre.stack([x, x[0]]), lambda x: x.add_(lumbre.ones(5)), lambda x: x.matmul(lumbre.ones(7)),
    lambda x: x.view(), lambda x: x.view(2.0), lambda x: x.transpose(0), lambda x: x.relu(inplace=False), lambda x: x.sum(1, 2, 3), lambda x: x.unsqueeze(0, dim=0),
    lambda x: x.contiguous(3), lambda x: x.float(1), lambda x: x.zero_(1), lambda x: x.to("nowhere"), lambda x: x.clamp(), lambda x: lumbre.where(x, x, x),
])  # fmt: skip
def test_short_calls_raise_as_the_door_does(call):
    x = lumbre.tensor(A)
    with pytest.raises((RuntimeError, IndexError, TypeError, ValueError)) as short:
        call(x)

    class Sub(lumbre.Tensor):
        """Its calls take the door, and the answer is that of a plain tensor."""

    with pytest.raises(type(short.value)) as door:
        call(x.as_subclass(Sub))
    assert str(short.value).replace("Sub", "Tensor") == str(door.value).replace("Sub", "Tensor")


SEEN = {
    "view": lambda x: x.view(-1), "reshape": lambda x: lumbre.reshape(x, (24,)), "detach": lambda x: x.detach(), "sum": lambda x: x.sum(1),
    "max": lambda x: x.max(0), "add_": lambda x: x.add_(1), "zero_": lambda x: x.zero_(), "contiguous": lambda x: x.contiguous(),
    "to": lambda x: x.to("cpu"), "float": lambda x: x.float(), "cat": lambda x: lumbre.cat([x, x]), "zeros": lambda x: lumbre.zeros(3),
    "relu": lambda x: lumbre.nn.functional.relu(x), "where": lambda x: lumbre.where(x > 0, x, x), "equal": lambda x: lumbre.equal(x, x),
}  # fmt: skip


@pytest.mark.parametrize("name", SEEN)
def test_modes_and_classes_see_short_calls(name):
    seen = []

    class Mode(TorchFunctionMode):
        def __torch_function__(self, func, types, args=(), kwargs=None):
            seen.append(func.__name__)
            return func(*args, **(kwargs or {}))

    class Sub(lumbre.Tensor):
        @classmethod
        def __torch_function__(cls, func, types, args=(), kwargs=None):
            seen.append(func.__name__)
            return super().__torch_function__(func, types, args, kwargs)

    x = lumbre.tensor(A)
    with Mode():
        SEEN[name](x)
    assert name in seen
    if name != "zeros":
        seen.clear()
        assert isinstance(SEEN[name](x.as_subclass(Sub)), (Sub, tuple, bool))
        assert name in seen


def test_a_trace_and_autocast_see_short_calls():
    def f(x):
        return lumbre.cat([x.view(-1).relu(), lumbre.zeros(2)]).sum(0).add_(1).contiguous()

    x = lumbre.tensor(A)
    traced = lumbre.jit.trace(f, x)
    y = lumbre.tensor(A[::-1].copy())
    assert traced(y).item() == f(y).item()
    assert [n for n in ("view", "relu", "cat", "add_") if n not in str(traced.graph)] == []
    with lumbre.autocast("cpu", dtype=lumbre.bfloat16):
        assert lumbre.ones(3, 3).mm(lumbre.ones(3, 3)).dtype == lumbre.bfloat16
    assert lumbre.vmap(lambda r: r.view(2, 2).sum(0).unsqueeze(0))(lumbre.ones(3, 4)).shape == (3, 1, 2)


def test_conversions_to_what_it_is_give_the_tensor_itself():
    x = lumbre.ones(3)
    for same in (x.float(), x.to(lumbre.float32), x.to("cpu"), x.to(lumbre.device("cpu")), x.cpu(), x.contiguous()):
        assert same is x
    assert x.to(lumbre.float32, copy=True) is not x and x.double() is not x
    assert x.expand(2, 3).contiguous().stride() == (3, 1)
    assert lumbre.empty(2, device="meta").float().device.type == "meta"


OPS = {
    "add_": lambda a, b: a + b, "sub_": lambda a, b: a - b, "mul_": lambda a, b: a * b, "div_": lambda a, b: a / b,
}  # fmt: skip


@pytest.mark.parametrize("dtype", ["float32", "float64", "int64", "float16", "complex64"])
@pytest.mark.parametrize("op", OPS)
@pytest.mark.parametrize("n", [0, 1, 8, 300])
def test_in_place_arithmetic_is_that_of_new_results(op, dtype, n):
    if op == "div_" and dtype == "int64":
        return
    a = np.arange(1, n + 1).astype(dtype)
    for b in (a[::-1].copy(), 3, a[:1].copy() + 1, True):
        if op == "sub_" and b is True:
            with pytest.raises(NotImplementedError, match="bool"):
                lumbre.tensor(a).sub_(b)
            continue
        x = lumbre.tensor(a)
        other = lumbre.tensor(b) if isinstance(b, np.ndarray) else b
        before = x._version
        assert getattr(x, op)(other) is x
        assert x._version == before + 1
        np.testing.assert_allclose(x.numpy(), OPS[op](a, b).astype(dtype), rtol=1e-3 if dtype == "float16" else 1e-6)


def test_in_place_arithmetic_on_shared_memory():
    x = lumbre.arange(6.0)
    x += x
    np.testing.assert_array_equal(x.numpy(), np.arange(6.0) * 2)
    x[:3] += x[3:]
    np.testing.assert_array_equal(x.numpy(), [6, 10, 14, 6, 8, 10])
    with pytest.raises(RuntimeError, match="single memory location"):
        x[1:] += x[:-1]
    with pytest.raises(RuntimeError):
        lumbre.ones(1).expand(4).add_(1)
    frozen = np.ones(3, dtype=np.float32)
    frozen.setflags(write=False)
    y = lumbre.from_numpy(frozen)
    for change in (lambda: y.add_(1), lambda: y.zero_(), lambda: y.__setitem__(0, 1.0)):
        with pytest.raises(RuntimeError, match="read-only"):
            change()


def test_in_place_changes_keep_the_rules_of_the_tape():
    w = lumbre.ones(3, requires_grad=True)
    for change in (lambda: w.add_(1), lambda: w.zero_(), lambda: w.view(-1).mul_(2)):
        with pytest.raises(RuntimeError, match="leaf"):
            change()
    y = w * w
    with lumbre.no_grad():
        w -= 0.5
    assert w.tolist() == [0.5] * 3 and w.requires_grad and w.is_leaf
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        y.sum().backward()
    x = lumbre.zeros(3)
    x += w
    assert x.grad_fn is not None
    x.sum().backward()
    assert w.grad.tolist() == [1.0] * 3
    z = (w * 2).mul_(3)
    z.zero_()
    assert z.requires_grad
    with lumbre.inference_mode():
        i = lumbre.ones(2)
        i += 1
    with pytest.raises(RuntimeError, match="[Ii]nference"):
        i += 1


@pytest.mark.parametrize("dtype", ["float32", "float64", "float16", "int64", "uint8", "bool", "complex64"])
def test_fills_write_what_a_cast_gives(dtype):
    for value in (0, 1, True, 2.0, -0.0, float("inf")):
        if value == float("inf") and dtype in ("int64", "uint8"):
            continue
        x = lumbre.ones(3, 4, dtype=getattr(lumbre, dtype))
        want = np.full((3, 4), value).astype(dtype)
        np.testing.assert_array_equal(x.clone().fill_(value).numpy(), want)
        np.testing.assert_array_equal(np.signbit(x.clone().fill_(value).numpy().real), np.signbit(want.real)) if "u" not in dtype and dtype != "bool" else None
        np.testing.assert_array_equal(lumbre.full((3, 4), value, dtype=getattr(lumbre, dtype)).numpy(), want)
        y = x.clone()
        before = y._version
        y[1] = value
        y.t()[0] = value
        assert y._version == before + 2
        part = np.ones((3, 4), dtype=dtype)
        part[1] = value
        part[:, 0] = value
        np.testing.assert_array_equal(y.numpy(), part)
        assert not x.zero_().any()
    if dtype in ("uint8", "float16"):
        with pytest.raises(RuntimeError, match="overflow"):
            lumbre.ones(2, dtype=getattr(lumbre, dtype)).fill_(1e6)


def test_equal_compares_numbers():
    x = lumbre.tensor([0.0, 1.0])
    assert lumbre.equal(x, lumbre.tensor([-0.0, 1.0])) and x.equal(x.clone())
    assert not lumbre.equal(x, lumbre.tensor([0.0, 2.0])) and not lumbre.equal(x, x.view(2, 1))
    nan = lumbre.tensor([float("nan")])
    assert not lumbre.equal(nan, nan.clone())
    assert lumbre.equal(lumbre.empty(0), lumbre.empty(0)) and lumbre.equal(x.bool(), lumbre.tensor([False, True]))


def test_training_is_set_below_and_classes_have_their_say():
    calls = []

    class Own(lumbre.nn.Module):
        def train(self, mode=True):
            calls.append(mode)
            return super().train(mode)

    plain = lumbre.nn.Sequential(lumbre.nn.Linear(2, 2), lumbre.nn.Sequential(lumbre.nn.Dropout()))
    assert plain.eval() is plain and not any(m.training for m in plain.modules())
    assert plain.train() is plain and all(m.training for m in plain.modules())
    mixed = lumbre.nn.Sequential(lumbre.nn.Linear(2, 2), Own())
    mixed.eval()
    assert calls == [False] and not any(m.training for m in mixed.modules())
    with pytest.raises(ValueError, match="boolean"):
        plain.train(1)


def test_no_grad_as_block_decorator_and_inside_itself():
    x = lumbre.ones(1, requires_grad=True)

    @lumbre.no_grad
    def f():
        return (x * 2).requires_grad

    @lumbre.no_grad()
    def g():
        yield (x * 2).requires_grad
        yield (x * 2).requires_grad

    assert not f() and lumbre.is_grad_enabled()
    assert [lumbre.is_grad_enabled() or r for r in [f()]] == [True]
    assert list(g()) == [False, False]
    with lumbre.no_grad():
        with lumbre.enable_grad(), lumbre.no_grad():
            assert not lumbre.is_grad_enabled()
        assert not lumbre.is_grad_enabled()
    with pytest.raises(KeyError), lumbre.no_grad():
        raise KeyError
    assert lumbre.is_grad_enabled()

    class Mine(lumbre.no_grad):
        pass

    with Mine():
        assert not lumbre.is_grad_enabled()
