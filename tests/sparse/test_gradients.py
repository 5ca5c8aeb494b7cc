"""Sparse gradients of embeddings: what dense ones give, and what optimizers do with them."""

import copy

import numpy as np
import pytest

import lumbre
from lumbre import nn

INDICES = lumbre.tensor([[1, 3, 1], [4, 3, 0]])


def twins(kind, **options):
    """A layer with sparse gradients and its dense double."""
    lumbre.manual_seed(0)
    sparse = kind(6, 2, sparse=True, **options)
    dense = kind(6, 2, **options)
    dense.load_state_dict(sparse.state_dict())
    return sparse, dense


def run(layer, *inputs, **options):
    out = layer(*inputs, **options)
    (out * lumbre.arange(1.0, out.numel() + 1).reshape(out.shape)).sum().backward()
    return layer.weight.grad


@pytest.mark.parametrize(("kind", "options", "inputs", "nnz"), [
    (nn.Embedding, {}, (INDICES,), 6),
    (nn.Embedding, {"padding_idx": 3}, (INDICES,), 4),
    (nn.Embedding, {}, (INDICES[:0],), 0),
    (nn.EmbeddingBag, {"mode": "sum"}, (INDICES,), 6),
    (nn.EmbeddingBag, {"mode": "mean", "padding_idx": 0}, (INDICES,), 5),
    (nn.EmbeddingBag, {"mode": "mean"}, (INDICES.flatten(), lumbre.tensor([0, 0, 4])), 6),
])  # fmt: skip
def test_gradient_is_sparse_and_the_dense_one(kind, options, inputs, nnz):
    sparse, dense = twins(kind, **options)
    got, wanted = run(sparse, *inputs), run(dense, *inputs)
    assert got.is_sparse and got.layout == lumbre.sparse_coo and not wanted.is_sparse
    assert got.shape == wanted.shape and got.dtype == wanted.dtype and got._nnz() == nnz
    np.testing.assert_allclose(got.to_dense().numpy(), wanted.numpy(), rtol=1e-6)


def test_weights_of_samples_scale_sparse_rows():
    sparse, dense = twins(nn.EmbeddingBag, mode="sum")
    weights = lumbre.rand(2, 3)
    got, wanted = (run(m, INDICES, per_sample_weights=weights) for m in (sparse, dense))
    np.testing.assert_allclose(got.to_dense().numpy(), wanted.numpy(), rtol=1e-6)


def test_gradients_add_up_and_the_object_stays():
    sparse, dense = twins(nn.Embedding)
    first = run(sparse, INDICES)
    assert run(sparse, INDICES[:1]) is first and first._nnz() == 9
    run(dense, INDICES)
    np.testing.assert_allclose(first.coalesce().to_dense().numpy(), run(dense, INDICES[:1]).numpy(), rtol=1e-6)


def test_several_uses_in_one_graph_add_up():
    sparse, dense = twins(nn.Embedding)
    for m in (sparse, dense):
        (m(INDICES) * m(INDICES.flip(0))).sum().backward()
    assert sparse.weight.grad.is_sparse
    np.testing.assert_allclose(sparse.weight.grad.to_dense().numpy(), dense.weight.grad.numpy(), rtol=1e-6)


@pytest.mark.parametrize("order", ["one graph", "sparse first", "dense first"])
def test_a_dense_use_makes_the_sum_dense(order):
    sparse, dense = twins(nn.Embedding)
    for m in (sparse, dense):
        losses = [m(INDICES).sum(), (m.weight * 2).sum()]
        if order == "one graph":
            losses = [losses[0] + losses[1]]
        for loss in losses[::-1] if order == "dense first" else losses:
            loss.backward()
    assert not sparse.weight.grad.is_sparse
    np.testing.assert_allclose(sparse.weight.grad.numpy(), dense.weight.grad.numpy(), rtol=1e-6)


def test_a_weight_that_was_computed_gets_its_dense_gradient():
    w = lumbre.ones(6, 2, requires_grad=True)
    nn.functional.embedding(INDICES, w * 3, sparse=True).sum().backward()
    assert not w.grad.is_sparse and w.grad.sum().item() == 36


def test_grad_hooks_and_zeroing_see_sparse_gradients():
    e = nn.Embedding(6, 2, sparse=True)
    (g,) = lumbre.autograd.grad(e(INDICES).sum(), e.weight)
    assert g.is_sparse and g.coalesce().indices().tolist() == [[0, 1, 3, 4]]
    handle = e.weight.register_hook(lambda g: g * 2)
    e(INDICES).sum().backward()
    handle.remove()
    assert e.weight.grad.to_dense()[1].tolist() == [4, 4]
    twin = copy.deepcopy(e.weight.grad)
    e.zero_grad(set_to_none=False)
    assert e.weight.grad.is_sparse and e.weight.grad._nnz() == 0 and twin._nnz() == 6
    with pytest.warns(UserWarning), lumbre.autograd.detect_anomaly(), pytest.raises(RuntimeError, match="nan"):
        (e(INDICES) * float("nan")).sum().backward()


def test_gather_gives_the_elements_it_read():
    x = lumbre.randn(3, 4, requires_grad=True)
    at = lumbre.tensor([[0, 1], [2, 0]])
    for sparse in (False, True):
        (g,) = lumbre.autograd.grad(lumbre.gather(x, 1, at, sparse_grad=sparse).pow(2).sum(), x)
        wanted = np.zeros((3, 4), np.float32)
        for i in range(2):
            for j in at[i].tolist():
                wanted[i, j] += 2 * x[i, j].item()
        assert g.is_sparse == sparse
        np.testing.assert_allclose((g.to_dense() if sparse else g).numpy(), wanted, rtol=1e-6)


@pytest.mark.parametrize("make", [
    lambda p: lumbre.optim.SGD(p, 0.1),
    lambda p: lumbre.optim.SGD(p, 0.1, momentum=0.5),
    lambda p: lumbre.optim.Adagrad(p, 0.1),
])  # fmt: skip
def test_sgd_and_adagrad_step_as_with_dense_gradients(make):
    layers = twins(nn.Embedding)
    optimizers = [make(m.parameters()) for m in layers]
    for _ in range(3):
        for m, optimizer in zip(layers, optimizers):
            optimizer.zero_grad()
            m(INDICES).pow(2).sum().backward()
            optimizer.step()
    np.testing.assert_allclose(layers[0].weight.detach().numpy(), layers[1].weight.detach().numpy(), rtol=1e-5)


def test_sparse_adam_moves_the_rows_that_were_used():
    e, _ = twins(nn.Embedding)
    start = e.weight.detach().numpy().copy()
    optimizer = lumbre.optim.SparseAdam(e.parameters(), lr=0.1)
    weight, m, v = start.astype(np.float64), np.zeros((6, 2)), np.zeros((6, 2))
    for step, rows in enumerate(([0, 1], [1, 4]), 1):
        optimizer.zero_grad()
        e(lumbre.tensor(rows)).pow(2).sum().backward()
        optimizer.step()
        g = 2 * weight[rows]
        m[rows], v[rows] = 0.9 * m[rows] + 0.1 * g, 0.999 * v[rows] + 0.001 * g * g
        weight[rows] -= 0.1 * np.sqrt(1 - 0.999**step) / (1 - 0.9**step) * m[rows] / (np.sqrt(v[rows]) + 1e-8)
    np.testing.assert_allclose(e.weight.detach().numpy(), weight, rtol=1e-5)
    np.testing.assert_array_equal(e.weight.detach().numpy()[[2, 3, 5]], start[[2, 3, 5]])


def test_scaled_sparse_gradients_are_unscaled():
    e = nn.Embedding(6, 2, sparse=True)
    scaler = lumbre.amp.GradScaler("cpu", init_scale=8.0)
    scaler.scale(e(INDICES).sum()).backward()
    scaler.unscale_(lumbre.optim.SGD(e.parameters(), 0.1))
    assert e.weight.grad.to_dense()[1].tolist() == [2, 2]


def test_what_does_not_go_with_sparse_gradients_raises():
    e = nn.Embedding(6, 2, sparse=True, scale_grad_by_freq=True)
    with pytest.raises(RuntimeError, match="scale_grad_by_freq"):
        e(INDICES).sum().backward()
    e = nn.Embedding(6, 2, sparse=True)
    e(INDICES).sum().backward()
    with pytest.raises(RuntimeError, match="does not support sparse"):
        lumbre.optim.Adam(e.parameters()).step()
    with pytest.raises(RuntimeError, match="size"):
        e.weight.grad = lumbre.sparse_coo_tensor([[0]], lumbre.ones(1, 2), (7, 2))
