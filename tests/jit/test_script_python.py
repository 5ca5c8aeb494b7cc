"""Python's own words in scripted functions: methods of strings, sorting by a key, `else` of loops, hooks, packed sequences.

The reference is Python running the same function.
"""

import io
from typing import Dict, List, NamedTuple, Optional, Tuple, Union

import pytest

import lumbre as torch
from lumbre import Tensor, nn
from lumbre.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


def again(program):
    file = io.BytesIO()
    torch.jit.save(program, file)
    file.seek(0)
    return torch.jit.load(file)


def agrees(fn, *args):
    scripted = torch.jit.script(fn)
    want = fn(*args)
    assert scripted(*args) == want
    assert again(scripted)(*args) == want


def letters(s: str) -> List[str]:
    return [s.upper(), s.lower(), s.capitalize(), s.title(), s.swapcase()]


def cut(s: str, t: str) -> List[str]:
    out = [s.strip(), s.strip(t), s.lstrip(t), s.rstrip(t), s.replace(t, "-"), s.replace(t, "<>", 1), s.removeprefix(t), s.removesuffix(t)]
    a, b, c = s.partition(t)
    d, e, f = s.rpartition(t)
    return out + [a, b, c, d, e, f]


def parts(s: str, t: str) -> List[List[str]]:
    return [
        s.split(), s.split(t), s.split(t, 1), s.rsplit(t, 1), s.rsplit(), s.split(maxsplit=1), s.rsplit(maxsplit=1), s.split(sep=t, maxsplit=2),
        s.splitlines(), s.splitlines(True),
    ]  # fmt: skip


def wide(s: str, n: int) -> List[str]:
    return [s.center(n), s.center(n, "*"), s.ljust(n, "."), s.rjust(n), s.zfill(n), s.expandtabs(), s.expandtabs(3)]


def places(s: str, t: str) -> List[int]:
    return [s.find(t), s.rfind(t), s.find(t, 2), s.find(t, 1, 3), s.find(t, -3), s.rfind(t, 0, -1), s.count(t), s.count(t, 2), s.find(t, 99), len(s)]


def asks(s: str) -> List[bool]:
    return [
        s.isalpha(), s.isdigit(), s.isalnum(), s.isspace(), s.isupper(), s.islower(), s.istitle(), s.isnumeric(), s.isdecimal(),
        s.isidentifier(), s.isprintable(), s.isascii(), s.startswith("l", 2), s.endswith("o"), s.startswith("e", 1, 3),
    ]  # fmt: skip


TEXTS = ["", "hello World! ", "  a b\tc ", "ab12", "Ünïcode Straße", "one\ntwo\r\n\nthree\r", "lll", "-42", "Title Case Of Words", "_x"]


@pytest.mark.parametrize("s", TEXTS)
def test_methods_of_strings(s):
    agrees(letters, s)
    agrees(cut, s, "l")
    agrees(cut, s, " ab")
    agrees(parts, s, "l")
    agrees(wide, s, 9)
    agrees(wide, s, 12)
    agrees(places, s, "l")
    agrees(places, s, "")
    agrees(asks, s)


def test_index_of_a_text_that_is_not_there():
    def index(s: str, t: str) -> int:
        return s.index(t) + s.rindex(t)

    agrees(index, "hello", "l")
    with pytest.raises(ValueError, match="substring not found"):
        torch.jit.script(index)("hello", "z")


def test_numbers_as_text():
    def texts(n: int, x: float) -> List[str]:
        return [hex(n), oct(n), bin(n), f"{n:x} {n:#b} {n:>8}", "%.2f" % x, chr(abs(n) + 65), f"{x!r}"]

    agrees(texts, 10, 2.5)
    agrees(texts, -7, -0.125)


def by_second(t: Tuple[int, float]) -> float:
    return t[1]


def test_sorting_by_a_key():
    def ordered(xs: List[Tuple[int, float]], ys: List[str]) -> Tuple[List[Tuple[int, float]], List[str], List[str]]:
        zs = sorted(ys, key=lambda s: s.lower(), reverse=True)
        ys.sort(key=len)
        return sorted(xs, key=by_second), ys, zs

    scripted = torch.jit.script(ordered)
    args = lambda: ([(1, 3.0), (2, 1.0), (3, 2.0), (4, 1.0)], ["bb", "A", "ccc", "a"])  # noqa: E731
    assert scripted(*args()) == ordered(*args()) == again(scripted)(*args())


def test_slices_of_lists_as_targets():
    def change(xs: List[int]) -> List[int]:
        xs[1:3] = [7, 8, 9]
        del xs[-2:]
        xs[:0] = [5]
        return xs

    scripted = again(torch.jit.script(change))
    assert scripted([1, 2, 3, 4]) == change([1, 2, 3, 4]) == [5, 1, 7, 8]


def find(xs: List[int], t: int) -> int:
    where = -1
    for i, x in enumerate(xs):
        if x == t:
            where = i
            break
        for _ in range(2):
            if x > 100:
                break
        else:
            where -= 1
    else:
        where = 100
    return where


def climb(n: int) -> int:
    i = 0
    while i < n:
        if i == 5:
            break
        i += 1
    else:
        return -i
    return i


def test_else_of_loops():
    for args in (([1, 2, 3], 2), ([1, 2, 3], 9), ([200, 2], 2), ([], 1)):
        agrees(find, *args)
    for n in (0, 3, 5, 9):
        agrees(climb, n)


def test_what_a_union_holds_is_known_after_the_others_are_asked():
    def told(x: Union[int, str, List[int]]) -> str:
        if isinstance(x, int):
            return "int" + str(x + 1)
        elif isinstance(x, str):
            return "str" + x.upper()
        else:
            return "list" + str(len(x))

    for v in (1, "a", [1, 2]):
        agrees(told, v)


def test_unwrapped_optionals():
    def there(x: Optional[int]) -> int:
        return torch.jit._unwrap_optional(x) + 1

    agrees(there, 2)
    with pytest.raises(RuntimeError, match="Unwrapping null optional"):
        torch.jit.script(there)(None)


class Hooked(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = nn.Linear(2, 2)

    def forward(self, x: Tensor) -> Tensor:
        return self.inner(x)


def doubled(module, given: Tuple[Tensor], out: Tensor) -> Tensor:
    return out * 2 + given[0]


def shifted(module, given: Tuple[Tensor]) -> Tuple[Tensor]:
    return (given[0] + 1,)


def looks(module, given: Tuple[Tensor], out: Tensor):
    assert out.dim() == 2


def test_hooks_are_part_of_the_program():
    net = Hooked()
    net.register_forward_hook(doubled)
    net.inner.register_forward_pre_hook(shifted)
    net.inner.register_forward_hook(looks)
    scripted, x = torch.jit.script(net), torch.randn(3, 2)
    assert torch.allclose(scripted(x), net(x)) and torch.allclose(again(scripted)(x), net(x))


def test_backward_hooks_are_refused():
    net, seen = Hooked(), []
    net.inner.register_full_backward_hook(lambda *a: seen.append(1))
    scripted, x = torch.jit.script(net), torch.randn(3, 2, requires_grad=True)
    scripted(x).sum().backward()
    assert seen == [1]
    with pytest.raises(NotImplementedError, match="backward hooks"):
        torch.jit.save(scripted, io.BytesIO())


class Sequences(nn.Module):
    def __init__(self, kind, **options):
        super().__init__()
        self.rnn = kind(3, 4, batch_first=True, **options)

    def forward(self, x: Tensor, lengths: Tensor) -> Tuple[Tensor, Tensor]:
        out, _ = self.rnn(pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False))
        y, n = pad_packed_sequence(out, batch_first=True)
        return y, n


@pytest.mark.parametrize("kind", [nn.LSTM, nn.GRU, nn.RNN])
def test_packed_sequences(kind):
    torch.manual_seed(0)
    net = Sequences(kind, bidirectional=True, num_layers=2)
    scripted = again(torch.jit.script(net))
    for lengths in ([3, 5], [5, 5], [1, 4]):
        x, n = torch.randn(2, 5, 3), torch.tensor(lengths)
        for a, b in zip(scripted(x, n), net(x, n)):
            assert torch.allclose(a, b, atol=1e-6)


class WithState(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.LSTM(3, 4, 2)

    def forward(self, x: Tensor, hx: Optional[Tuple[Tensor, Tensor]] = None):
        return self.rnn(x, hx)


def test_a_state_that_may_be_none():
    net = WithState()
    scripted, x = again(torch.jit.script(net)), torch.randn(5, 2, 3)
    hx = torch.randn(2, 2, 4), torch.randn(2, 2, 4)
    for args in ((x,), (x, hx)):
        (out, state), (want, wanted) = scripted(*args), net(*args)
        assert type(state) is tuple and len(state) == 2
        for a, b in zip((out, *state), (want, *wanted)):
            assert torch.allclose(a, b, atol=1e-6)


def test_a_named_tuple_with_a_constructor_of_its_own_is_refused():
    class Base(NamedTuple):
        a: int
        b: int

    class Sum(Base):
        def __new__(cls, a):
            return super().__new__(cls, a, a + 1)

    def make(n: int) -> int:
        return Sum(n).b

    with pytest.raises(NotImplementedError, match="__new__"):
        torch.jit.save(torch.jit.script(make), io.BytesIO())


class Frozen(nn.Module):
    def __init__(self):
        super().__init__()
        self.lin, self.drop, self.norm, self.k = nn.Linear(2, 2), nn.Dropout(0.5), nn.BatchNorm1d(2), 3

    def forward(self, x: Tensor) -> Dict[str, Tensor]:
        out: Dict[str, Tensor] = {}
        out["y"] = self.norm(self.drop(self.lin(x)))
        if self.training:
            out["t"] = x
        return out

    @torch.jit.export
    def other(self, x: Tensor) -> Tensor:
        return self.lin(x) * self.k


def test_freezing_scripted_modules():
    net, x = Frozen().eval(), torch.randn(3, 2)
    with pytest.raises(RuntimeError, match="eval mode"):
        torch.jit.freeze(torch.jit.script(Frozen()))
    scripted = torch.jit.script(net)
    frozen = torch.jit.freeze(scripted, preserved_attrs=["other", "k"])
    want = net(x)["y"]
    for program in (frozen, again(frozen), torch.jit.optimize_for_inference(scripted)):
        out = program(x)
        assert list(out) == ["y"] and torch.allclose(out["y"], want)
        assert not list(program.parameters())
    assert torch.allclose(frozen.other(x), net.other(x)) and frozen.k == 3
    # Constants of its own: what happens to the module later is nothing to it.
    with torch.no_grad():
        net.lin.weight.fill_(7.0)
    assert torch.allclose(frozen(x)["y"], want)


@torch.jit.script_if_tracing
def flipped(x: Tensor) -> Tensor:
    if bool(x.sum() > 0):
        return x
    return -x


def test_script_if_tracing_keeps_branches():
    traced = torch.jit.trace(lambda x: flipped(x) * 2, torch.ones(2))
    for x in (torch.ones(2), -torch.ones(2)):
        assert torch.equal(traced(x), torch.full((2,), 2.0))


def test_a_draw_from_a_generator_of_its_own_is_refused_in_a_trace():
    own = torch.Generator()
    with pytest.raises(NotImplementedError, match="generator of its own"):
        torch.jit.trace(lambda x: x + torch.rand(3, generator=own), torch.ones(3))
    traced = torch.jit.trace(lambda x: x + torch.rand(3, generator=torch.default_generator), torch.ones(3), check_trace=False)
    torch.manual_seed(3)
    a = traced(torch.zeros(3))
    torch.manual_seed(3)
    assert torch.equal(a, torch.rand(3))


def test_schemas_tell_arguments_and_results():
    @torch.jit.script
    def scaled(x: Tensor, n: int = 2) -> Tuple[Tensor, int]:
        return x * n, n

    assert str(scaled.schema) == "scaled(Tensor x, int n=2) -> Tuple[Tensor, int]"
    assert [a.name for a in scaled.schema.arguments] == ["x", "n"] and scaled.qualified_name == "__torch__.scaled"


class Chooses(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b = nn.Linear(2, 2), nn.Linear(2, 2)

    def forward(self, x):
        scale = x.abs().max()
        return torch.cond(x.sum() > 0, lambda v: self.a(v) * scale, lambda v: (self.b(v).relu(),)[0], (x,)) + 1


@pytest.mark.parametrize("how", ["trace", "script"])
def test_cond_keeps_both_functions(how):
    torch.manual_seed(0)
    net, x = Chooses(), torch.randn(3, 2).abs()
    program = again(torch.jit.trace(net, x) if how == "trace" else torch.jit.script(net))
    for given in (x, -x):
        assert torch.allclose(program(given), net(given))


def test_cond_checks_its_arguments():
    with pytest.raises(RuntimeError, match="pred"):
        torch.cond(3, lambda: 1, lambda: 2)
    with pytest.raises(RuntimeError, match="callable"):
        torch.cond(True, 1, 2)
    assert torch.cond(False, lambda x: x + 1, lambda x: x - 1, (3,)) == 2
