"""`export.export`: recorded programs follow their modules, or say why not."""

import numpy as np
import pytest

import lumbre
from lumbre import nn
from lumbre._dynamo.exc import UserError
from lumbre.export import AdditionalInputs, Dim, ShapesCollection, export

F = nn.functional


class Of(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


def same(a, b):
    from lumbre.utils import _pytree as pytree

    for u, v in zip(pytree.tree_leaves(a), pytree.tree_leaves(b), strict=True):
        np.testing.assert_allclose(v.detach().numpy(), u.detach().numpy(), rtol=1e-6, atol=1e-6)


FUNCTIONS = {
    "numbers": lambda x: (x + 1, 2 - x, 1 / x, x**3, 2**x, x // 2, x % 2, (x > 0) & (x < 1)),
    "reductions": lambda x: (x.max(), x.min(0), x.argmax(1), x.mean((0, 1), keepdim=True), x.var(0), x.std(1, correction=0), x.norm(), x.norm(dim=1)),
    "activations": lambda x: (F.gelu(x, approximate="tanh"), F.silu(x), F.elu(x), F.leaky_relu(x, 0.2), F.hardswish(x), F.relu(x.clone(), inplace=True)),
    "indices": lambda x: (x[:, None, 1:], x[..., -1], x[lumbre.tensor([0, 1])], x.gather(1, lumbre.zeros(3, 1, dtype=lumbre.long)), x.masked_fill(x > 0, -1.0)),
    "lists": lambda x: (x.split(2, 1), x.chunk(2, 0), x.unbind(0), x.sort(1), x.topk(2), lumbre.unique(x.round())),
    "casts": lambda x: (x.long(), x.to(lumbre.float16), x.bool(), x.double()),
    "factories": lambda x: (lumbre.ones_like(x), lumbre.zeros(3), lumbre.full_like(x, 2), lumbre.arange(3), lumbre.eye(3), x.new_zeros(2)),
    "losses": lambda x: (F.mse_loss(x, x * 2), F.smooth_l1_loss(x, -x), F.cross_entropy(x, lumbre.tensor([0, 1, 2])), F.binary_cross_entropy_with_logits(x, (x > 0).float())),
    "images": lambda x: (F.max_pool2d(x[None, None], 2), F.interpolate(x[None, None], scale_factor=2), F.pad(x[None], (1, 1), mode="reflect"), F.unfold(x[None, None], 2)),
    "choices": lambda x: (lumbre.where(x > 0, x, 0.0), lumbre.where(x > 0, 1.0, x), x.clamp(0), x.clamp(max=1), lumbre.lerp(x, x * 2, 0.3)),
    "products": lambda x: (x @ x.T, F.linear(x, x), lumbre.addmm(x[0, :3], x, x.T), lumbre.einsum("ij,kj->ik", x, x), F.scaled_dot_product_attention(x[None], x[None], x[None])),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_kind_of_op_has_a_form(name):
    lumbre.manual_seed(1)
    x = lumbre.randn(3, 4)
    program = export(Of(FUNCTIONS[name]), (x,))
    assert all(str(n.target).startswith(("aten.", "<built-in function")) for n in program.graph.nodes if n.op == "call_function")
    more = lumbre.randn(3, 4)
    same(FUNCTIONS[name](more), program.module()(more))


def test_writes_in_place():
    def function(x):
        y = x.clone()
        y[0] = 1
        y[:, 1] += 2
        y[y > 1] = 0
        return y.add_(1).mul_(2)

    x = lumbre.randn(3, 4)
    program = export(Of(function), (x,))
    more = lumbre.randn(3, 4)
    same(function(more.clone()), program.module()(more))


def test_dynamic_sizes_stay_computed():
    def function(x):
        b, t, _ = x.shape
        return x.reshape(b * t, -1).repeat(2, 1), x.new_zeros(b, t + 1), x[:, : t // 2], lumbre.arange(t)

    b, t = Dim("b"), Dim("t", min=2, max=64)
    program = export(Of(function), (lumbre.randn(2, 6, 3),), dynamic_shapes=({0: b, 1: t},))
    assert program.range_constraints == {"s0": (0, None), "s1": (2, 64)}
    for sizes in ((2, 6), (5, 9), (1, 2)):
        x = lumbre.randn(*sizes, 3)
        same(function(x), program.module()(x))
    text = str(program)
    assert "sym_size" in text
    assert "s1: VR[2, 64]" in text


def test_fixed_sizes_are_numbers():
    program = export(Of(lambda x: x.reshape(x.shape[0] * 2, -1)), (lumbre.zeros(3, 4),))
    assert "sym_size" not in str(program)


def test_code_that_depends_on_a_size_is_refused():
    with pytest.raises(UserError, match="Constraints violated.*b = "):
        export(Of(lambda x: x * 2 if x.shape[0] > 3 else x), (lumbre.ones(3, 2),), dynamic_shapes=({0: Dim("b")},))
    with pytest.raises(UserError, match="takes no other size"):
        export(nn.Linear(4, 2), (lumbre.ones(3, 4),), dynamic_shapes=({1: Dim("features")},))


def test_dims():
    b = Dim("b", max=8)
    assert (2 * b).max == 16
    assert (b + 1).__name__ == "b + 1"
    assert [d.__name__ for d in lumbre.export.dims("u", "v")] == ["u", "v"]
    with pytest.raises(AssertionError, match="inconsistent"):
        Dim("b", min=4, max=2)

    class Two(nn.Module):
        def forward(self, x, y):
            return x[:, None] + y.reshape(x.shape[0], 2)

    program = export(Two(), (lumbre.ones(3), lumbre.ones(6)), dynamic_shapes={"x": {0: b}, "y": {0: 2 * b}})
    assert program.module()(lumbre.ones(5), lumbre.ones(10)).shape == (5, 2)
    with pytest.raises(UserError, match="no 2\\*b"):
        export(Two(), (lumbre.ones(3), lumbre.ones(7)), dynamic_shapes={"x": {0: b}, "y": {0: 2 * b}})
    with pytest.raises(UserError, match="outside the range"):
        export(Two(), (lumbre.ones(9), lumbre.ones(18)), dynamic_shapes={"x": {0: b}, "y": {0: 2 * b}})
    with pytest.raises(UserError, match="arg names"):
        export(Two(), (lumbre.ones(3), lumbre.ones(6)), dynamic_shapes={"z": None})


def test_shapes_by_tensor_and_by_example():
    x = lumbre.ones(3, 4)
    shapes = ShapesCollection()
    shapes[x] = {0: Dim.DYNAMIC}
    more = AdditionalInputs()
    more.add((lumbre.ones(5, 4),))
    for given in (shapes, more):
        program = export(nn.Linear(4, 2), (x,), dynamic_shapes=given)
        assert program.module()(lumbre.ones(7, 4)).shape == (7, 2)
    more.verify(program)


def test_signature_and_weights():
    model = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3))
    before = model[1].running_mean.clone()
    program = export(model, (lumbre.randn(5, 4),))
    assert lumbre.equal(model[1].running_mean, before)
    signature = program.graph_signature
    assert set(signature.parameters) == {"0.weight", "0.bias", "1.weight", "1.bias"}
    # The layer's op writes its running statistics itself.
    assert list(signature.buffers_to_mutate.values()) == ["1.num_batches_tracked"]
    assert signature.user_inputs == ("input_1",)
    assert dict(program.named_parameters())["0.weight"] is model[0].weight
    module = program.module()
    module(lumbre.randn(5, 4))
    assert int(module.get_buffer("1.num_batches_tracked")) == 1
    assert not lumbre.equal(module.get_buffer("1.running_mean"), before)
    with pytest.raises(RuntimeError, match="module\\(\\)"):
        program(lumbre.randn(5, 4))
    with pytest.raises(NotImplementedError):
        module.train()


def test_bad_calls():
    with pytest.raises(ValueError, match="torch.nn.Module"):
        export(lambda x: x, (lumbre.ones(1),))
    with pytest.raises(TypeError, match="tuple"):
        export(nn.ReLU(), lumbre.ones(1))


class Branches(nn.Module):
    def forward(self, x):
        if x.sum() > 0:
            return x + 1
        return x * x.max().item()


def test_values_of_the_example_do_not_become_part_of_a_program():
    for x in (lumbre.ones(2), -lumbre.ones(2)):
        with pytest.raises(UserError, match="data-dependent"):
            export(Branches(), (x,))
    # A trace keeps the path that the example took, with a warning.
    with pytest.warns(lumbre.jit.TracerWarning):
        lumbre.jit.trace(Branches(), lumbre.ones(2), check_trace=False)


def test_modules_see_that_they_are_exported():
    class Asks(nn.Module):
        def forward(self, x):
            if lumbre.compiler.is_exporting() and lumbre.compiler.is_compiling():
                return x + 1
            return x - 1 if x.sum() > 0 else x

    # The module that runs beside the program with other sizes sees it too.
    x = lumbre.ones(2)
    assert export(Asks(), (x,), dynamic_shapes=({0: Dim.AUTO},)).module()(lumbre.ones(3)).tolist() == [2.0, 2.0, 2.0]
    assert not lumbre.compiler.is_exporting() and Asks()(x).tolist() == [0.0, 0.0]


class Joined(nn.Module):
    def forward(self, d, l):
        return {"s": d["a"] + l[0], "v": l[1].view(3, -1).sum()}


def test_sizes_without_names_may_turn_out_to_be_one_or_fixed():
    auto = Dim.AUTO
    args = {"a": lumbre.ones(2)}, [lumbre.ones(2), lumbre.ones(3, 4)]
    program = export(Joined(), args, dynamic_shapes={"d": {"a": {0: auto}}, "l": [{0: auto}, {0: auto, 1: auto}]})
    out = program.module()({"a": lumbre.ones(5)}, [lumbre.ones(5), lumbre.ones(3, 7)])
    assert out["s"].shape == (5,) and out["v"].item() == 21
    with pytest.raises(AssertionError, match="Guard failed"):
        program.module()({"a": lumbre.ones(5)}, [lumbre.ones(6), lumbre.ones(3, 7)])

    class Fixed(nn.Module):
        def forward(self, x):
            return x + lumbre.ones(4)

    assert export(Fixed(), (lumbre.ones(4),), dynamic_shapes=({0: auto},)).module()(lumbre.ones(4)).tolist() == [2.0] * 4
    with pytest.raises(UserError, match="takes no other size"):
        export(Fixed(), (lumbre.ones(4),), dynamic_shapes=({0: Dim.DYNAMIC},))


def test_ranges_have_two_ends():
    program = export(nn.ReLU(), (lumbre.ones(4),), dynamic_shapes=({0: Dim("n", min=2, max=10)},))
    (span,) = program.range_constraints.values()
    assert (span.lower, span.upper) == (2, 10)


def test_branches_of_cond_are_refused_by_name():
    class Chooses(nn.Module):
        def forward(self, x):
            return lumbre.cond(x.sum() > 0, lambda x: x + 1, lambda x: x - 1, (x,))

    with pytest.raises(NotImplementedError, match="branches"):
        export(Chooses(), (lumbre.ones(2),))
