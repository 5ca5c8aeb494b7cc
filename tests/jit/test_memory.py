"""What a loaded program keeps in memory: values are freed after their last use, and fused chains never reach memory."""

import io

import pytest

import lumbre as torch
from lumbre import nn

SIDE = 256
ONE = SIDE * SIDE * 4


def loaded(program, **limits):
    file = io.BytesIO()
    torch.jit.save(program, file)
    file.seek(0)
    return torch.jit.load(file, **limits)


def deep(x):
    for _ in range(40):
        x = torch.mm(x, x) * 1e-3
    return x


def test_a_deep_program_needs_a_few_values_at_a_time():
    x = torch.rand(SIDE, SIDE)
    program = torch.jit.trace(deep, (x,))
    assert torch.equal(loaded(program, max_memory=4 * ONE)(x), deep(x))
    with pytest.raises(RuntimeError, match="limit"):
        loaded(program, max_memory=ONE)(x)


def test_values_that_are_used_later_stay():
    def f(x):
        kept = [x * i for i in range(8)]
        return torch.stack(kept).sum(0)

    x = torch.rand(SIDE, SIDE)
    program = torch.jit.trace(f, (x,))
    with pytest.raises(RuntimeError, match="limit"):
        loaded(program, max_memory=8 * ONE)(x)
    assert torch.equal(loaded(program, max_memory=20 * ONE)(x), f(x))


def test_a_training_step_frees_as_it_goes_back():
    net = nn.Sequential(*[nn.Linear(SIDE, SIDE, bias=False) for _ in range(8)])

    def step(x):
        loss = net(x).square().mean()
        grads = torch.autograd.grad(loss, list(net.parameters()))
        with torch.no_grad():
            for p, g in zip(net.parameters(), grads):
                p.sub_(g * 1e-3)
        return loss

    x = torch.rand(SIDE, SIDE)
    program = loaded(torch.jit.trace(step, (x,), state={"net": net}), max_memory=64 * ONE)
    first = program(x).item()
    assert all(program(x).item() < first for _ in range(3))
