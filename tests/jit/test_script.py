"""`script`, its decorators and `compile`."""

import pytest

import lumbre as torch
from lumbre import nn


def test_scripted_function_takes_ints():
    @torch.jit.script
    def f(x, n: int = 2):
        for _ in range(n):
            x = x * 2
        return x

    assert f(torch.ones(1)).item() == 4 and f(torch.ones(1), 3).item() == 8
    assert f.__name__ == "f" and torch.jit.script(f) is f


def test_scripted_module_shares_everything(tmp_path):
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.layer = nn.Linear(2, 2)
            self.factor = 3

        def forward(self, x):
            return self.layer(x) * self.factor if x.sum() > 0 else x

        @torch.jit.export
        def twice(self, x):
            return x * 2

    net = Net()
    scripted = torch.jit.script(net)
    assert isinstance(scripted, torch.jit.ScriptModule)
    assert scripted.layer.weight is net.layer.weight and scripted.factor == 3
    assert scripted(-torch.ones(1, 2)).tolist() == [[-1, -1]]
    assert scripted.twice(torch.ones(1)).item() == 2
    assert list(scripted.state_dict()) == list(net.state_dict())
    scripted.eval()
    assert not net.training and not net.layer.training
    scripted.save(tmp_path / "net.lmb")
    loaded = torch.jit.load(tmp_path / "net.lmb")
    x = torch.ones(1, 2)
    assert torch.equal(loaded(x), net(x)) and torch.equal(loaded.twice(x), x * 2)
    assert list(loaded.state_dict()) == list(net.state_dict())


def test_decorators_leave_functions_usable():
    @torch.jit.ignore
    def a(x):
        return x + 1

    @torch.jit.ignore(drop=True)
    def b(x):
        return x + 2

    @torch.jit.unused
    def c(x):
        return x + 3

    @torch.jit.script_if_tracing
    def d(x):
        return x + 4

    assert [f(0) for f in (a, b, c, d)] == [1, 2, 3, 4]
    assert torch.jit.annotate(int, 3) == 3 and torch.jit.isinstance([1], list)
    assert torch.jit.wait(torch.jit.fork(a, 1)) == 2


def test_compile_takes_functions_modules_and_arguments():
    @torch.compile
    def f(x):
        return x + 1

    @torch.compile(mode="reduce-overhead", fullgraph=True, dynamic=False)
    def g(x):
        return x + 2

    assert f(torch.zeros(1)).item() == 1 and g(torch.zeros(1)).item() == 2
    assert f.__name__ == "f"
    net = nn.Linear(2, 2)
    compiled = torch.compile(net, backend="eager")
    assert compiled(torch.ones(1, 2)).tolist() == net(torch.ones(1, 2)).tolist()
    assert compiled._orig_mod is net and compiled.weight is net.weight and compiled.in_features == 2
    assert list(compiled.state_dict()) == ["_orig_mod.weight", "_orig_mod.bias"]
    compiled.eval()
    assert not net.training
    assert torch.compile(net, disable=True) is net
    with pytest.raises(RuntimeError, match="Either mode or options"):
        torch.compile(net, mode="default", options={"a": 1})
    with pytest.raises(RuntimeError, match="Unrecognized mode"):
        torch.compile(net, mode="fast")


def test_compiler_namespace():
    assert not torch.compiler.is_compiling()
    torch.compiler.reset()
    torch.compiler.cudagraph_mark_step_begin()
    assert torch.compiler.disable(abs)(-1) == 1
    assert torch.compiler.disable(recursive=False)(abs)(-1) == 1


def test_unused_methods_are_errors_where_a_program_comes_to_them(tmp_path):
    class Net(nn.Module):
        @torch.jit.unused
        def never(self, x):
            raise NotImplementedError

        @torch.jit.ignore(drop=True)
        def pair(self, x) -> tuple[torch.Tensor, int]:
            raise NotImplementedError

        @torch.jit.ignore
        def note(self, x):
            return x * 3

        def forward(self, x, on: bool = False, two: bool = False):
            if on:
                x = self.never(x)
            if two:
                x, n = self.pair(x)
                x = x + n
            return x + 1

    scripted = torch.jit.script(Net())
    scripted.save(tmp_path / "net.lmb")
    for m in (scripted, torch.jit.load(tmp_path / "net.lmb")):
        assert m(torch.zeros(1)).item() == 1
        with pytest.raises(RuntimeError, match="never is marked as unused"):
            m(torch.zeros(1), True)
        with pytest.raises(RuntimeError, match="pair is marked as unused"):
            m(torch.zeros(1), False, True)
    assert scripted.note(torch.ones(1)).item() == 3
    assert "never" in scripted.code and "linear" not in str(scripted.graph)
