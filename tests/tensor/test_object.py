"""A tensor as a Python object: identity, hash, weak references, copies, pickles, subclasses, attributes."""

import copy
import gc
import pickle
import weakref

import lumbre
import pytest


def test_gradient_is_one_object():
    p = lumbre.ones(2, requires_grad=True)
    (p * 2).sum().backward()
    assert p.grad is p.grad


def test_hash_is_identity_and_equality_is_elementwise():
    x, y = lumbre.ones(2), lumbre.ones(2)
    assert hash(x) == hash(x) and len({x, y, x}) == 2 and {x: 1}[x] == 1
    assert (x == y).tolist() == [True, True] and (x != y).tolist() == [False, False]
    assert (x == None) is False and (x != "a") is True  # noqa: E711


def test_weak_references():
    x = lumbre.ones(2)
    ref = weakref.ref(x)
    assert ref() is x
    y = x.view(2, 1)
    del x
    gc.collect()
    # The view keeps its base alive, and the base its object or none: either way nothing dangles.
    assert y._base.tolist() == [1, 1]
    del y
    gc.collect()
    assert ref() is None


def test_deepcopy():
    x = lumbre.ones(2, requires_grad=True)
    x.sum().backward()
    x.note = ["a"]
    y = copy.deepcopy(x)
    assert y is not x and y.requires_grad and y.is_leaf and y.grad.tolist() == [1, 1] and y.note == ["a"] and y.note is not x.note
    with lumbre.no_grad():
        y.zero_()
    assert x.tolist() == [1, 1]
    with pytest.raises(RuntimeError, match="Only Tensors created explicitly by the user"):
        copy.deepcopy(x * 2)


def test_deepcopy_keeps_shared_memory_and_strides():
    x = lumbre.arange(6).view(2, 3)
    a, b = copy.deepcopy([x.t(), x[1]])
    assert a.stride() == (1, 3)
    b.fill_(9)
    assert a.tolist() == [[0, 9], [1, 9], [2, 9]] and x[1].tolist() == [3, 4, 5]


def test_copy_shares_memory():
    x = lumbre.ones(2)
    y = copy.copy(x)
    y[0] = 5
    assert x.tolist() == [5, 1] and y is not x


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
def test_pickle(protocol):
    x = lumbre.arange(6.0).view(2, 3).t().requires_grad_()
    y = pickle.loads(pickle.dumps(x, protocol))
    assert y.tolist() == x.tolist() and y.stride() == x.stride() and y.requires_grad and y.dtype == x.dtype
    for t in (lumbre.tensor(True), lumbre.tensor([1 + 1j]), lumbre.ones(2, dtype=lumbre.bfloat16), lumbre.zeros(0, 2, dtype=lumbre.int8)):
        u = pickle.loads(pickle.dumps(t, protocol))
        assert u.tolist() == t.tolist() and u.dtype == t.dtype and u.shape == t.shape


def test_pickle_of_views():
    x = lumbre.arange(4)
    a, b = pickle.loads(pickle.dumps((x, x[1:3])))
    assert a.tolist() == [0, 1, 2, 3] and b.tolist() == [1, 2]


def test_pickle_of_dtypes_devices_and_sizes():
    for value in (lumbre.float32, lumbre.device("cpu"), lumbre.zeros(2, 3).shape, lumbre.strided, lumbre.channels_last):
        assert pickle.loads(pickle.dumps(value)) == value


class Sub(lumbre.Tensor):
    pass


def test_subclass_results_keep_the_class():
    x = lumbre.ones(3).as_subclass(Sub)
    assert type(x) is Sub and type(x + 1) is Sub and type(x.sum()) is Sub and type(x[0]) is Sub and type(lumbre.add(x, x)) is Sub
    assert isinstance(x, lumbre.Tensor)


def test_subclass_and_attributes_survive_saved_tensors():
    class F(lumbre.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x * 1

        @staticmethod
        def backward(ctx, g):
            seen.append(ctx.saved_tensors[0])
            return g

    seen = []
    x = lumbre.ones(2).as_subclass(Sub).requires_grad_()
    x.note = "here"
    y = F.apply(x)
    del x
    gc.collect()
    y.sum().backward()
    assert type(seen[0]) is Sub and seen[0].note == "here"
    p = lumbre.ones(2, requires_grad=True)
    p.note = "plain"
    z = F.apply(p)
    i = id(p)
    del p
    gc.collect()
    z.sum().backward()
    assert seen[1].note == "plain" and id(seen[1]) == i


def test_attributes_and_subclass_survive_the_graph():
    def make():
        x = lumbre.ones(2, requires_grad=True)
        x.note = "leaf"
        return (x * 2).sum()

    y = make()
    gc.collect()
    leaf = y.grad_fn.next_functions[0][0].next_functions[0][0].variable
    assert leaf.note == "leaf"


def test_parameter():
    p = lumbre.nn.Parameter(lumbre.ones(2))
    assert isinstance(p, lumbre.nn.Parameter) and p.requires_grad and p.is_leaf
    assert type(p * 2) is lumbre.Tensor and type(p.detach()) is lumbre.Tensor
    assert isinstance(copy.deepcopy(p), lumbre.nn.Parameter) and isinstance(pickle.loads(pickle.dumps(p)), lumbre.nn.Parameter)
    (p * 2).sum().backward()
    assert (p * 2).grad_fn.next_functions[0][0].variable is p


def test_make_subclass():
    data = lumbre.ones(2)
    x = lumbre.Tensor._make_subclass(Sub, data, True)
    assert type(x) is Sub and x.requires_grad and x.data_ptr() == data.data_ptr()


def test_type_checks():
    assert isinstance(lumbre.ones(1), lumbre.FloatTensor) and not isinstance(lumbre.ones(1), lumbre.LongTensor)
    assert isinstance(lumbre.ones(1, dtype=lumbre.int64), lumbre.LongTensor)
    assert lumbre.is_tensor(lumbre.ones(1)) and not lumbre.is_tensor([1])
    assert lumbre.ones(1).type() == "torch.FloatTensor" and lumbre.ones(1).type(lumbre.float64).dtype == lumbre.float64


def test_legacy_constructors():
    assert lumbre.Tensor(2, 3).shape == (2, 3) and lumbre.Tensor([2, 3]).tolist() == [2, 3] and lumbre.Tensor().shape == (0,)
    assert lumbre.LongTensor([1, 2]).dtype == lumbre.int64 and lumbre.FloatTensor(2).shape == (2,)


def test_size_behaves_as_a_tuple():
    s = lumbre.zeros(2, 3).shape
    assert s == (2, 3) and s[0] == 2 and s.numel() == 6 and isinstance(s, tuple) and isinstance(s, lumbre.Size)
    assert isinstance(s[:1], lumbre.Size) and isinstance(s + (4,), tuple) and repr(s) == "torch.Size([2, 3])"


def test_objects_are_reclaimed():
    import sys

    x = lumbre.ones(4)
    before = sys.getrefcount(x)
    for _ in range(1000):
        x + 1
        x[0]
        x.view(2, 2)._base
    assert sys.getrefcount(x) == before


def test_data_of_a_subclass_is_of_the_subclass():
    class Mine(lumbre.Tensor):
        pass

    assert type(lumbre.ones(2).as_subclass(Mine).data) is Mine
    assert type(lumbre.nn.Parameter(lumbre.ones(2)).data) is lumbre.Tensor


def test_hash_is_the_identity():
    x = lumbre.ones(2)
    assert hash(x) == id(x)


def test_nodes_print_their_name_alone():
    assert repr((lumbre.ones(1, requires_grad=True) + 1).grad_fn).startswith("<AddBackward0 object at ")
