"""What a node of the graph tells: its name, where it leads, what it saved. Names and orders are PyTorch's."""

import pytest

import lumbre
import lumbre.nn.functional as F

X = [[1.0, -2.0, 3.0], [0.5, 4.0, -1.0]]


def leaf(values=X):
    return lumbre.tensor(values, requires_grad=True)


@pytest.mark.parametrize("call, name", [
    (lambda x: x.exp(), "ExpBackward0"),
    (F.relu, "ReluBackward0"),
    (F.leaky_relu, "LeakyReluBackward0"),
    (lambda x: F.layer_norm(x, (3,)), "NativeLayerNormBackward0"),
    (lambda x: F.linear(x, x, lumbre.ones(2)), "AddmmBackward0"),
    (lambda x: F.linear(x, x), "MmBackward0"),
    (lambda x: x.std(), "StdBackward0"),
    (lambda x: F.binary_cross_entropy_with_logits(x, lumbre.zeros(2, 3)), "BinaryCrossEntropyWithLogitsBackward0"),
    (lambda x: x.max(), "MaxBackward1"),
    (lambda x: x.max(0)[0], "MaxBackward0"),
])  # fmt: skip
def test_name_and_text_outlive_a_backward_pass(call, name):
    y = call(leaf())
    assert y.grad_fn.name() == name
    y.sum().backward()
    assert y.grad_fn.name() == name == type(y.grad_fn).__name__
    assert repr(y).endswith(f"grad_fn=<{name}>)")


@pytest.mark.parametrize("call, name", [
    (lambda x: x.sum(), "SumBackward0"),
    (lambda x: x.sum(0), "SumBackward1"),
    (lambda x: x.mean((0, 1)), "MeanBackward1"),
    (lambda x: x.prod(0), "ProdBackward1"),
    (lambda x: x.squeeze(), "SqueezeBackward0"),
    (lambda x: x.unsqueeze(0), "UnsqueezeBackward0"),
    (lambda x: x.t(), "TBackward0"),
    (lambda x: x.sort()[0], "SortBackward0"),
    (lambda x: x.topk(2)[0], "TopkBackward0"),
    (lambda x: x.split(1)[0], "SplitBackward0"),
    (lambda x: x.split([1, 1])[0], "SplitWithSizesBackward0"),
    (lambda x: x.repeat(2, 1), "RepeatBackward0"),
    (lambda x: x[x > 0], "IndexBackward0"),
    (lambda x: 1 - x, "RsubBackward1"),
    (lambda x: x.masked_fill(x > 0, 0.0), "MaskedFillBackward0"),
    (lambda x: x.masked_fill(x > 0, lumbre.tensor(0.0)), "MaskedFillBackward1"),
    (lambda x: x.clamp_min(0), "ClampMinBackward0"),
    (lambda x: x.amax(0), "AmaxBackward0"),
    (lambda x: lumbre.addmm(lumbre.zeros(2, 2), x, x.t()), "AddmmBackward0"),
    (lambda x: F.smooth_l1_loss(x, lumbre.zeros(2, 3)), "SmoothL1LossBackward0"),
    (lambda x: F.max_pool2d(x[None], (1, 3)), "MaxPool2DWithIndicesBackward0"),
    (lambda x: F.interpolate(x[None], scale_factor=2.0), "UpsampleNearest1DBackward0"),
])  # fmt: skip
def test_name_is_that_of_the_call(call, name):
    assert call(leaf()).grad_fn.name() == name


def test_a_result_that_was_there_before_keeps_its_name():
    y = leaf().exp()
    assert lumbre.round(y.detach()).grad_fn is None
    # Ops that hand back the tensor they were given.
    assert y.contiguous().grad_fn.name() == "ExpBackward0"
    assert y.expand_as(y).grad_fn.name() == "ExpandBackward0"
    assert y.grad_fn.name() == "ExpBackward0"


def test_nodes_of_c_show_their_namespace():
    x = leaf()
    edge = (x * 2).grad_fn.next_functions[0][0]
    assert edge.name() == "torch::autograd::AccumulateGrad" and type(edge).__name__ == "AccumulateGrad"


def test_next_functions_of_a_layer_start_with_the_bias():
    layer = lumbre.nn.Linear(3, 2)
    y = layer(lumbre.tensor(X).requires_grad_().exp())
    bias, of_input, of_weight = (f for f, _ in y.grad_fn.next_functions)
    assert bias.variable is layer.bias and of_input.name() == "ExpBackward0" and of_weight.variable is layer.weight
    y.sum().backward()
    assert layer.bias.grad.tolist() == [2.0, 2.0]
    assert layer.weight.grad.shape == (2, 3)


def test_saved_tensors_are_attributes():
    x = leaf()
    y = x.pow(3)
    assert y.grad_fn._saved_self is x and y.grad_fn._saved_exponent == 3
    e = x.expm1()
    assert e.grad_fn._saved_result.equal(e) and e.grad_fn._saved_result.grad_fn is e.grad_fn
    a, b = leaf(), leaf()
    product = a * b
    assert product.grad_fn._saved_self is a and product.grad_fn._saved_other is b
    assert {"_saved_self", "_saved_other", "next_functions"} <= set(dir(product.grad_fn))
    assert not hasattr((a + b).grad_fn, "_saved_self")
    with pytest.raises(AttributeError, match="'Expm1Backward0' object has no attribute '_saved_other'"):
        e.grad_fn._saved_other


def test_saved_tensors_are_gone_after_a_backward_pass():
    y = leaf().expm1()
    y.sum().backward()
    with pytest.raises(RuntimeError, match="after they have already been freed"):
        y.grad_fn._saved_result


def test_an_error_of_a_changed_tensor_names_the_op():
    x = leaf()
    y = x.exp()
    y.add_(1)
    with pytest.raises(RuntimeError, match="which is output 0 of Exp, is at version 1"):
        y.sum().backward()
