"""Scripted code with classes of one's own, dataclasses and enums; the reference is Python running the same function."""

import copy
import enum
import io
from dataclasses import dataclass, field
from typing import List, Optional, Union

import pytest

import lumbre as torch
from lumbre import Tensor


@torch.jit.script
class Pair:
    def __init__(self, a: Tensor, b: int = 2):
        self.a = a
        self.b = b
        self.log: List[str] = []

    def total(self):
        return self.a * self.b

    @property
    def twice(self):
        return self.b * 2

    @staticmethod
    def three() -> int:
        return 3

    def __add__(self, other: "Pair"):
        return Pair(self.a + other.a, self.b + other.b)

    def __len__(self):
        return self.b

    def __getitem__(self, i: int):
        return self.a[i]

    def __contains__(self, i: int):
        return i < self.b

    def bump(self, n: int):
        self.b += n
        self.log.append(f"bump {n}")


@dataclass
class Cfg:
    lr: float
    n: int = 3
    names: List[str] = field(default_factory=list)


class Color(enum.Enum):
    RED = 1
    GREEN = 2


def uses_an_object(x, n: int):
    p = Pair(x, 3)
    q = p
    for i in range(n):
        q.bump(i)
    if n > 2:
        p = p + Pair(x)
    return p.total(), p.b, p.twice + Pair.three(), len(p), p[0], 2 in p, q.log


def uses_a_dataclass(x):
    c = Cfg(0.5, names=["a"])
    c.names.append("b")
    d = Cfg(0.5)
    return x * c.lr, c.names, c.n, c == d, d


def uses_an_enum(c: Color, x):
    if c == Color.RED:
        return x, c.name
    if c is Color.GREEN:
        return x * c.value, f"{c}"
    return x, "none"


def takes_and_gives_an_object(p: Pair):
    p.bump(1)
    return p


def functions_inside_and_comprehensions(xs: List[Tensor], n: int):
    def scale(t, k: float = 2.0):
        return t * k + n
    less = lambda t: t - n  # noqa: E731
    d = {str(i): scale(v) for i, v in enumerate(xs) if i != n}
    ys = [less(a) + b for a in xs for b in xs if n > 0]
    return d, ys, sorted([3, 1, n]), sorted([2, n], reverse=True), max([1, n]), any([n > 1, n > 5])


def takes_a_union(v: Union[Tensor, int, None]):
    if v is None:
        return 0
    if isinstance(v, int):
        return v + 1
    else:
        return 7


def asks_a_list_of_ints(v: Optional[List[int]]):
    if torch.jit.isinstance(v, List[int]):
        return len(v)
    return -1


def goes_over_an_enum(c: Color):
    out = []
    for m in Color:
        out.append(m.value)
    return out


class Counter:
    """Plain class; used by a module."""
    step: int

    def __init__(self, start: int = 0):
        self.step = start
        self.best: Optional[Tensor] = None

    def see(self, x: Tensor) -> bool:
        self.step += 1
        best = self.best
        if best is None or bool(x.sum() > best.sum()):
            self.best = x
            return True
        return False


class Node:
    def __init__(self, value: int, next: Optional["Node"] = None):
        self.value = value
        self.next = next


class Base:
    def __init__(self, k: int):
        self.k = k

    def scaled(self, x):
        return x * self.k


class Child(Base):
    def __init__(self, k: int):
        super().__init__(k + 1)
        self.extra = 0.5

    def scaled(self, x):
        return super().scaled(x) + self.extra


def keeps_the_best(xs: List[Tensor]):
    c = Counter()
    hits = 0
    for x in xs:
        if c.see(x):
            hits += 1
    return hits, c.step, c.best


def linked_list(n: int):
    head: Optional[Node] = None
    for i in range(n):
        head = Node(i, head)
    total = 0
    while head is not None:
        total += head.value
        head = head.next
    return total


def inherits(x):
    return Child(2).scaled(x)


class Mod(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.cfg = Cfg(0.25, 2, ["q"])
        self.mode = Color.GREEN

    def forward(self, x, n: int = 1):
        c = Counter(n)
        c.see(x)
        if self.mode == Color.GREEN:
            x = x * self.cfg.lr
        return x, c.step


def lists_of_what_is_gone_over(xs: List[int], names: List[str]):
    pairs = list(zip(xs, names))
    numbered = list(enumerate(names, 1))
    return list(reversed(xs)), pairs, numbered, torch.jit.annotate(List[Tensor], []), torch.jit.annotate(Optional[int], None)


def same(a, b):
    if isinstance(a, torch.Tensor):
        return isinstance(b, torch.Tensor) and torch.equal(a, b)
    if isinstance(a, (list, tuple)):
        return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return isinstance(b, dict) and list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    if isinstance(a, enum.Enum):
        return a.name == b.name
    if hasattr(a, "__dict__"):
        return type(a).__name__ == type(b).__name__ and same(vars(a), vars(b))
    return type(a) is type(b) and a == b


def again(program):
    file = io.BytesIO()
    torch.jit.save(program, file)
    file.seek(0)
    return torch.jit.load(file)


ONE = torch.ones(1)
CALLS = [
    (uses_an_object, [(torch.ones(2), 3), (torch.ones(2), 1)]),
    (uses_a_dataclass, [(ONE,)]),
    (uses_an_enum, [(Color.RED, ONE), (Color.GREEN, ONE)]),
    (takes_and_gives_an_object, [(Pair(ONE),), (Pair(ONE * 3, 7),)]),
    (functions_inside_and_comprehensions, [([ONE, ONE * 0], 2), ([ONE], 0)]),
    (takes_a_union, [(1,), (None,), (ONE,)]),
    (asks_a_list_of_ints, [([1, 2],), (None,)]),
    (goes_over_an_enum, [(Color.RED,)]),
    (keeps_the_best, [([ONE, ONE * 0, ONE * 2],), ([],)]),
    (linked_list, [(4,), (0,)]),
    (inherits, [(ONE,)]),
    (lists_of_what_is_gone_over, [([3, 1, 2], ["a", "b", "c"])]),
]


@pytest.mark.parametrize(("fn", "calls"), CALLS, ids=[fn.__name__ for fn, _ in CALLS])
def test_objects_are_as_in_python(fn, calls):
    scripted = torch.jit.script(fn)
    assert scripted._why is None
    loaded = again(scripted)
    for args in calls:
        want = fn(*copy.deepcopy(args))
        for program in (scripted, loaded):
            got = program(*copy.deepcopy(args))
            assert same(want, got), (want, got)


def test_the_class_itself_comes_back_where_it_is_known():
    out = torch.jit.script(takes_and_gives_an_object)(Pair(ONE))
    assert type(out) is Pair and out.twice == 6
    assert type(torch.jit.script(uses_a_dataclass)(ONE)[-1]) is Cfg


class Configured(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.settings, self.mode = Cfg(0.25, 2, ["q"]), Color.GREEN

    def forward(self, x, n: int = 1):
        counter = Counter(n)
        counter.see(x)
        if self.mode == Color.GREEN:
            x = x * self.settings.lr
        return x, counter.step


def test_modules_with_settings_in_objects():
    module = Configured()
    loaded = again(torch.jit.script(module))
    assert same(module(ONE), loaded(ONE)) and same(module(ONE, 4), loaded(ONE, 4))


def wrong_type(n: int):
    c = Counter(n)
    c.step = "a"
    return c.step


def wrong_name(x):
    return Counter().missing


def wrong_operand(x):
    return Counter() + 1


@pytest.mark.parametrize(("fn", "says"), [
    (wrong_type, "a str is assigned to Counter.step, which is a int"),
    (wrong_name, "the class Counter has no attribute 'missing'"),
    (wrong_operand, "the operands of Add are a Counter and a int"),
])


def test_errors_show_the_line_of_source(fn, says):
    with pytest.raises(RuntimeError, match=says) as error:
        torch.jit.script(fn)
    assert "<--- HERE" in str(error.value) and "test_script_classes.py" in str(error.value)


def test_arguments_of_another_class_are_refused():
    with pytest.raises(RuntimeError, match="argument 'p'"):
        torch.jit.script(takes_and_gives_an_object)(3)


def test_isinstance_looks_into_containers():
    assert torch.jit.isinstance([1, 2], List[int]) and not torch.jit.isinstance([1, "a"], List[int])
    assert torch.jit.isinstance({"a": [ONE]}, dict) and torch.jit.isinstance(None, Optional[int])


def encodes(name: str) -> int:
    return len(name.encode())


def test_methods_of_strings_that_programs_lack_run_as_python():
    scripted = torch.jit.script(encodes)
    assert scripted("ab") == 2
    with pytest.raises(NotImplementedError, match="str.encode"):
        torch.jit.save(scripted, io.BytesIO())
