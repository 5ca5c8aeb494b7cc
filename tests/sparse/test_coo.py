"""Sparse tensors in coordinate form against dense ones and scipy."""

import copy
import io
import pickle

import lumbre
import numpy as np
import pytest

random = np.random.RandomState(2)


def sample(requires_grad=False):
    """A 4 x 5 matrix with two values at one place."""
    indices = lumbre.tensor([[0, 1, 1, 3, 1], [2, 0, 4, 3, 0]])
    values = lumbre.from_numpy(random.standard_normal(5)).requires_grad_(requires_grad)
    dense = np.zeros((4, 5))
    np.add.at(dense, (indices[0].numpy(), indices[1].numpy()), values.detach().numpy())
    return lumbre.sparse_coo_tensor(indices, values, (4, 5)), values, dense


def test_parts_and_dense_form():
    s, values, dense = sample()
    assert isinstance(s, lumbre.Tensor) and s.is_sparse and s.layout is lumbre.sparse_coo
    assert s.shape == (4, 5) and s.size(1) == 5 and s.dim() == 2 and s._nnz() == 5 and s.dtype is lumbre.float64
    assert s.sparse_dim() == 2 and s.dense_dim() == 0
    np.testing.assert_allclose(s.to_dense().numpy(), dense)
    with pytest.raises(RuntimeError, match="uncoalesced"):
        s.indices()
    c = s.coalesce()
    assert c.is_coalesced() and c._nnz() == 4
    assert c.indices().tolist() == [[0, 1, 1, 3], [2, 0, 4, 3]]
    np.testing.assert_allclose(c.values().numpy(), dense[tuple(c.indices().numpy())])
    np.testing.assert_allclose(pickle.loads(pickle.dumps(c)).to_dense().numpy(), dense)
    assert repr(s).startswith("tensor(indices=tensor([[0, 1, 1, 3, 1],\n                       [2") and repr(s).endswith("size=(4, 5), nnz=5, dtype=torch.float64, layout=torch.sparse_coo)")


def test_from_dense_and_back():
    x = lumbre.from_numpy(sample()[2])
    s = x.to_sparse()
    assert s.is_coalesced() and s._nnz() == 4
    np.testing.assert_array_equal(s.to_dense().numpy(), x.numpy())
    rows = x.to_sparse(1)
    assert rows.sparse_dim() == 1 and rows.dense_dim() == 1 and rows._nnz() == 3
    np.testing.assert_array_equal(rows.to_dense().numpy(), x.numpy())


@pytest.mark.parametrize("product", [
    lambda s, x: lumbre.sparse.mm(s, x), lambda s, x: lumbre.mm(s, x), lambda s, x: lumbre.spmm(s, x), lambda s, x: s @ x, lambda s, x: s.mm(x),
    lambda s, x: lumbre.matmul(s, x),
])
def test_product_with_a_dense_matrix_and_its_gradients(product):
    s, values, dense = sample(requires_grad=True)
    x = lumbre.from_numpy(random.standard_normal((5, 3))).requires_grad_()
    y = product(s, x)
    np.testing.assert_allclose(y.detach().numpy(), dense @ x.detach().numpy())
    g = random.standard_normal((4, 3))
    y.backward(lumbre.from_numpy(g))
    np.testing.assert_allclose(x.grad.numpy(), dense.T @ g)
    whole = g @ x.detach().numpy().T
    np.testing.assert_allclose(values.grad.numpy(), whole[tuple(s._indices().numpy())])


def test_other_products():
    s, _, dense = sample()
    x, v = lumbre.from_numpy(random.standard_normal((3, 4))), lumbre.from_numpy(random.standard_normal(5))
    np.testing.assert_allclose((x @ s).numpy(), x.numpy() @ dense)
    np.testing.assert_allclose((s @ v).numpy(), dense @ v.numpy())
    np.testing.assert_allclose((s.t() @ lumbre.from_numpy(dense)).numpy(), dense.T @ dense)
    both = lumbre.sparse.mm(s, s.t())
    assert both.is_sparse
    np.testing.assert_allclose(both.to_dense().numpy(), dense @ dense.T)
    b = lumbre.from_numpy(random.standard_normal((4, 5)))
    np.testing.assert_allclose(lumbre.sparse.addmm(b, s, lumbre.eye(5, dtype=lumbre.float64), beta=2, alpha=3).numpy(), 2 * b.numpy() + 3 * dense)


def test_sums_and_arithmetic():
    s, _, dense = sample()
    np.testing.assert_allclose(lumbre.sparse.sum(s).item(), dense.sum())
    for dim in (0, 1, (0, 1)):
        got = lumbre.sparse.sum(s, dim)
        np.testing.assert_allclose((got.to_dense() if got.is_sparse else got).numpy(), dense.sum(dim))
    np.testing.assert_allclose((s + s.coalesce()).to_dense().numpy(), 2 * dense)
    np.testing.assert_allclose((s - s * 0.5).to_dense().numpy(), dense / 2)
    np.testing.assert_allclose((2 * s / 4).to_dense().numpy(), dense / 2)
    np.testing.assert_allclose((-s.T).to_dense().numpy(), -dense.T)
    b = lumbre.from_numpy(random.standard_normal((4, 5)))
    np.testing.assert_allclose((b + s).numpy(), b.numpy() + dense)
    np.testing.assert_allclose((s * b).to_dense().numpy(), dense * b.numpy())
    assert s.float().dtype is lumbre.float32


def test_older_constructors():
    s = lumbre.sparse.FloatTensor(lumbre.LongTensor([[0, 1], [1, 0]]), lumbre.FloatTensor([2, 3]), lumbre.Size([2, 3]))
    assert s.dtype is lumbre.float32
    np.testing.assert_array_equal(s.to_dense().numpy(), [[0, 2, 0], [3, 0, 0]])
    assert lumbre.sparse.FloatTensor(2, 3)._nnz() == 0
    assert lumbre.sparse_coo_tensor((2, 3)).to_dense().sum().item() == 0
    assert lumbre.sparse_coo_tensor(lumbre.tensor([[0, 2]]), lumbre.ones(2)).shape == (3,)


def test_what_is_wrong_or_absent_raises():
    with pytest.raises(RuntimeError, match="inconsistent"):
        lumbre.sparse_coo_tensor([[0, 4]], [1.0, 2.0], (3,))
    with pytest.raises(RuntimeError, match="nnz"):
        lumbre.sparse_coo_tensor([[0, 1]], [1.0, 2.0, 3.0], (3,))
    with pytest.raises(RuntimeError, match="layout"):
        lumbre.ones(2).coalesce()
    s = sample()[0]
    for call in (lambda: lumbre.exp(s), lambda: s.cumsum(0), lambda: lumbre.nn.functional.conv1d(s, s)):
        with pytest.raises(NotImplementedError):
            call()


def test_sparse_tensors_are_added_in_place():
    s = lumbre.sparse_coo_tensor([[0, 2, 0]], lumbre.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), (4, 2))
    dense = lumbre.ones(4, 2)
    assert dense.add_(s, alpha=-2) is dense
    assert dense.tolist() == [[-11, -15], [1, 1], [-5, -7], [1, 1]]
    t = s.clone().mul_(2).add_(s)
    np.testing.assert_array_equal(t.to_dense().numpy(), 3 * s.to_dense().numpy())
    np.testing.assert_array_equal(s.to_dense().numpy(), [[6, 8], [0, 0], [3, 4], [0, 0]])
    with pytest.raises(RuntimeError, match="sizes"):
        lumbre.ones(3, 2).add_(s)


@pytest.mark.parametrize("options", [{}, {"weights_only": False}])
@pytest.mark.parametrize("zipped", [True, False])
def test_files_keep_sparse_tensors(options, zipped):
    s, _, dense = sample()
    file = io.BytesIO()
    lumbre.save({"s": s, "c": s.coalesce()}, file, _use_new_zipfile_serialization=zipped)
    assert b"torch._utils" in file.getvalue() and b"_rebuild_sparse_tensor" in file.getvalue() and b"lumbre" not in file.getvalue()
    file.seek(0)
    got = lumbre.load(file, **options)
    assert got["s"]._nnz() == s._nnz() and not got["s"].is_coalesced() and got["c"].is_coalesced()
    np.testing.assert_allclose(got["s"].to_dense().numpy(), dense)


def test_a_file_with_indices_outside_the_size_is_refused():
    s = lumbre.sparse_coo_tensor([[0, 2]], [1.0, 2.0], (3,))
    s._indices()[0, 1] = 7
    file = io.BytesIO()
    lumbre.save(s, file)
    file.seek(0)
    with pytest.raises(Exception, match="inconsistent"):
        lumbre.load(file)


def test_copies_of_both_kinds():
    import copy

    for sparse in (lumbre.eye(2).to_sparse(), lumbre.eye(2).to_sparse_csr()):
        assert copy.copy(sparse).to_dense().tolist() == copy.deepcopy(sparse).to_dense().tolist() == [[1.0, 0.0], [0.0, 1.0]]
