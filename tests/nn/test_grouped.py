"""Grouped products and modules at once."""

import threading

import numpy as np
import pytest

import lumbre
from lumbre import nn
from lumbre.nn import functional as F

RNG = np.random.default_rng(0)


def tensors(*shapes):
    return [lumbre.tensor(RNG.standard_normal(s), requires_grad=True) for s in shapes]


def test_grouped_products_are_those_of_the_groups():
    ends = lumbre.tensor([3, 3, 7], dtype=lumbre.int32)
    spans = [(0, 3), (3, 3), (3, 7)]
    a, b = tensors((7, 4), (3, 4, 5))
    rows = F.grouped_mm(a, b, offs=ends)
    want = np.concatenate([a.detach().numpy()[i:j] @ b.detach().numpy()[g] for g, (i, j) in enumerate(spans)])
    np.testing.assert_allclose(rows.detach().numpy(), want, rtol=1e-12)
    rows.sum().backward()
    assert a.grad.shape == a.shape and (b.grad[1] == 0).all() and (b.grad[0] != 0).all()
    a, b = tensors((3, 6, 4), (4, 7))
    columns = F.grouped_mm(a, b, offs=ends).detach().numpy()
    want = np.concatenate([a.detach().numpy()[g] @ b.detach().numpy()[:, i:j] for g, (i, j) in enumerate(spans)], 1)
    np.testing.assert_allclose(columns, want, rtol=1e-12)
    a, b = tensors((6, 7), (7, 5))
    inner = F.grouped_mm(a, b, offs=ends).detach().numpy()
    np.testing.assert_allclose(inner, np.stack([a.detach().numpy()[:, i:j] @ b.detach().numpy()[i:j] for i, j in spans]), rtol=1e-12)
    a, b = tensors((2, 3, 4), (2, 4, 5))
    np.testing.assert_allclose(F.grouped_mm(a, b).detach().numpy(), a.detach().numpy() @ b.detach().numpy(), rtol=1e-12)
    assert F.grouped_mm(a, b, out_dtype=lumbre.float32).dtype == lumbre.float32
    for wrong in (lambda: F.grouped_mm(a, b, offs=ends), lambda: F.grouped_mm(a[0], b), lambda: F.grouped_mm(a[0, 0], b)):
        with pytest.raises(ValueError, match="grouped_mm"):
            wrong()
    with pytest.raises(RuntimeError, match="contraction"):
        F.grouped_mm(a, a)
    with pytest.raises(NotImplementedError, match="scaled_mm"):
        F.scaled_mm(a, b)


def test_modules_are_applied_in_threads_of_their_own():
    names = []

    class Named(nn.Module):
        def forward(self, x, scale=1):
            names.append(threading.current_thread().name)
            return x * scale, lumbre.is_grad_enabled()

    with lumbre.no_grad():
        out = nn.parallel.parallel_apply([Named(), Named()], [lumbre.ones(1), (lumbre.ones(2),)], [{"scale": 2}, {"scale": 3}])
    assert [x.tolist() for x, _ in out] == [[2.0], [3.0, 3.0]] and not any(grad for _, grad in out) and len(set(names)) == 2
    with pytest.raises(TypeError):
        nn.parallel.parallel_apply([Named()], [("x", 1, 2)])
    with pytest.raises(AssertionError):
        nn.parallel.parallel_apply([Named()], [])
