"""Compressed sparse layouts, beside scipy's and PyTorch's."""

import copy
import io
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse

import lumbre as torch

LAYOUTS = {"csr": torch.sparse_csr, "csc": torch.sparse_csc, "bsr": torch.sparse_bsr, "bsc": torch.sparse_bsc}


def dense(*sizes, seed=0):
    rng = np.random.default_rng(seed)
    return torch.from_numpy(rng.standard_normal(sizes) * (rng.random(sizes) < 0.4))


def sparse(x, layout):
    return x.to_sparse(layout=LAYOUTS[layout], blocksize=(2, 3) if layout.startswith("b") else None)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_parts_are_scipys(layout):
    x = dense(6, 9)
    s = sparse(x, layout)
    if layout == "bsc":
        want, got = scipy.sparse.bsr_matrix(x.numpy().T, blocksize=(3, 2)), s.values().transpose(1, 2)
    elif layout == "bsr":
        want, got = scipy.sparse.bsr_matrix(x.numpy(), blocksize=(2, 3)), s.values()
    else:
        want, got = getattr(scipy.sparse, layout + "_matrix")(x.numpy()), s.values()
    first, second = ("crow_indices", "col_indices") if layout.endswith("r") else ("ccol_indices", "row_indices")
    want.sort_indices()
    np.testing.assert_array_equal(getattr(s, first)().numpy(), want.indptr)
    np.testing.assert_array_equal(getattr(s, second)().numpy(), want.indices)
    np.testing.assert_array_equal(got.numpy(), want.data)
    assert s.layout is LAYOUTS[layout] and s.shape == (6, 9) and s.dtype == torch.float64 and s.is_sparse_csr == (layout == "csr")
    assert torch.equal(s.to_dense(), x) and torch.equal(s.t().to_dense(), x.T) and torch.equal(s.to_sparse().to_dense(), x)
    for other in LAYOUTS:
        assert torch.equal(sparse(s, other).to_dense(), x)
    with pytest.raises(RuntimeError, match="expected sparse (row|column) compressed tensor layout but got Sparse"):
        getattr(s, "ccol_indices" if layout.endswith("r") else "crow_indices")()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_batches(layout):
    x = torch.stack([dense(4, 6), dense(4, 6)])
    s = sparse(x, layout)
    assert torch.equal(s.to_dense(), x) and torch.equal(s[1].to_dense(), x[1]) and torch.equal(s.transpose(-1, 1).to_dense(), x.mT)
    with pytest.raises(RuntimeError, match="same number of specified elements"):
        sparse(torch.stack([x[0], torch.zeros_like(x[0])]), layout)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_arithmetic(layout):
    x, y, w, v = dense(6, 9), dense(6, 9, seed=1), dense(9, 4, seed=2), dense(9, seed=3)
    s, t = sparse(x, layout), sparse(y, layout)
    close = lambda a, b: np.testing.assert_allclose(a.to_dense().detach().numpy(), b.numpy(), rtol=1e-12, atol=1e-12)
    close(s @ w, x @ w)
    close(s @ v, x @ v)
    close(w.T @ s.t(), w.T @ x.T)
    close(torch.addmm(dense(6, 4), s, w, beta=2, alpha=0.5), 2 * dense(6, 4) + 0.5 * (x @ w))
    for got, want in [(s + t, x + y), (s - t, x - y), (s * t, x * y), (s * y, x * y), (-s, -x), (s * 2, x * 2), (s / 4, x / 4), (s.abs(), x.abs()), (s.relu(), x.relu())]:
        assert got.layout is LAYOUTS[layout]
        close(got, want)
    close(s + y, x + y)
    close(y + s, x + y)
    close(s.sum(1, keepdim=True) if layout[0] == "c" else s.sum(), x.sum(1, keepdim=True) if layout[0] == "c" else x.sum())
    close(s.clone().mul_(3), 3 * x)
    close(s[2], x[2])
    with pytest.raises(RuntimeError, match="unsupported tensor layout"):
        s.exp()
    with pytest.raises(NotImplementedError, match="max.*torch.sparse_"):
        s.max()


def test_products_of_two_sparse_matrices():
    x, y = dense(6, 9), dense(9, 5, seed=1)
    z = x.to_sparse_csr() @ y.to_sparse_csr()
    want = scipy.sparse.csr_matrix(x.numpy()) @ scipy.sparse.csr_matrix(y.numpy())
    assert z.layout is torch.sparse_csr
    np.testing.assert_allclose(z.to_dense().numpy(), want.toarray(), rtol=1e-12)


def test_gradients_run_through_the_values():
    x, w = dense(6, 9), dense(9, 4, seed=2).requires_grad_()
    s = x.to_sparse_csr().requires_grad_()
    (s @ w).pow(2).sum().backward()
    leaf, v = x.clone().requires_grad_(), w.detach().clone().requires_grad_()
    (leaf @ v).pow(2).sum().backward()
    np.testing.assert_allclose(w.grad.numpy(), v.grad.numpy(), rtol=1e-12)
    np.testing.assert_allclose(s.grad.to_dense().numpy(), (leaf.grad * (x != 0)).numpy(), rtol=1e-12)
    assert torch.sparse.as_sparse_gradcheck(torch.autograd.gradcheck)(lambda a, b: torch.sparse.mm(a, b), (dense(3, 4).to_sparse_csr().requires_grad_(), dense(4, 2)))
    assert torch.sparse.as_sparse_gradcheck(torch.autograd.gradcheck)(lambda a: torch.sparse.softmax(a, 1), (dense(3, 4).to_sparse().requires_grad_(),))


@pytest.mark.parametrize("reduce", ["sum", "mean", "amax", "amin"])
def test_reduced_products(reduce):
    x, w = dense(6, 9), dense(9, 4, seed=2)
    x[3] = 0
    got = torch.sparse.mm(x.to_sparse_csr(), w, reduce)
    of = {"sum": np.sum, "mean": np.mean, "amax": np.max, "amin": np.min}[reduce]
    for i, row in enumerate(x.numpy()):
        at = row.nonzero()[0]
        want = of(row[at, None] * w.numpy()[at], 0) if len(at) else np.zeros(4)
        np.testing.assert_allclose(got[i].numpy(), want, rtol=1e-12)


def test_sampled_products_and_masks():
    x, a, b = dense(5, 7), dense(5, 3, seed=1), dense(3, 7, seed=2)
    s = torch.sparse.sampled_addmm(x.to_sparse_csr(), a, b, beta=2, alpha=3)
    np.testing.assert_allclose(s.to_dense().numpy(), ((2 * x + 3 * (a @ b)) * (x != 0)).numpy(), rtol=1e-12)
    y = dense(5, 7, seed=4) + 1
    for mask in (x.to_sparse_csr(), x.to_sparse()):
        got = y.sparse_mask(mask)
        assert got.layout is mask.layout and torch.equal(got.to_dense(), y * (x != 0))


def test_softmax_of_the_elements_that_are_there():
    x = dense(5, 7)
    minus = torch.where(x != 0, x, torch.tensor(-np.inf, dtype=torch.float64))
    for dim in (0, 1):
        want = torch.nan_to_num(torch.softmax(minus, dim))
        np.testing.assert_allclose(torch.sparse.softmax(x.to_sparse(), dim).to_dense().numpy(), want.numpy(), rtol=1e-12)
        logs = torch.sparse.log_softmax(x.to_sparse(), dim).coalesce()
        np.testing.assert_allclose(logs.values().exp().numpy(), want[tuple(logs.indices())].numpy(), rtol=1e-12)


def test_slices_of_coordinates():
    x = dense(5, 7)
    s, at = x.to_sparse(), torch.tensor([3, 1, 1])
    assert torch.equal(s.index_select(0, at).to_dense(), x[at]) and torch.equal(s.index_select(1, at).to_dense(), x[:, at])
    assert torch.equal(s.narrow_copy(1, 2, 3).to_dense(), x[:, 2:5]) and torch.equal(s[4].to_dense(), x[4]) and s[0, 0] == x[0, 0]
    with pytest.raises(IndexError):
        s.select(0, 5)


def test_diagonals():
    d = np.arange(1.0, 7).reshape(2, 3)
    got = torch.sparse.spdiags(torch.from_numpy(d), torch.tensor([0, 1]), (3, 4))
    np.testing.assert_array_equal(got.to_dense().numpy(), scipy.sparse.spdiags(d, [0, 1], 3, 4).toarray())
    assert torch.sparse.spdiags(torch.ones(3), torch.tensor(0), (3, 3), layout=torch.sparse_csr).layout is torch.sparse_csr
    with pytest.raises(RuntimeError, match="duplicate"):
        torch.sparse.spdiags(torch.from_numpy(d), torch.tensor([1, 1]), (3, 4))


def test_it_prints_as_pytorch_does():
    s = torch.sparse_csr_tensor([0, 1, 3], [0, 1, 0], [1.0, 2.0, 3.0], requires_grad=True)
    assert repr(s) == (
        "tensor(crow_indices=tensor([0, 1, 3]),\n       col_indices=tensor([0, 1, 0]),\n"
        "       values=tensor([1., 2., 3.]), size=(2, 2), nnz=3,\n       layout=torch.sparse_csr, requires_grad=True)"
    )


def test_files_of_pytorch_and_ours():
    read = torch.load(Path(__file__).resolve().parent.parent / "reference/compressed.pt")
    for name, layout in LAYOUTS.items():
        assert read[name].layout is layout and torch.equal(read[name].to_dense(), read["dense"])
    file = io.BytesIO()
    torch.save(read, file)
    file.seek(0)
    again = torch.load(file)
    assert all(torch.equal(again[n].values(), read[n].values()) and again[n].layout is read[n].layout for n in LAYOUTS)
    twin = copy.deepcopy(read["csr"])
    twin.values().zero_()
    assert torch.equal(read["csr"].to_dense(), read["dense"])


@pytest.mark.parametrize("crow, col, values, size, why", [
    ([1, 1, 3], [0, 1, 0], [1, 2, 3], (2, 2), r"crow_indices\[..., 0\] == 0"),
    ([0, 1, 2], [0, 1, 0], [1, 2, 3], (2, 2), "== nnz"),
    ([0, 1, 3], [0, 1, 5], [1, 2, 3], (2, 2), "0 <= col_indices < ncols"),
    ([0, 1, 3], [0, -1, 1], [1, 2, 3], (2, 2), "0 <= col_indices < ncols"),
    ([0, 3, 1, 3], [0, 1, 0], [1, 2, 3], (3, 2), "0 <= crow_indices"),
    ([0, 1, 3], [0, 1], [1, 2, 3], (2, 2), "nnz"),
    ([0, 1, 3], [0, 1, 0], [1, 2, 3], (4, 2), "nrows"),
    ([0, 1, 3], [0, 1, 0], [1, 2, 3], (2, 2, 2), "len"),
])  # fmt: skip
def test_parts_that_do_not_fit_are_refused(crow, col, values, size, why):
    with pytest.raises(RuntimeError, match=why):
        torch.sparse_csr_tensor(crow, col, values, size)


def test_the_order_is_checked_when_asked():
    parts = [0, 1, 3], [0, 1, 0], [1.0, 2.0, 3.0]
    assert torch.sparse_csr_tensor(*parts).to_dense().tolist() == [[1, 0], [3, 2]]
    with pytest.raises(RuntimeError, match="sorted"):
        torch.sparse_csr_tensor(*parts, check_invariants=True)
    with torch.sparse.check_sparse_tensor_invariants(), pytest.raises(RuntimeError, match="sorted"):
        torch.sparse_csr_tensor(*parts)
    assert not torch.sparse.check_sparse_tensor_invariants.is_enabled()
