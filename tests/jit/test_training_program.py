"""A whole training step as one program: forward, backward and the optimizer's update, equal to eager code step by step."""

import copy
import io
import json

import numpy as np
import pytest

import lumbre as torch
from lumbre import nn
from lumbre.nn import functional as F

CLASSES = 4


class Cnn(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.norm1 = nn.Conv2d(1, 6, 3, padding=1), nn.BatchNorm2d(6)
        self.conv2, self.norm2 = nn.Conv2d(6, 8, 3, groups=2), nn.GroupNorm(2, 8)
        self.drop, self.head = nn.Dropout(0.3), nn.Linear(8, CLASSES)

    def forward(self, x):
        x = F.max_pool2d(torch.relu_(self.norm1(self.conv1(x))), 2)
        x = F.adaptive_avg_pool2d(F.gelu(self.norm2(self.conv2(x))), 1)
        return self.head(self.drop(x.flatten(1)))


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens, self.places = nn.Embedding(11, 8), nn.Parameter(torch.randn(5, 8) * 0.1)
        layer = nn.TransformerEncoderLayer(8, 2, 16, dropout=0.1, batch_first=True, norm_first=True)
        self.layers = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        self.head = nn.Linear(8, CLASSES)

    def forward(self, x):
        mask = nn.Transformer.generate_square_subsequent_mask(5)
        return self.head(self.layers(self.tokens(x) + self.places, mask=mask, is_causal=True).mean(1))


class Lstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm, self.head = nn.LSTM(3, 6, num_layers=2, dropout=0.2, batch_first=True), nn.Linear(6, CLASSES)

    def forward(self, x):
        return self.head(self.lstm(x)[0][:, -1])


def floats(*shape):
    return lambda n: torch.randn(n, *shape)


def mlp():
    return nn.Sequential(nn.Linear(6, 16), nn.Tanh(), nn.LayerNorm(16), nn.Linear(16, CLASSES))


MODELS = {
    "mlp": (mlp, floats(6), lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=1e-3, nesterov=True)),
    "cnn": (Cnn, floats(1, 8, 8), lambda p: torch.optim.Adam(p, lr=0.01)),
    "transformer": (Transformer, lambda n: torch.randint(0, 11, (n, 5)), lambda p: torch.optim.AdamW(p, lr=0.01, amsgrad=True)),
    "lstm": (Lstm, floats(4, 3), lambda p: torch.optim.RMSprop(p, lr=0.01, momentum=0.5, centered=True)),
}


def step_of(model, optimizer):
    def step(x, y):
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x), y, label_smoothing=0.1)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        return loss

    return step


def batches(draw, count=6, n=8):
    torch.manual_seed(1)
    return [(draw(n), torch.randint(0, CLASSES, (n,))) for _ in range(count)]


def run(step, data):
    torch.manual_seed(2)
    return [step(x, y).item() for x, y in data]


def again(program):
    file = io.BytesIO()
    torch.jit.save(program, file)
    file.seek(0)
    return torch.jit.load(file)


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("derivatives", ["tapes", "ops"])
def test_a_program_trains_as_eager_code_does(name, derivatives):
    make, draw, optimizer_of = MODELS[name]
    torch.manual_seed(0)
    model = make()
    twin = copy.deepcopy(model)
    optimizer = optimizer_of(model.parameters())
    data = batches(draw)
    before = {k: v.clone() for k, v in model.state_dict().items()}
    program = torch.jit.trace(step_of(model, optimizer), data[0], state={"model": model, "optimizer": optimizer}, derivatives=derivatives)
    for k, v in model.state_dict().items():
        assert torch.equal(v, before[k]), f"tracing changed {k}"
    assert all(p.grad is None for p in model.parameters())
    loaded = again(program)
    want = run(step_of(twin, optimizer_of(twin.parameters())), data)
    np.testing.assert_allclose(run(loaded, data), want, rtol=2e-5)
    np.testing.assert_allclose(run(program, data), want, rtol=2e-5)
    assert min(want) < want[0]
    # The program's own weights are the model's, and a loaded program's fit the class. (Not all weights can be compared: where the
    # gradient is zero but for rounding, Adam makes whole steps of it.)
    for a, b in zip(list(model.parameters())[-2:], list(twin.parameters())[-2:]):
        np.testing.assert_allclose(a.detach().numpy(), b.detach().numpy(), rtol=1e-3, atol=1e-5)
    twin.load_state_dict(loaded.model.state_dict())


def test_other_batch_sizes_and_no_graph_behind_the_loss():
    torch.manual_seed(0)
    model = Cnn()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    twin = copy.deepcopy(model)
    program = torch.jit.trace(step_of(model, optimizer), batches(floats(1, 8, 8))[0], state={"model": model, "optimizer": optimizer})
    data = batches(floats(1, 8, 8), n=3) + batches(floats(1, 8, 8), n=11)
    want = run(step_of(twin, torch.optim.SGD(twin.parameters(), lr=0.1, momentum=0.9)), data)
    np.testing.assert_allclose(run(again(program), data), want, rtol=1e-5)
    assert not program(*data[0]).requires_grad


def test_dropout_draws_anew_in_every_run():
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(4, 64), nn.Dropout(0.5), nn.Linear(64, 1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.0)

    def step(x):
        optimizer.zero_grad()
        model(x).sum().backward()
        optimizer.step()
        return model[0].weight.grad.clone()

    program = again(torch.jit.trace(step, (torch.ones(1, 4),), state={"model": model, "optimizer": optimizer}))
    first, second = program(torch.ones(1, 4)), program(torch.ones(1, 4))
    assert not torch.equal(first, second)
    torch.manual_seed(7)
    a = program(torch.ones(1, 4))
    torch.manual_seed(7)
    assert torch.equal(a, step(torch.ones(1, 4)))


def test_a_tensor_rate_is_state_that_can_be_set():
    weight = nn.Parameter(torch.ones(2))
    optimizer = torch.optim.Adam([weight], lr=torch.tensor(0.5))

    def step(x):
        optimizer.zero_grad()
        (weight * x).sum().backward()
        optimizer.step()
        return weight.sum()

    program = again(torch.jit.trace(step, (torch.ones(2),), state={"weight": weight, "optimizer": optimizer}))
    assert program(torch.ones(2)).item() == pytest.approx(1.0, abs=1e-5)
    program.optimizer.groups.get_submodule("0").lr.fill_(0.0)
    assert program(torch.ones(2)).item() == pytest.approx(1.0, abs=1e-5)
    assert "optimizer.0.exp_avg" in program.state_dict()


@pytest.mark.parametrize("make", [
    lambda p: torch.optim.Adagrad(p, lr=0.1, lr_decay=0.1),
    lambda p: torch.optim.Adadelta(p, lr=0.5),
    lambda p: torch.optim.Adamax(p, lr=0.05),
    lambda p: torch.optim.NAdam(p, lr=0.05),
    lambda p: torch.optim.Rprop(p, lr=0.01),
    lambda p: torch.optim.RAdam(p, lr=0.05, betas=(0.9, 0.6), weight_decay=0.1),
    lambda p: torch.optim.RAdam(p, lr=torch.tensor(0.05), weight_decay=0.1, decoupled_weight_decay=True),
    lambda p: torch.optim.ASGD(p, lr=0.05, lambd=0.1, t0=2),
    lambda p: torch.optim.RMSprop(p, lr=0.01, momentum=0.5, maximize=True),
    lambda p: torch.optim.RMSprop(p, lr=0.01, centered=True),
])
@pytest.mark.parametrize("derivatives", ["tapes", "ops"])
def test_other_optimizers_count_on(make, derivatives):
    torch.manual_seed(0)
    model = mlp()
    twin = copy.deepcopy(model)
    optimizer = make(model.parameters())
    data = batches(floats(6), count=5)
    program = torch.jit.trace(step_of(model, optimizer), data[0], state={"model": model, "optimizer": optimizer}, derivatives=derivatives)
    want = run(step_of(twin, make(twin.parameters())), data)
    np.testing.assert_allclose(run(again(program), data), want, rtol=2e-5)
    np.testing.assert_allclose(run(program, data), want, rtol=2e-5)
    assert ("_optimizer_step" in str(program.graph)) == (derivatives == "tapes")


@pytest.mark.parametrize("result", [
    lambda weight, before, view: weight.detach(), lambda weight, before, view: weight.t()[1:], lambda weight, before, view: before,
    lambda weight, before, view: (view + 0, before * 1), lambda weight, before, view: weight.grad, lambda weight, before, view: view,
])
def test_a_step_in_place_shows_in_no_other_value(result):
    # The optimizer's op writes over weights where it can; results of the program, and what it reads later, are as if it never did.
    def made():
        weight = nn.Parameter(torch.arange(6.0).reshape(2, 3) + 1)
        optimizer = torch.optim.Adam([weight], lr=0.5)

        def step(x):
            before, view = weight.detach() * 1, weight.t()
            optimizer.zero_grad()
            (weight.square() * x).sum().backward()
            optimizer.step()
            return result(weight, before, view)

        return weight, optimizer, step

    def leaves(out):
        return out if isinstance(out, tuple) else (out,)

    (weight, optimizer, step), (twin, _, eager) = made(), made()
    x = torch.ones(2, 3)
    program = torch.jit.trace(step, (x,), state={"weight": weight, "optimizer": optimizer}, check_trace=False)
    got = [leaves(program(x)) for _ in range(3)]
    want = [[t.detach().clone() for t in leaves(eager(x))] for _ in range(3)]
    for a, b in zip(got, want):
        for one, other in zip(a, b):
            np.testing.assert_allclose(one.detach().numpy(), other.numpy(), rtol=1e-6)
    assert torch.equal(weight, twin) and weight.requires_grad


def test_a_step_of_weights_that_are_arguments_leaves_the_arguments_alone():
    def step(w, g, m, v, t):
        torch.optim.adam.adam([w], [g], [m], [v], [], [t], amsgrad=False, beta1=0.9, beta2=0.99, lr=0.1, weight_decay=0.0, eps=1e-8, maximize=False)
        return w + 0

    def args():
        return torch.ones(3), torch.tensor([1.0, -2.0, 3.0]), torch.zeros(3), torch.zeros(3), torch.zeros(())

    program = torch.jit.trace(step, args(), derivatives="tapes", check_trace=False)
    want, given = args(), args()
    out = step(*want)
    assert torch.equal(program(*given), out)
    # What the function changes in place is changed in its arguments, as tracing has it.
    for a, b in zip(given, want):
        assert torch.equal(a, b)
    # One tensor as two arguments: nothing is written over before it has been read.
    shared = torch.ones(3)
    twice = step(torch.ones(3), torch.ones(3), torch.zeros(3), torch.zeros(3), torch.zeros(()))
    assert torch.equal(program(shared, shared, torch.zeros(3), torch.zeros(3), torch.zeros(())), twice)


def test_derivatives_of_derivatives_and_penalties():
    torch.manual_seed(0)
    critic = nn.Sequential(nn.Conv1d(1, 4, 3), nn.SiLU(), nn.Flatten(), nn.Linear(24, 1))
    twin = copy.deepcopy(critic)

    def step_with(model, optimizer):
        def step(x):
            x = x.detach().requires_grad_()
            slope = torch.autograd.grad(model(x).sum(), x, create_graph=True)[0]
            loss = ((slope.flatten(1).norm(dim=1) - 1) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            return loss

        return step

    optimizer = torch.optim.SGD(critic.parameters(), lr=0.1)
    x = torch.randn(3, 1, 8)
    for derivatives in ("tapes", "ops"):
        program = again(torch.jit.trace(step_with(critic, optimizer), (x,), state={"critic": critic, "optimizer": optimizer}, derivatives=derivatives))
        other = copy.deepcopy(twin)
        eager = step_with(other, torch.optim.SGD(other.parameters(), lr=0.1))
        for _ in range(4):
            y = torch.randn(3, 1, 8)
            assert program(y).item() == pytest.approx(eager(y).item(), rel=1e-5)


def test_scripted_loops_are_differentiated():
    @torch.jit.script
    def many(x, w):
        i = 0
        while bool(x.sum() < 10.0) and i < 8:
            x = x * w + 0.5
            i += 1
        return x

    def slope(x, w):
        return torch.autograd.grad(many(x, w).sum(), (x, w))

    def leaf(*v):
        return torch.tensor(v).requires_grad_()

    program = again(torch.jit.trace(slope, (leaf(1.0, 2.0), leaf(1.5, 1.1))))
    for x, w in ((leaf(1.0, 2.0), leaf(1.5, 1.1)), (leaf(0.1, 0.2), leaf(1.1, 1.2)), (leaf(9.0, 0.5), leaf(1.1, 1.2))):
        for a, b in zip(slope(x, w), program(x, w)):
            np.testing.assert_allclose(b.detach().numpy(), a.detach().numpy(), rtol=1e-6)


def test_a_program_with_tapes_is_differentiable_itself():
    def slope(x):
        return torch.autograd.grad(torch.nn.functional.silu(x).pow(3).sum(), x, create_graph=True)[0]

    program = again(torch.jit.trace(slope, (torch.ones(3).requires_grad_(),), derivatives="tapes"))
    x = torch.tensor([0.3, -1.0, 2.0]).requires_grad_()
    a = torch.autograd.grad(slope(x).sum(), x)[0]
    b = torch.autograd.grad(program(x).sum(), x)[0]
    np.testing.assert_allclose(b.detach().numpy(), a.detach().numpy(), rtol=1e-5)


def test_in_place_ops_and_views_behind_a_derivative():
    def slope(x, w):
        y = x * w
        y[:, 0] = w[0] * 2
        y.mul_(w).add_(x.sigmoid())
        z = y.t()[1:]
        z.mul_(3.0)
        return torch.autograd.grad((y**2).sum() + z.sum(), (x, w))

    x, w = torch.randn(3, 2, requires_grad=True), torch.randn(2, requires_grad=True)
    for derivatives in ("tapes", "ops"):
        program = torch.jit.trace(slope, (x, w), derivatives=derivatives)
        a, b = torch.randn(3, 2, requires_grad=True), torch.randn(2, requires_grad=True)
        for want, got in zip(slope(a, b), program(a, b)):
            np.testing.assert_allclose(got.detach().numpy(), want.detach().numpy(), rtol=1e-5, atol=1e-6)


def test_state_is_checked():
    with pytest.raises(TypeError, match="state must be a dict"):
        torch.jit.trace(lambda x: x, torch.ones(1), state=[nn.Linear(1, 1)])
    with pytest.raises(TypeError, match=r"state\['a'\] must be a Module, an Optimizer or a Tensor"):
        torch.jit.trace(lambda x: x, torch.ones(1), state={"a": 3})
    with pytest.raises(ValueError, match="derivatives"):
        torch.jit.trace(lambda x: x, torch.ones(1), derivatives="both")
    optimizer = torch.optim.SGD([nn.Parameter(torch.ones(1))], lr=0.1, momentum=0.9, dampening=0.5)
    with pytest.raises(NotImplementedError, match="dampening"):
        torch.jit.trace(lambda x: x, torch.ones(1), state={"optimizer": optimizer})


@pytest.mark.parametrize("derivatives", ["tapes", "ops"])
def test_gradients_of_two_leaves_are_two_tensors(derivatives):
    a, b = nn.Parameter(torch.zeros(3)), nn.Parameter(torch.zeros(3))

    def step(x):
        a.grad = b.grad = None
        ((a + b) * x).sum().backward()
        a.grad.mul_(10.0)
        return a.grad + 0, b.grad + 0

    program = torch.jit.trace(step, (torch.ones(3),), state={"a": a, "b": b}, derivatives=derivatives)
    x = torch.tensor([1.0, 2.0, 3.0])
    for got, want in zip(program(x), (x * 10, x)):
        assert torch.equal(got, want)


@pytest.mark.parametrize("make", [
    lambda p: torch.optim.SGD(p, lr=torch.tensor(0.1), momentum=0.9, weight_decay=0.1, nesterov=True),
    lambda p: torch.optim.SGD(p, lr=0.1, maximize=True),
    lambda p: torch.optim.AdamW(p, lr=0.1, amsgrad=True),
    lambda p: torch.optim.Adam(p, lr=torch.tensor(0.1), weight_decay=0.1),
    lambda p: torch.optim.RMSprop(p, lr=0.1, momentum=0.5, centered=True),
    lambda p: torch.optim.RMSprop(p, lr=0.1, momentum=0.5),
    lambda p: torch.optim.Adagrad(p, lr=0.1, lr_decay=0.1),
    lambda p: torch.optim.Adadelta(p, lr=0.1), lambda p: torch.optim.Adamax(p, lr=0.1), lambda p: torch.optim.NAdam(p, lr=0.1),
    lambda p: torch.optim.RAdam(p, lr=0.1, betas=(0.9, 0.6)), lambda p: torch.optim.Rprop(p, lr=0.1), lambda p: torch.optim.ASGD(p, lr=0.1, t0=1),
])
def test_a_step_in_small_ops_is_the_same_step(make):
    # What exporters write where the other form has no op for the step.
    from lumbre import _C
    from lumbre.jit import _small_steps
    from lumbre.jit._module import Method

    weights = [nn.Parameter(torch.tensor([1.0, -2.0, 3.0])), nn.Parameter(torch.tensor(0.5))]
    optimizer = make(weights)

    def step(x):
        optimizer.zero_grad()
        (weights[0] * x).square().sum().add(weights[1] ** 2).backward()
        optimizer.step()

        return weights[0].sum()

    x = torch.tensor([0.5, 1.0, 2.0])
    program = torch.jit.trace(step, (x,), state={"a": weights[0], "b": weights[1], "optimizer": optimizer}, check_trace=False)
    method = program._methods["forward"]
    text, tensors = method.program.parts()
    graph = json.loads(text)
    constants = {c["id"]: t for c, t in zip(graph["constants"], tensors)}
    small = _small_steps.expanded(graph, constants)
    assert _small_steps.has_steps(graph) and not _small_steps.has_steps(small)
    built = Method(_C._jit_build(json.dumps(small), [constants[c["id"]] for c in small["constants"]]), method.signature)
    ours, theirs = ([t.detach().clone() for t in program._weights()] for _ in range(2))
    for _ in range(4):
        np.testing.assert_allclose(built(ours, (x,), {}).numpy(), method(theirs, (x,), {}).numpy(), rtol=1e-4)
    for a, b in zip(ours, theirs):
        np.testing.assert_allclose(a.numpy(), b.numpy(), rtol=1e-4, atol=1e-6)


def test_a_wrong_step_is_refused():
    from lumbre import _C

    one = torch.ones(2)
    for rule, states, counts, options in (("adam", [one], [torch.ones(())], [0.9, 0.9]), ("adam", [one, one], [], [0.9, 0.9]), ("sgd", [], [], [0.0]), ("none", [], [], [])):
        with pytest.raises(ValueError, match="_optimizer_step"):
            _C._call_op("_optimizer_step", rule, [one], [one], states, counts, 0.1, options)
    with pytest.raises(NotImplementedError, match="_optimizer_step"):
        _C._call_op("_optimizer_step", "sgd", [torch.ones(2, dtype=torch.int64)], [torch.ones(2, dtype=torch.int64)], [], [], 0.1, [0.0, 0.0, 0.0])
    with pytest.raises(ValueError, match="1 parameters but 0 gradients"):
        _C._call_op("_optimizer_step", "sgd", [one], [], [], [], 0.1, [0.0, 0.0, 0.0])
    assert _C._call_op("_optimizer_step", "sgd", [], [], [], [], 0.1, [0.0, 0.0, 0.0]) == ()
