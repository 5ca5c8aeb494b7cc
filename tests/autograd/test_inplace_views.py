"""In-place changes and views in the graph: aliases, rebased histories, version counters, and PyTorch's errors."""

import lumbre
import pytest


def leaf(*values):
    return lumbre.tensor(list(values), dtype=lumbre.float64, requires_grad=True)


def test_view_aliases_its_base():
    x = lumbre.zeros(2, 3)
    v = x[1]
    v.fill_(5)
    assert x.tolist() == [[0, 0, 0], [5, 5, 5]]
    x[1, 2] = 7
    assert v.tolist() == [5, 5, 7]
    assert v._base is x and x._base is None
    assert v.data_ptr() == x.data_ptr() + 3 * 4


def test_view_of_a_view_has_the_first_base():
    x = lumbre.zeros(4, 4)
    v = x[1:].t()[2]
    assert v._base is x


def test_reshape_shares_memory_where_it_can():
    x = lumbre.arange(6)
    assert x.reshape(2, 3).data_ptr() == x.data_ptr()
    assert x.reshape(2, 3).t().reshape(6).data_ptr() != x.data_ptr()


def test_inplace_op_changes_grad_fn():
    x = leaf(1.0, 2.0)
    y = x * 2
    before = y.grad_fn
    z = y.exp_()
    assert z is y
    assert y.grad_fn is not before and "Exp" in y.grad_fn.name()
    y.sum().backward()
    assert x.grad.tolist() == pytest.approx([2 * 7.38905609893065, 2 * 54.598150033144236])


def test_inplace_op_changes_grad_fn_of_every_alias():
    x = leaf(1.0, 2.0, 3.0)
    y = x * 1
    view, other = y[:2], y[1:]
    before = view.grad_fn, other.grad_fn, y.grad_fn
    view.mul_(3)
    assert view.grad_fn is not before[0] and other.grad_fn is not before[1] and y.grad_fn is not before[2]
    assert type(y.grad_fn).__name__ == "CopySlices"
    other.sum().backward()
    assert x.grad.tolist() == [0, 3, 1]


def test_change_of_the_base_reaches_the_view():
    x = leaf(1.0, 2.0, 3.0)
    y = x * 1
    view = y[1:]
    y.mul_(5)
    view.sum().backward()
    assert x.grad.tolist() == [0, 5, 5]


def test_rebase_through_a_view_of_a_view():
    x = leaf(1.0, 2.0, 3.0, 4.0)
    y = x * 2
    y.view(2, 2)[1][0].mul_(10)
    assert y.tolist() == [2, 4, 60, 8]
    (y * lumbre.tensor([1.0, 10.0, 100.0, 1000.0], dtype=lumbre.float64)).sum().backward()
    assert x.grad.tolist() == [2, 20, 2000, 2000]


def test_rebase_through_transposed_and_strided_views():
    x = lumbre.ones(3, 4, dtype=lumbre.float64, requires_grad=True)
    y = x * 1
    y.t()[::2, 1].mul_(7)
    y.sum().backward()
    assert x.grad.tolist() == [[1, 1, 1, 1], [7, 1, 7, 1], [1, 1, 1, 1]]


def test_assignment_of_a_tensor_that_needs_a_gradient_into_a_plain_base():
    base = lumbre.zeros(3, dtype=lumbre.float64)
    x = leaf(2.0)
    base[1] = x[0] * 3
    assert base.requires_grad and not base.is_leaf
    (base * 4).sum().backward()
    assert x.grad.tolist() == [12]


def test_copy_into_part_cuts_the_old_gradient():
    x, z = leaf(1.0, 2.0, 3.0), leaf(5.0)
    y = x * 2
    y[1:2].copy_(z)
    y.sum().backward()
    assert x.grad.tolist() == [2, 0, 2] and z.grad.tolist() == [1]


def test_inplace_op_without_derivative_cuts_the_gradient():
    x = leaf(1.0, 2.0)
    y = x * 3
    y.zero_()
    y.sum().backward()
    assert x.grad is None or x.grad.tolist() == [0, 0]


@pytest.mark.parametrize("name", ["mul_", "div_"])
def test_inplace_op_with_two_gradients_uses_the_old_values(name):
    x, y = leaf(2.0, 3.0), leaf(4.0, 5.0)
    a = x.clone()
    getattr(a, name)(y)
    gx, gy = lumbre.autograd.grad(a.sum(), [x, y])
    want = ([4, 5], [2, 3]) if name == "mul_" else ([0.25, 0.2], [-2 / 16, -3 / 25])
    assert gx.tolist() == pytest.approx(want[0]) and gy.tolist() == pytest.approx(want[1])


def test_second_derivative_through_an_inplace_view():
    x = leaf(1.0, 2.0)
    y = x * x
    y[0:1].mul_(x[1:2])
    (g,) = lumbre.autograd.grad(y.sum(), x, create_graph=True)  # y0 = x0^2 x1, y1 = x1^2
    assert g.tolist() == pytest.approx([4, 1 + 4])
    (h,) = lumbre.autograd.grad(g.sum(), x)  # 2 x0 x1 + x0^2 + 2 x1
    assert h.tolist() == pytest.approx([2 * 2 + 2, 2 + 2])


def test_squeeze_and_transpose_in_place():
    x = lumbre.zeros(1, 2, 3)
    view = x[0]
    x.squeeze_(0).t_()
    assert x.shape == (3, 2) and x._version == view._version
    y = lumbre.ones(2, 3, dtype=lumbre.float64, requires_grad=True)
    z = y * 2
    z.t_()
    assert z.shape == (3, 2)
    (z * lumbre.arange(6, dtype=lumbre.float64).view(3, 2)).sum().backward()
    assert y.grad.tolist() == [[0, 4, 8], [2, 6, 10]]


def test_version_counts_changes_and_views_share_it():
    x = lumbre.zeros(3)
    v, d = x[1:], x.detach()
    assert x._version == 0
    v.add_(1)
    assert (x._version, v._version, d._version) == (1, 1, 1)
    d.zero_()
    x[0] = 1
    assert x._version == 3


def test_data_has_a_version_of_its_own():
    x = lumbre.ones(3)
    x.data.fill_(2)
    assert x._version == 0 and x.tolist() == [2, 2, 2]


def test_changed_saved_tensor_raises_and_data_escapes():
    x = leaf(1.0, 2.0)
    y = x.exp()
    y.add_(1)
    with pytest.raises(RuntimeError, match="modified by an inplace operation.*is at version 1; expected version 0"):
        y.sum().backward()
    z = x.exp()
    z.data.add_(1)
    z.sum().backward()
    assert x.grad.tolist() == pytest.approx([2.718281828459045 + 1, 7.38905609893065 + 1])


def test_changed_detached_alias_of_a_saved_tensor_raises():
    x = leaf(1.0, 2.0)
    w = x * 1
    y = w * w
    w.detach().zero_()
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        y.sum().backward()


def test_leaf_errors():
    x = leaf(1.0, 2.0)
    with pytest.raises(RuntimeError, match="a leaf Variable that requires grad is being used in an in-place operation"):
        x.add_(1)
    with pytest.raises(RuntimeError, match="a view of a leaf Variable that requires grad is being used in an in-place operation"):
        x[0].add_(1)
    with pytest.raises(RuntimeError, match="a view of a leaf Variable that requires grad is being used in an in-place operation"):
        x[0] = 1
    with lumbre.no_grad():
        x.add_(1)
        x[0] = 7
    assert x.tolist() == [7, 3] and x._version == 2 and x.is_leaf


def test_requires_grad_errors():
    x = leaf(1.0)
    y = x * 2
    with pytest.raises(RuntimeError, match="you can only change requires_grad flags of leaf variables"):
        y.requires_grad_(False)
    with pytest.raises(RuntimeError, match="you can only change requires_grad flags of leaf variables"):
        y.requires_grad = False
    y.requires_grad_()
    with pytest.raises(RuntimeError, match="only Tensors of floating point"):
        lumbre.arange(3).requires_grad_()
    with pytest.raises(RuntimeError, match="Only Tensors of floating point"):
        lumbre.tensor([1, 2], requires_grad=True)
    with pytest.raises(RuntimeError, match="does not require grad and does not have a grad_fn"):
        lumbre.ones(1).backward()
    with pytest.raises(RuntimeError, match="grad can be implicitly created only for scalar outputs"):
        (lumbre.ones(2, requires_grad=True) * 2).backward()


def test_requires_grad_can_be_taken_back():
    x = leaf(1.0)
    assert x.requires_grad_(False) is x and not x.requires_grad
    assert not (x * 2).requires_grad


def test_view_made_without_grad_cannot_be_changed_with_grad():
    x = leaf(1.0, 2.0)
    y = x * 2
    with lumbre.no_grad():
        v = y[:1]
    with pytest.raises(RuntimeError, match="A view was created in no_grad mode and is being modified inplace with grad mode enabled"):
        v.add_(1)
    with lumbre.no_grad():
        v.add_(1)
    assert y.tolist() == [3, 4]


def test_view_made_without_grad_of_a_plain_tensor_can_be_changed():
    y = lumbre.zeros(2)
    with lumbre.no_grad():
        v = y[:1]
    v.add_(1)
    assert y.tolist() == [1, 0]


@pytest.mark.parametrize("make", [lambda y: y.unbind()[0], lambda y: y.split([1, 1])[0]], ids=["unbind", "split"])
def test_one_of_several_views_cannot_be_changed(make):
    x = leaf(1.0, 2.0)
    v = make(x * 2)
    with pytest.raises(RuntimeError, match="is a view and is being modified inplace. This view is the output of a function that returns multiple views"):
        v.add_(1)


def test_one_of_several_views_follows_its_base():
    x = leaf(1.0, 2.0, 3.0)
    y = x * 2
    a, b, c = y.unbind()
    y.mul_(3)
    with pytest.raises(RuntimeError, match="is a view and its base or another view of its base has been modified inplace"):
        b.grad_fn


def test_detach_in_place():
    x = leaf(1.0)
    y = x * 2
    assert y.detach_() is y and y.is_leaf and not y.requires_grad
    with pytest.raises(RuntimeError, match="Can't detach views in-place"):
        (x * 2)[:1].detach_()


def test_overlapping_memory_is_refused():
    with pytest.raises(RuntimeError, match="more than one element of the written-to tensor refers to a single memory location"):
        lumbre.zeros(1).expand(3).add_(1)
    x = lumbre.arange(4.0)
    with pytest.raises(RuntimeError, match="some elements of the input tensor and the written-to tensor refer to a single memory location"):
        x[1:].add_(x[:-1])


def test_data_swapped_between_forward_and_backward():
    p = leaf(1.0, 2.0)
    loss = (p * 3).sum()
    p.data = lumbre.tensor([10.0, 20.0], dtype=lumbre.float64)
    loss.backward()
    assert p.grad.tolist() == [3, 3] and p.tolist() == [10, 20] and p.is_leaf and p.requires_grad


def test_data_of_another_shape_and_dtype():
    p = lumbre.zeros(2)
    p.data = lumbre.ones(3, 3, dtype=lumbre.float64)
    assert p.shape == (3, 3) and p.dtype == lumbre.float64
    q = leaf(1.0)
    with pytest.raises(RuntimeError):
        q.data = lumbre.arange(3)


def test_data_shares_memory_with_its_source():
    p, q = lumbre.zeros(2), lumbre.ones(2)
    p.data = q
    q.fill_(4)
    assert p.tolist() == [4, 4]


def test_set_shares_storage():
    x, y = lumbre.zeros(2), lumbre.arange(6.0)
    assert x.set_(y) is x
    y[0] = 9
    assert x.tolist() == [9, 1, 2, 3, 4, 5]
    x.set_(y.untyped_storage(), 1, (2, 2), (2, 1))
    assert x.tolist() == [[1, 2], [3, 4]]
    x.set_()
    assert x.shape == (0,)
    with pytest.raises(RuntimeError):
        x.set_(y.untyped_storage(), -1, (2,), (1,))


def test_resize_to_nothing_and_back():
    x = lumbre.ones(4)
    x.resize_(0)
    assert x.numel() == 0 and x.shape == (0,)
    x.resize_(2, 2)
    assert x.shape == (2, 2) and x.tolist() == [[1, 1], [1, 1]]
    x.resize_(3, 5)
    assert x.shape == (3, 5) and x.view(-1)[:4].tolist() == [1, 1, 1, 1]
    with pytest.raises(RuntimeError, match="cannot resize variables that require grad"):
        leaf(1.0).resize_(2)
    with pytest.raises(RuntimeError):
        x.resize_(-1)
    with pytest.raises(RuntimeError):
        x.resize_(2**62)


def test_storage_of_size_zero_frees_memory():
    x = lumbre.ones(4)
    x.untyped_storage().resize_(0)
    assert x.untyped_storage().nbytes() == 0 and x.shape == (4,)


@pytest.mark.parametrize("change, expected", [
    (lambda v, w: v.mul_(w), [2.0, 4.0, 6.0]),
    (lambda v, w: v.view(-1).mul_(w), [2.0, 4.0, 6.0]),
    (lambda v, w: v.index_copy_(0, lumbre.arange(3), v * w), [2.0, 4.0, 6.0]),
    (lambda v, w: v.copy_(w), [0.0, 0.0, 0.0]),
    (lambda v, w: v.addcmul_(v, w), [4.0, 6.0, 8.0]),
])
def test_a_view_changed_in_place_leads_to_its_new_history(change, expected):
    x = leaf(1.0, 2.0, 3.0)
    weight = lumbre.tensor([1.0, 2.0, 3.0], dtype=lumbre.float64)
    base = x * 2
    view = base.view(3)
    change(view, weight)
    # The view first: asking the base would have renewed it.
    (of_view,) = lumbre.autograd.grad((view * 1).sum(), x, retain_graph=True)
    (of_base,) = lumbre.autograd.grad(base.sum(), x)
    assert of_view.tolist() == of_base.tolist() == expected


def test_set_refuses_a_leaf_that_wants_a_gradient():
    x = leaf(1.0)
    with pytest.raises(RuntimeError, match="a leaf Variable that requires grad"):
        x.set_(lumbre.zeros(2, dtype=lumbre.float64))
    with lumbre.no_grad():
        assert x.set_(lumbre.zeros(2, dtype=lumbre.float64)).shape == (2,)


def test_a_view_that_is_added_to_another_of_the_same_memory_gets_the_new_history():
    x = leaf(1.0, 1.0)
    base = x * 2
    changed, other = base[:], base[:]
    changed.add_(other)
    for t in (other, changed, base):
        (grad,) = lumbre.autograd.grad((t * 1).sum(), x, retain_graph=True)
        assert grad.tolist() == [4.0, 4.0]


@pytest.mark.parametrize("train", [False, True])
def test_inplace_op_that_changes_nothing_keeps_a_view_s_history(train):
    x = lumbre.ones(2, 3, 1, 1, dtype=lumbre.float64, requires_grad=True)
    view = (x * 2).flatten(1)
    out = lumbre.nn.functional.dropout(view, 0.0, train, inplace=True)
    assert out is view
    (out * 3).sum().backward()
    assert x.grad.tolist() == lumbre.full((2, 3, 1, 1), 6.0).tolist()
