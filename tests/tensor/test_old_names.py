"""Names from PyTorch's past and from its engine: tensor types, storages, `ops.aten`, and names with nothing behind them."""

import lumbre
import numpy as np
import pytest

# What PyTorch picks in `test_equal_elements_are_picked_as_pytorch_picks_them`.
TOPK, LEAST = [10, 0, 5, 2], [8, 3, 4, 1]
KTH = [8, 3, 1, 9, 4, 7, 11, 6, 10, 0, 2, 5]
LONG, MODE = [12, 7, 2], 25


def test_tensor_types_construct_by_size_and_by_data():
    assert lumbre.FloatTensor(2, 3).shape == (2, 3)
    assert lumbre.LongTensor([1, 2]).dtype == lumbre.int64
    assert lumbre.tensor([1.5]).type("torch.LongTensor").tolist() == [1]
    assert lumbre.tensor([1.0]).new([2, 3]).tolist() == [2.0, 3.0]
    assert isinstance(lumbre.ones(1), lumbre.FloatTensor) and not isinstance(lumbre.ones(1), lumbre.LongTensor)


def test_storage_shows_the_tensors_memory():
    x = lumbre.tensor([1.0, 2.0, 3.0])
    s = x[1:].storage()
    assert s.tolist() == [1.0, 2.0, 3.0] and s.element_size() == 4 and s.type() == "torch.FloatStorage"
    s[0] = 9.0
    assert x[0] == 9 and s.half().dtype == lumbre.float16
    assert x.storage_type() is lumbre.FloatStorage and isinstance(s, lumbre.FloatStorage)
    assert repr(lumbre.FloatStorage([1])) == " 1.0\n[torch.storage.TypedStorage(dtype=torch.float32, device=cpu) of size 1]".replace(
        "torch.float32", repr(lumbre.float32))


def test_view_as_another_dtype_reads_the_same_bytes():
    a = np.arange(12, dtype=np.float32).reshape(3, 4)
    x = lumbre.tensor(a)
    assert (x.view(lumbre.int32).numpy() == a.view(np.int32)).all()
    assert (x.view(lumbre.uint8).numpy() == a.view(np.uint8)).all()
    assert (x.view(lumbre.float64).numpy() == a.view(np.float64)).all()
    y = x.view(lumbre.int16)
    y.zero_()
    assert x.abs().sum() == 0 and y._version == x._version
    with pytest.raises(RuntimeError, match="stride"):
        x.t().view(lumbre.int64)
    with pytest.raises(RuntimeError, match="divisible"):
        lumbre.ones(3).view(lumbre.float64)
    with pytest.raises(NotImplementedError, match="bool"):
        lumbre.ones(3, dtype=lumbre.uint8).view(lumbre.bool)


def test_gradient_with_numbers_and_coordinates():
    y = np.array([1.0, 2.0, 4.0, 7.0, 11.0])
    assert np.allclose(lumbre.gradient(lumbre.tensor(y))[0], np.gradient(y))
    assert np.allclose(lumbre.gradient(lumbre.tensor(y), spacing=0.5, edge_order=2)[0], np.gradient(y, 0.5, edge_order=2))
    grid = np.random.RandomState(0).rand(4, 5)
    at = [0.0, 0.5, 1.5, 2.0, 4.0]
    got = lumbre.gradient(lumbre.tensor(grid), spacing=[2.0, lumbre.tensor(at, dtype=lumbre.float64)])
    for a, b in zip(got, np.gradient(grid, 2.0, at)):
        assert np.allclose(a, b)
    with pytest.raises(RuntimeError, match="same length"):
        lumbre.gradient(lumbre.tensor(grid), spacing=[1.0, 2.0], dim=1)
    with pytest.raises(RuntimeError, match="edge_order"):
        lumbre.gradient(lumbre.tensor(y), edge_order=3)


@pytest.mark.parametrize("name", ["sum", "mean", "prod", "amax", "amin", "var", "std", "argmax", "argmin"])
def test_masked_reductions_agree_with_numpys_masked_arrays(name):
    random = np.random.RandomState(0)
    x, mask = random.randn(3, 5), random.rand(3, 5) < 0.6
    mask[:, 0] = True
    m = np.ma.array(x, mask=~mask)
    want = {"amax": m.max, "amin": m.min, "var": lambda d: m.var(d, ddof=1), "std": lambda d: m.std(d, ddof=1)}.get(name, getattr(m, name, None))(1)
    got = getattr(lumbre.masked, name)(lumbre.tensor(x), 1, mask=lumbre.tensor(mask))
    assert np.allclose(got.numpy(), np.asarray(want))


def test_masked_softmax_and_sums_of_nothing():
    x, mask = lumbre.tensor([[1.0, 2.0, 3.0]] * 2), lumbre.tensor([[True, False, True], [False] * 3])
    soft = lumbre.masked.softmax(x, 1, mask=mask)
    assert np.allclose(soft[0], [1 / (1 + np.e**2), 0, np.e**2 / (1 + np.e**2)]) and soft[1].isnan().all()
    assert lumbre.masked.sum(x, mask=mask) == 4 and lumbre.masked.mean(x, 1, mask=mask)[1].isnan()
    assert np.allclose(lumbre.masked.cumsum(x, 1, mask=mask)[0], [1, 1, 4])
    with pytest.raises(NotImplementedError, match="MaskedTensor"):
        lumbre.masked.MaskedTensor(x, mask)


def test_engine_ops_by_name_and_overload():
    aten = lumbre.ops.aten
    x = lumbre.tensor([[1.0, 5.0], [3.0, 2.0]])
    assert aten.add.Tensor(x, x).tolist() == (x + x).tolist() and aten.mul.Scalar(x, 3)[0, 0] == 3
    assert aten.max.dim(x, 1)[1].tolist() == [1, 0] and aten.sum.dim_IntList(x, [0]).tolist() == [4, 7]
    assert aten.clamp(self=x, min=2).min() == 2
    assert aten._safe_softmax(lumbre.full((1, 2), -lumbre.inf), 1).tolist() == [[0, 0]]
    assert aten.special_zeta(lumbre.tensor([2.0]), lumbre.tensor([1.0])).item() == pytest.approx(np.pi**2 / 6)
    assert repr(aten.add.default) == "<OpOverload(op='aten.add', overload='default')>" and aten.add.Tensor.name() == "aten::add.Tensor"
    with pytest.raises(NotImplementedError, match="aten::no_such_op"):
        aten.no_such_op(x)


def test_safe_softmax_has_no_nan_in_its_gradient():
    x = lumbre.tensor([[-lumbre.inf, -lumbre.inf], [1.0, 2.0]], requires_grad=True)
    lumbre._safe_softmax(x, 1)[:, 0].sum().backward()
    assert not x.grad.isnan().any() and x.grad[0].tolist() == [0, 0]


def test_absent_names_can_be_looked_up_and_say_so_when_called():
    for name in ("quantize_per_tensor", "fbgemm_linear_int8_weight", "import_ir_module"):
        with pytest.raises(NotImplementedError, match=name):
            getattr(lumbre, name)(1)
    with pytest.raises(NotImplementedError, match="to_mkldnn"):
        lumbre.ones(2).to_mkldnn()
    assert repr(lumbre.qint8) == "torch.qint8" and lumbre.complex32.itemsize == 4
    with pytest.raises(NotImplementedError, match="qint8"):
        lumbre.zeros(2, dtype=lumbre.qint8)
    with pytest.raises(AttributeError):
        lumbre.no_such_name


def test_equal_elements_are_picked_as_pytorch_picks_them():
    """Recorded: PyTorch's CPU kernels choose among equal elements by their algorithms, not by position."""
    x = lumbre.tensor([3, 1, 3, 0, 1, 3, 2, 2, 0, 1, 3, 2])
    assert x.topk(4).indices.tolist() == TOPK and x.topk(4, largest=False).indices.tolist() == LEAST
    assert [x.kthvalue(k).indices.item() for k in range(1, 13)] == KTH
    long = lumbre.arange(200) * 7 % 5
    assert long.topk(3).indices.tolist() == LONG and long.mode().indices.item() == MODE


def test_names_listed_as_absent_have_nothing_behind_them():
    """A name that has been written since is struck from the list."""
    from lumbre import _absent_names as absent

    public = {row[0] for row in lumbre._C._op_table() if row[4] & 2} | set(lumbre._FROM)
    assert sorted(public & set(absent.FUNCTIONS)) == []
    methods = {row[0] for row in lumbre._C._op_table() if row[4] & 1}
    assert sorted(methods & set(absent.METHODS)) == []
