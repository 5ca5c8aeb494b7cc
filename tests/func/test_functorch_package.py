"""The package that came before `func`, as programs import it."""

import subprocess
import sys

import lumbre
from lumbre._functorch.make_functional import combine_state_for_ensemble, make_functional, make_functional_with_buffers
from lumbre.func import grad, vmap


def test_functorch_under_lumbre_run():
    code = (
        "import torch, functorch\n"
        "from functorch import vmap, grad, make_functional, jacrev\n"
        "import torch._vmap_internals\n"
        "assert functorch.vmap is torch.func.vmap is torch.vmap\n"
        "def see(x):\n"
        "    assert torch._C._functorch.is_batchedtensor(x) and torch._C._functorch.maybe_get_level(x) == 1\n"
        "    return (x * x).sum()\n"
        "print(vmap(grad(see))(torch.arange(3.0).unsqueeze(1)).tolist(), torch._C._functorch.is_batchedtensor(torch.ones(1)))\n"
    )
    done = subprocess.run([sys.executable, "-m", "lumbre", "run", "-c", code], capture_output=True, text=True)
    assert done.stdout == "[[0.0], [2.0], [4.0]] False\n", done.stderr


def test_modules_taken_apart():
    net = lumbre.nn.Sequential(lumbre.nn.Linear(3, 4), lumbre.nn.Tanh(), lumbre.nn.Linear(4, 2))
    x = lumbre.randn(5, 3)
    f, params = make_functional(net)
    assert all(p.requires_grad and p.is_leaf for p in params)
    lumbre.testing.assert_close(f(params, x), net(x))
    g = grad(lambda p: f(p, x).pow(2).sum())(tuple(p.detach() for p in params))
    net(x).pow(2).sum().backward()
    for a, p in zip(g, net.parameters()):
        lumbre.testing.assert_close(a, p.grad)


def test_buffers_and_ensembles():
    nets = [lumbre.nn.Sequential(lumbre.nn.Linear(3, 4), lumbre.nn.BatchNorm1d(4)).eval() for _ in range(3)]
    x = lumbre.randn(5, 3)
    f, params, buffers = make_functional_with_buffers(nets[0])
    lumbre.testing.assert_close(f(params, buffers, x), nets[0](x))
    f, params, buffers = combine_state_for_ensemble(nets)
    got = vmap(f, (0, 0, None))(params, buffers, x)
    lumbre.testing.assert_close(got, lumbre.stack([n(x) for n in nets]))
