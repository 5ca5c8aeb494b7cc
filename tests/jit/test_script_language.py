"""What scripted functions can say; the reference is Python running the same function."""

import copy
import math
from typing import Dict, List, NamedTuple, Optional, Tuple

import pytest

import lumbre as torch
from lumbre import Tensor, nn
import lumbre.nn.functional as F


def same(a, b):
    if isinstance(a, torch.Tensor):
        return isinstance(b, torch.Tensor) and a.dtype == b.dtype and a.shape == b.shape and bool(torch.equal(a, b) or torch.allclose(a, b, equal_nan=True))
    if isinstance(a, (list, tuple)):
        return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return isinstance(b, dict) and list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    return type(a) is type(b) and (a == b or a != a)


def early(x, n: int):
    if n == 0:
        return x
    if n == 1:
        x = x * 2
    elif n == 2:
        if x.sum() > 0:
            return -x
        x = x + 5
    return x + 1


def loops(x, n: int):
    out = torch.zeros_like(x)
    for i in range(1, n, 2):
        if i == 5:
            continue
        if i > 8:
            break
        out = out + x * i
    return out


def return_in_loop(xs: List[Tensor], limit: float):
    for i, x in enumerate(xs):
        if float(x.sum()) > limit:
            return i
    return -1


def nested(n: int, m: int):
    total = 0
    for i in range(n):
        for j in range(m):
            if j == i:
                continue
            if i * j > 6:
                break
            total += i * 10 + j
        total *= 2
    return total


def collatz(n: int) -> int:
    steps = 0
    while n != 1:
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        steps += 1
        if steps > 1000:
            break
    return steps


def newton(x: float) -> float:
    y = x
    while abs(y * y - x) > 1e-9:
        y = (y + x / y) / 2
    return y


def optional(x: Tensor, scale: Optional[float] = None, bias: Optional[Tensor] = None):
    if scale is None:
        scale = 2.0
    y = x * scale
    if bias is not None and bias.numel() == 1:
        y = y + bias
    return y if bias is None else y - 1


def lists(n: int) -> List[int]:
    xs: List[int] = []
    for i in range(n):
        xs.append(i * i)
    xs.insert(0, 7)
    xs.extend([1, 2])
    xs[1] = -3
    last = xs.pop()
    xs.reverse()
    xs += [last, len(xs), xs[0], xs[-1]]
    ys = xs[1:4] + xs[::-2]
    if 4 in ys:
        ys.remove(4)
    ys.sort()
    return ys


def dicts(words: List[str]) -> Dict[str, int]:
    counts: Dict[str, int] = {}
    for w in words:
        if w in counts:
            counts[w] += 1
        else:
            counts[w] = 1
    total = 0
    for k, v in counts.items():
        total += v * len(k)
    counts["total"] = total + counts.get("absent", 10)
    return counts


def comprehension(xs: List[int], t: Tensor):
    doubled = [2 * x for x in xs if x % 3 != 0]
    parts = [p.sum() for p in t.split(2)]
    return doubled, torch.stack(parts), sum(doubled), max(doubled), sorted(xs)


def texts(name: str, n: int, x: float) -> str:
    out = f"{name}:{n:>4d} {x:.3f}" + " {} {}".format(n, name.upper())
    if out.startswith("ab") or name == "":
        out = "-".join(["x", out, str(n)])
    return out.replace("b", "B")


class Point(NamedTuple):
    x: Tensor
    n: int


def named(x: Tensor) -> Point:
    p = Point(x * 2, 3)
    q = Point(p.x + p.n, p.n * 2)
    return q


def tuples(x: Tensor):
    a, (b, c) = x.sum(), (x.max(), 3)
    pair = (a, c)
    values, indices = x.sort(descending=True)
    top = x.topk(2)
    return pair[0] * pair[1], b, values[0], indices, top.values, top[1]


def indexing(x: Tensor, i: int):
    y = x.clone()
    y[0] = 5.0
    y[:, 1] += 2
    y[i, i] = x[i].sum()
    mask = y > 4
    return y[1:, ..., None], y[mask], y[-1, ::2], y[[0, 1]], y[:, i]


def shapes(x: Tensor):
    b, n = x.shape
    y = x.view(b * n // 2, 2) if n % 2 == 0 else x.reshape(-1)
    return y, x.size(0), x.shape[-1], x.dim(), y.numel(), x.size() == (b, n)


def arithmetic(a: int, b: int, c: float):
    return a // b, a % b, -a // b, -a % b, a / b, c // 0.7, c % 0.3, a**2, c**0.5, a << 2, a & b, a | b, a ^ b, ~a, not a, -c, a > b, a <= c


def library(c: float, n: int):
    return math.sqrt(c), math.floor(c), math.ceil(c), math.log(c), math.exp(-c), math.pi, abs(-n), min(n, 3), max(c, 2.0), round(c), int(c), float(n), bool(n), divmod(n, 4)


def kinds(x: Tensor):
    y = x.to(torch.float64)
    z = torch.arange(4, dtype=torch.int32, device=x.device)
    return y.dtype == torch.double, z.float() + x.sum(), torch.tensor([1, 2]), torch.tensor([[0.5], [2.0]]), x.type_as(y), x.dtype


def functional(x: Tensor, w: Tensor):
    h = F.relu(F.linear(x, w))
    h = F.layer_norm(h, [h.size(-1)])
    p = F.softmax(h, dim=-1)
    return F.gelu(p), F.cross_entropy(h, torch.zeros(h.size(0), dtype=torch.long)), F.pad(h, [1, 1], value=1.0), F.dropout(h, 0.5, False)


def scoped(x: Tensor, flag: bool):
    if flag:
        y = x + 1
    else:
        y = x - 1
    z = 0
    for i in range(3):
        z = i
        w = y * i
    return y, z, w


def boolean(a: int, b: int, x: Tensor):
    both = a > 1 and b > 1
    some = a > 1 or b > 1
    chained = 0 < a < b
    return both, some, chained, not both, (1 if some else 2), bool((x > 0).any()) and a > 0


def no_grad(x: Tensor):
    with torch.no_grad():
        y = x * 2
    return y.requires_grad, (x * 2).requires_grad


def zipped(xs: List[Tensor], ns: List[int]):
    out = torch.zeros(1)
    for x, n in zip(xs, ns):
        out = out + x * n
    for i, (x, n) in enumerate(zip(xs, ns)):
        out = out + i
    for x in reversed(xs):
        out = out * 2 + x
    return out


def tensor_loop(t: Tensor):
    s = torch.zeros(t.size(1))
    for row in t:
        s = s * 0.5 + row
    n = len(t)
    return s, n, t.tolist() if False else n


def swap(a: int, b: int):
    for _ in range(3):
        a, b = b, a + b
    return a, b


def maybe(x: Tensor, flag: bool) -> Optional[Tensor]:
    if flag:
        return x
    return None


X, ROW = torch.arange(6.0).reshape(2, 3) - 2, torch.arange(6.0) - 2
CASES = [
    (early, [(ROW, n) for n in range(4)] + [(-ROW - 9, 2)]),
    (loops, [(ROW, n) for n in (0, 1, 6, 20)]),
    (return_in_loop, [([ROW, ROW * 2], 1.0), ([ROW, ROW * 2], 4.0), ([ROW], 100.0)]),
    (nested, [(0, 3), (4, 5), (7, 2)]),
    (collatz, [(1,), (27,), (97,)]),
    (newton, [(2.0,), (81.0,)]),
    (optional, [(X,), (X, 3.0), (X, None, torch.ones(1)), (X, 1.5, torch.ones(3))]),
    (lists, [(0,), (1,), (6,)]),
    (dicts, [(["a", "bb", "a"],), ([],)]),
    (comprehension, [([1, 2, 3, 4], torch.arange(6.0))]),
    (texts, [("abc", 3, 2.5), ("", -1, 1e-9), ("q", 12345, 3.14159)]),
    (named, [(X,)]),
    (tuples, [(ROW,)]),
    (indexing, [(torch.arange(9.0).reshape(3, 3), i) for i in (0, 1, 2)]),
    (shapes, [(X,), (torch.ones(2, 4),)]),
    (arithmetic, [(7, 3, 2.5), (-7, 2, 0.1), (0, 5, 9.0)]),
    (library, [(2.5, 9), (0.5, -3)]),
    (kinds, [(X,)]),
    (functional, [(torch.ones(2, 3) * 0.5, torch.arange(12.0).reshape(4, 3) / 7)]),
    (scoped, [(X, True), (X, False)]),
    (boolean, [(a, b, ROW) for a in (0, 2) for b in (1, 3)]),
    (no_grad, [(torch.ones(2, requires_grad=True),)]),
    (zipped, [([ROW, ROW + 1], [2, 3])]),
    (tensor_loop, [(X,)]),
    (swap, [(1, 1)]),
    (maybe, [(X, True), (X, False)]),
]


@pytest.mark.parametrize("fn,calls", CASES, ids=[f.__name__ for f, _ in CASES])
def test_scripted_function_is_the_python_function(fn, calls, tmp_path):
    scripted = torch.jit.script(fn)
    assert str(scripted.graph).startswith("graph(") and "def forward" in scripted.code
    scripted.save(tmp_path / "f.lmb")
    loaded = torch.jit.load(tmp_path / "f.lmb")
    for args in calls:
        want = fn(*copy.deepcopy(args))
        assert same(want, scripted(*copy.deepcopy(args))), (want, scripted(*copy.deepcopy(args)))
        got = loaded(*copy.deepcopy(args))
        assert same(tuple(want) if isinstance(want, Point) else want, tuple(got) if isinstance(want, Point) else got)


def test_gradients_flow_through_loops_and_branches():
    def f(x, n: int):
        for i in range(n):
            if i % 2 == 0:
                x = x * x
            else:
                x = x.sin()
        return x.sum()

    scripted = torch.jit.script(f)
    a, b = (torch.linspace(0.1, 1, 4).requires_grad_() for _ in range(2))
    f(a, 5).backward()
    scripted(b, 5).backward()
    assert torch.equal(a.grad, b.grad)


def test_arguments_are_checked_and_named():
    scripted = torch.jit.script(optional)
    with pytest.raises(RuntimeError, match="Expected a value of type 'Tensor' for argument 'x' but instead found type 'int'"):
        scripted(3)
    with pytest.raises(RuntimeError, match="missing value for argument 'x'"):
        scripted()
    with pytest.raises(RuntimeError, match="unexpected keyword argument 'y'"):
        scripted(X, y=1)
    assert same(optional(X, bias=torch.ones(1)), scripted(X, bias=torch.ones(1)))
    assert same(optional(X, 3.0), scripted(X, scale=3))


def undefined(x):
    return x + undefined_name  # noqa: F821


def mixed(x, flag: bool):
    if flag:
        y = 1
    else:
        y = "a"
    return y


def wrong_op(x: Tensor):
    return torch.relu(x, x, x)


def absent_method(x: Tensor):
    return x.no_such_method()


def unguarded(x: Optional[Tensor]):
    return x + 1


@pytest.mark.parametrize(
    "fn,match",
    [(undefined, "undefined value undefined_name"), (mixed, "int in one branch and str"), (wrong_op, "relu"), (absent_method, "no_such_method"), (unguarded, "may be None")],
)
def test_errors_show_the_line(fn, match):
    with pytest.raises(RuntimeError, match=match) as raised:
        torch.jit.script(fn)
    text = str(raised.value)
    assert "<--- HERE" in text and "test_script_language.py" in text


def test_what_programs_cannot_say_runs_as_python():
    def f(x):
        try:
            return x + 1
        except RuntimeError:
            return x

    scripted = torch.jit.script(f)
    assert scripted(torch.ones(1)).item() == 2
    with pytest.raises(NotImplementedError, match="try statement"):
        scripted.save("nowhere")


def test_raise_and_assert():
    def f(n: int):
        assert n != 3, f"three: {n}"
        if n > 5:
            raise ValueError("too large: {}".format(n))
        return n

    scripted = torch.jit.script(f)
    assert scripted(2) == 2
    with pytest.raises(RuntimeError, match="three: 3"):
        scripted(3)
    with pytest.raises(ValueError, match="too large: 6"):
        scripted(6)


class Net(nn.Module):
    scale: torch.jit.Final[int]

    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(4, 4) for _ in range(3)])
        self.norm = nn.BatchNorm1d(4)
        self.drop = nn.Dropout(0.5)
        self.head = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))
        self.register_buffer("seen", torch.zeros((), dtype=torch.long))
        self.scale, self.names = 3, ["a", "b"]
        self.table = torch.arange(4.0)

    def helper(self, x, times: int = 2):
        for _ in range(times):
            x = x * self.scale
        return x

    def forward(self, x, mask: Optional[Tensor] = None) -> Tuple[Tensor, List[Tensor]]:
        outs: List[Tensor] = []
        if self.training:
            self.seen += 1
        for i, layer in enumerate(self.layers):
            x = torch.relu(layer(x)) + i
            outs.append(x)
        x = self.drop(self.norm(x)) + self.table
        if mask is not None:
            x = x * mask
        return self.head(self.helper(x)), outs

    @torch.jit.export
    def double(self, x, n: int = 2):
        return x * n


def test_module_with_everything(tmp_path):
    torch.manual_seed(0)
    net = Net()
    scripted = torch.jit.script(copy.deepcopy(net))
    x = torch.randn(6, 4)
    for mode in (True, False):
        net.train(mode)
        scripted.train(mode)
        torch.manual_seed(1)
        want = net(x, torch.ones(4))
        torch.manual_seed(1)
        assert same(want, scripted(x, torch.ones(4)))
    assert scripted.seen.item() == net.seen.item() == 1
    assert torch.equal(scripted.norm.running_mean, net.norm.running_mean)
    assert same(scripted.double(x, 3), x * 3)
    scripted(x)[0].sum().backward()
    assert scripted.layers[0].weight.grad is not None
    assert "self.head.0.weight" in scripted.code


def test_saved_module_keeps_its_flags(tmp_path):
    class Drop(nn.Module):
        def __init__(self):
            super().__init__()
            self.drop = nn.Dropout(0.5)

        def forward(self, x):
            return self.drop(x)

    scripted = torch.jit.script(Drop()).eval()
    scripted.save(tmp_path / "m.lmb")
    loaded = torch.jit.load(tmp_path / "m.lmb")
    x = torch.ones(100)
    assert torch.equal(loaded(x), x) and not loaded.training
    assert loaded.train()(x).eq(0).any()


def test_a_trace_keeps_the_branches_of_scripted_code_inside(tmp_path):
    @torch.jit.script
    def f(x, n: int = 2):
        if x.sum() > 0:
            return x * n
        return x - 1

    class Inner(nn.Module):
        def __init__(self):
            super().__init__()
            self.lin = nn.Linear(3, 3)

        def forward(self, x) -> Tuple[Tensor, Tensor]:
            y = self.lin(x)
            while bool(y.abs().max() < 10):
                y = y * 2
            return y, x

    class Outer(nn.Module):
        def __init__(self):
            super().__init__()
            self.inner = torch.jit.script(Inner())

        def forward(self, x):
            a, b = self.inner(f(x + 1, 3))
            return a + b

    net = Outer()
    traced = torch.jit.trace(net, torch.ones(2, 3))
    traced.save(tmp_path / "t.lmb")
    loaded = torch.jit.load(tmp_path / "t.lmb")
    for x in (torch.ones(2, 3), -torch.ones(4, 3) * 5, torch.zeros(1, 3)):
        assert same(net(x), traced(x)) and same(net(x), loaded(x))
