"""StableHLO text is well formed for every op that has a rule, and XLA computes from it what the engine computes."""

import json
import re
import warnings

import numpy as np
import pytest
from cases import CASES
from ops.suite import ROWS, TOLERANCE, flatten, recorded

import lumbre as torch
import lumbre.nn.functional as F
from lumbre import nn
from lumbre.func import functional_call

from . import stablehlo_check, xla

warnings.filterwarnings("ignore", category=torch.jit.TracerWarning)
# Rows of the case table that have a form. It may only grow.
LEAST = 590


def main_dtype(case):
    return next((d for d in ("float32", "int64", "bool", "complex64", "float64") if d in case.dtypes), case.dtypes[0])


def tensors_of(value):
    return tuple(t for t in flatten(value) if isinstance(t, torch.Tensor))


def call_of(case, sample, dtype):
    """(the row's call as a function of its tensors, the tensors)."""
    args, kwargs = case.tensors(torch, sample, dtype)
    found = []

    class Place(int):
        pass

    def take(x):
        if isinstance(x, torch.Tensor):
            found.append(x)
            return Place(len(found) - 1)
        return type(x)(map(take, x)) if type(x) in (list, tuple) else x

    def put(x, tensors):
        if isinstance(x, Place):
            return tensors[x]
        return type(x)(put(i, tensors) for i in x) if type(x) in (list, tuple) else x

    args, kwargs = take(list(args)), {k: take(v) for k, v in kwargs.items()}
    return (lambda *t: tensors_of(case.call(torch, put(args, t), {k: put(v, t) for k, v in kwargs.items()}))), found


def test_every_row_of_the_case_table_is_well_formed_or_refused_by_name():
    written = 0
    for case in CASES:
        dtype = main_dtype(case)
        row = recorded(case, 0, dtype)
        if case.name not in ROWS or (row is not None and "raises" in row):
            continue
        function, found = call_of(case, 0, dtype)
        try:
            text = torch.export.to_stablehlo(function, tuple(found)).text
        except NotImplementedError as error:
            assert "export.to_stablehlo: " in str(error) or "trace" in str(error), (case.name, str(error))
            continue
        stablehlo_check.check(text)
        written += 1
    assert written >= LEAST


@pytest.mark.parametrize(
    "change",
    [("tensor<2x5xf32>, tensor<5x4xf32>", "tensor<2x5xf32>, tensor<4x5xf32>"), ("stablehlo.tanh", "stablehlo.compare"), ("%arg0, ", "%arg9, "), (") -> tensor<2x4xf32>", ") -> tensor<4x2xf32>")],
)
def test_checker_finds_broken_text(change):
    text = torch.export.to_stablehlo(lambda x, y: (x @ y).tanh(), (torch.ones(2, 5), torch.ones(5, 4))).text
    stablehlo_check.check(text)
    assert change[0] in text
    with pytest.raises(stablehlo_check.Malformed):
        stablehlo_check.check(text.replace(*change, 1))


def test_ops_without_a_form_are_named():
    with pytest.raises(NotImplementedError, match="linalg_svd"):
        torch.export.to_stablehlo(lambda x: torch.linalg.svd(x)[1], (torch.eye(2),))


def test_parts_of_a_program(tmp_path):
    model = nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2)).train()
    program = torch.export.to_stablehlo(model, (torch.ones(4, 3),))
    assert [(kind, name) for kind, name, *_ in program.inputs][-1] == ("argument", "input")
    assert ("update", "1.running_var") in program.outputs and ("output", "output_0") in program.outputs
    program.save(tmp_path)
    assert (tmp_path / "functions/forward.mlir").read_text() == program.get_stablehlo_text()
    np.testing.assert_array_equal(np.load(tmp_path / "data/0.weight"), model[0].weight.detach().numpy())
    exported = torch.export.export(nn.Linear(3, 2), (torch.ones(1, 3),))
    stablehlo_check.check(torch.export.exported_program_to_stablehlo(exported).text)


# In XLA, where jaxlib is installed.


@pytest.fixture(scope="module")
def run():
    return xla.runner()


def compare(run, function, args, rtol=1e-4, atol=1e-5):
    program = torch.export.to_stablehlo(function, args)
    stablehlo_check.check(program.text)
    inputs = xla.arrays(program, *args)
    want = tensors_of(function(*args))
    got = run(program.text, inputs)
    for w, g in zip(want, got):
        w = w.detach().numpy()
        assert w.dtype == g.dtype and w.shape == g.shape
        np.testing.assert_allclose(g, w, rtol=rtol, atol=atol)
    return dict(zip(program.outputs, got))


# One row of each family: what all rows give was measured once (docs/programs.md).
ROWS_RUN = """add sub floor_divide remainder pow where clamp logical_and eq atan2 bitwise_xor to.dtype complex abs gelu softplus elu prelu softmax log_softmax
sum mean amax argmax max.dim any var std_mean logsumexp linalg_vector_norm cumsum cummax matmul einsum addmm scaled_dot_product_attention lstm conv2d
conv_transpose2d conv3d max_pool2d_with_indices avg_pool2d adaptive_avg_pool2d max_pool2d_with_indices_backward layer_norm group_norm batch_norm
index gather scatter_add index_put embedding embedding_dense_backward take_along_dim masked_scatter slice_scatter one_hot pad roll tril diagonal
repeat_interleave upsample_bilinear2d upsample_bicubic2d pixel_shuffle arange linspace sort topk median searchsorted cross_entropy
binary_cross_entropy_with_logits huber_loss fft_rfft2 cholesky linalg_solve_triangular grid_sampler_2d""".split()


@pytest.mark.parametrize("name", ROWS_RUN)
def test_rows_agree(run, name):
    case = next(c for c in CASES if c.name == name)
    dtype = main_dtype(case)
    for sample in range(len(case.samples)):
        row = recorded(case, sample, dtype)
        if row is not None and "raises" in row:
            continue
        function, found = call_of(case, sample, dtype)
        rtol, atol = TOLERANCE.get(dtype, (0, 0))
        more = case.tol.get(dtype, (0, 0))
        try:
            compare(run, function, tuple(found), max(5 * rtol, 3 * more[0]), max(5 * atol, 3 * more[1]))
        except NotImplementedError:
            assert sample > 0
        if sample >= 2:
            break


def test_half_precision_and_promotion(run):
    x, y = torch.tensor([1.5, -2.0, 3.25], dtype=torch.float16), torch.tensor([1, 2, 3])
    compare(run, lambda x, y: (x + y, x * 0.1, y / 2, y + 1.5, x.sum(), torch.nn.functional.gelu(x)), (x, y), rtol=2e-3, atol=2e-3)


def network():
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(4, 8), nn.LayerNorm(8), nn.GELU(), nn.Linear(8, 3))


def test_training_step_with_adam_is_one_function(run):
    net = network()
    names = [k for k, _ in net.named_parameters()]

    def step(x, y, t, *state):
        n = len(state) // 3
        params, first, second = state[:n], state[n : 2 * n], state[2 * n :]
        loss = F.mse_loss(functional_call(net, dict(zip(names, params)), (x,)), y)
        grads = torch.autograd.grad(loss, params)
        t, out = t + 1, ([], [], [])
        with torch.no_grad():
            for p, m, v, g in zip(params, first, second, grads):
                m, v = m.lerp(g, 0.1), v * 0.999 + g * g * 0.001
                change = 0.01 * (m / (1 - 0.9**t)) / ((v / (1 - 0.999**t)).sqrt() + 1e-8)
                for into, value in zip(out, (p - change, m, v)):
                    into.append(value)
        return (loss, t, *out[0], *out[1], *out[2])

    params = [p.detach().clone().requires_grad_() for p in net.parameters()]
    state = [torch.zeros(()), *params, *(torch.zeros_like(p) for p in params), *(torch.zeros_like(p) for p in params)]
    x, y = torch.randn(5, 4), torch.randn(5, 3)
    program = torch.export.to_stablehlo(step, (x, y, *state))
    arrays, losses = xla.arrays(program, x, y, *state), []
    for _ in range(3):
        got = run(program.text, arrays)
        want = step(x, y, *state)
        for g, w in zip(got, want):
            np.testing.assert_allclose(g, w.detach().numpy(), rtol=1e-4, atol=1e-6)
        losses.append(float(got[0]))
        arrays, state = arrays[:2] + got[1:], [s.detach().requires_grad_() for s in want[1:]]
    assert losses[2] < losses[1] < losses[0]


TAPED = {
    "arithmetic": (lambda x, y: x * y / (y * y + 3) - x.exp() + x.abs() ** 1.5, (3, 4), (4,)),
    "convolution": (lambda x, w, b: F.conv2d(x, w, b, stride=2, padding=1), (2, 3, 7, 8), (4, 3, 3, 3), (4,)),
    "convolution_groups": (lambda x, w: F.conv2d(x, w, None, (2, 1), (2, 1), (1, 2), 2), (2, 4, 9, 8), (6, 2, 3, 3)),
    "convolution_transposed": (lambda x, w: F.conv_transpose2d(x, w, None, 2, 1, 1, 2), (2, 4, 5, 4), (4, 3, 3, 3)),
    "max_pool": (lambda x: F.max_pool2d(x, 3, 2, 1), (2, 3, 9, 8)),
    "avg_pool": (lambda x: F.avg_pool2d(x, 3, 2, 1) + F.adaptive_avg_pool2d(x, (5, 4)), (2, 3, 9, 8)),
    "batch_norm": (lambda x, w, b: F.batch_norm(x, None, None, w, b, True) ** 2, (4, 3, 5), (3,), (3,)),
    "layer_norm": (lambda x, w, b: F.layer_norm(x, (5,), w, b) ** 2, (4, 3, 5), (5,), (5,)),
    "attention": (lambda q, k, v: F.scaled_dot_product_attention(q, k, v, is_causal=True), (2, 2, 5, 4), (2, 2, 5, 4), (2, 2, 5, 4)),
    "einsum": (lambda x, y: torch.einsum("bij,bkj->ibk", x, y), (2, 3, 4), (2, 5, 4)),
    "activations": (lambda x: F.gelu(x) + F.silu(x) + F.elu(x) + F.softplus(x) + F.hardswish(x) + x.clamp(-1, 1) + x.relu(), (20,)),
    "shapes": (lambda x: torch.cat([x[:, 1:3].t().flip(0), x.repeat(2, 1)[:, :3].roll(1, 0)], 0) + F.pad(x, (1, -2))[:1], (3, 4)),
    "reductions": (lambda x: x.amax(1) + x.max(1)[0] + x.sort(1)[0][:, 1] + x.cumsum(1)[:, 2] + x.var(1) + x.norm(dim=1) + x.logsumexp(1), (3, 4)),
    "index": (lambda x: x[:, torch.tensor([0, 2, 2])] + x.gather(1, torch.tensor([[0, 1, 3], [2, 2, 0], [3, 0, 0]])), (3, 4)),
}


@pytest.mark.parametrize("name", TAPED)
def test_derivatives_of_taped_regions(run, name):
    """A program may say "the gradients of this region" (`taped`, `backward`); they are written in StableHLO."""
    from lumbre.export.stablehlo import _writer

    function, *shapes = TAPED[name]
    torch.manual_seed(0)
    values = [torch.randn(*s) for s in shapes]
    text, constants = torch.jit.trace(function, tuple(values), check_trace=False)._method.program.parts()
    graph = json.loads(text)
    ids = [i["id"] for i in graph["inputs"]]
    free = 1 + max(int(n) for n in re.findall(r"\d+", json.dumps([graph["inputs"], graph["constants"], [s["out"] for s in graph["nodes"]]])))
    inner = {i: free + k for k, i in enumerate(ids)}
    region = {"params": list(inner.values()), "nodes": renamed(graph["nodes"], inner), "outputs": [inner.get(i, i) for i in graph["outputs"]]}
    out, tape, given, *grads = range(free + len(ids), free + 2 * len(ids) + 3)
    nodes = [
        {"taped": region, "init": ids, "out": [out], "tape": tape},
        {"op": "cos", "in": [{"v": out}], "out": [given]},
        {"backward": tape, "in": [given], "out": grads},
    ]
    table = {c["id"]: t for c, t in zip(graph["constants"], constants)}
    written, *_ = _writer.write({**graph, "nodes": nodes, "outputs": grads, "updates": []}, values, table)
    stablehlo_check.check(written)
    leaves = [v.clone().requires_grad_() for v in values]
    result = function(*leaves)
    want = torch.autograd.grad(result, leaves, result.detach().cos())
    for g, w in zip(run(written, [v.numpy() for v in values]), want, strict=True):
        np.testing.assert_allclose(g, w.numpy(), rtol=1e-3, atol=1e-4)


def images():
    return nn.Sequential(
        nn.Conv2d(3, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 8, 3, groups=2), nn.AvgPool2d(2), nn.Flatten(), nn.Linear(8, 3)
    )


def test_training_program_with_its_optimizer_is_one_function(run):
    torch.manual_seed(0)
    model, x, y = images(), torch.randn(4, 3, 8, 8), torch.randint(0, 3, (4,))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)

    def step(x, y):
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        return loss

    program = torch.export.to_stablehlo(torch.jit.trace(step, (x, y), state={"model": model, "optimizer": optimizer}), (x, y))
    stablehlo_check.check(program.text)
    state = {n: t.detach().numpy().copy() for n, t in program.weights.items()}
    for _ in range(3):
        given = iter((x.numpy(), y.numpy()))
        out = run(program.text, [state[n] if n in state else next(given) for _, n, *_ in program.inputs])
        state.update({n: v for (kind, n), v in zip(program.outputs, out) if kind == "update"})
        np.testing.assert_allclose(out[0], step(x, y).item(), rtol=1e-4)


def renamed(value, names):
    """Arguments with other numbers."""
    if isinstance(value, dict):
        return {k: names.get(v, v) if k == "v" else [names.get(i, i) for i in v] if k == "l" else renamed(v, names) for k, v in value.items()}
    return [renamed(v, names) for v in value] if isinstance(value, list) else value


def test_running_statistics_come_out_as_updates(run):
    model, x = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4)).train(), torch.randn(2, 3, 6, 6)
    program = torch.export.to_stablehlo(model, (x,))
    got = dict(zip(program.outputs, run(program.text, xla.arrays(program, x))))
    np.testing.assert_allclose(got["output", "output_0"], model(x).detach().numpy(), rtol=1e-4, atol=1e-5)
    for name, b in model.named_buffers():
        np.testing.assert_allclose(got["update", name], b.numpy(), rtol=1e-5, atol=1e-6)


@torch.jit.script
def walk(x, n: torch.Tensor):
    y = x[:, 0]
    for i in range(int(n)):
        if i % 2 == 0:
            y = y + x[:, 1] * i
        else:
            y = y - 1
        if float(y.max()) > 50.0:
            return y * 0.5
    return y


@torch.jit.script
def double(x):
    turns = torch.zeros(1)
    if bool(x.sum() > 0):
        x = -x
    while bool(x.abs().max() < 100):
        x = x * 2
        turns = turns + 1
    return x, turns


def test_branches_and_loops_of_scripted_code(run):
    x = torch.tensor([[0.5, 1.0, 2.0], [0.25, -1.0, 0.5]])
    program = torch.export.to_stablehlo(walk, (x, torch.tensor(1)))
    assert stablehlo_check.check(program.text)["stablehlo.while"] == 1
    for n in (0, 3, 90):
        np.testing.assert_allclose(run(program.text, [x.numpy(), np.int64(n)])[0], walk(x, torch.tensor(n)).numpy(), rtol=1e-6)
    for start in (x, -x):
        compare(run, double, (start,))


def test_random_numbers_come_from_the_state_that_is_given(run):
    program = torch.export.to_stablehlo(lambda x: (F.dropout(x, 0.25, True), torch.randn(4000), torch.rand(4000)), (torch.ones(4000),))
    assert program.inputs[-1][0] == program.outputs[-1][0] == "generator"
    ones = np.ones(4000, np.float32)
    a, b = (run(program.text, [ones, np.array(state, np.uint64)]) for state in ((0, 7), (0, 8)))
    again = run(program.text, [ones, np.array((0, 7), np.uint64)])
    for u, v, w in zip(a, b, again):
        np.testing.assert_array_equal(u, w)
        assert (u != v).any()
    assert abs((a[0] > 0).mean() - 0.75) < 0.03 and np.allclose(a[0][a[0] > 0], 4 / 3)
    assert abs(a[1].mean()) < 0.06 and abs(a[1].std() - 1) < 0.05
    assert abs(a[2].mean() - 0.5) < 0.02 and a[2].min() >= 0 and a[2].max() < 1


NETWORKS = {
    "cnn": (lambda: nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), nn.BatchNorm2d(8), nn.SiLU(), nn.Conv2d(8, 8, 3, groups=8), nn.AdaptiveAvgPool2d(3), nn.Flatten(), nn.Linear(72, 5)), (2, 3, 16, 16)),
    "transformer": (lambda: nn.TransformerEncoderLayer(8, 2, 16, batch_first=True), (2, 3, 8)),
    "gru": (lambda: nn.GRU(3, 4, 2, bidirectional=True, batch_first=True), (2, 5, 3)),
    "decoder": (lambda: nn.Sequential(nn.ConvTranspose2d(3, 4, 3, 2, 1, 1), nn.InstanceNorm2d(4), nn.Upsample(scale_factor=2, mode="bilinear"), nn.PixelShuffle(2)), (1, 3, 5, 5)),
}


@pytest.mark.parametrize("name", NETWORKS)
def test_networks_agree(run, name):
    make, shape = NETWORKS[name]
    torch.manual_seed(1)
    compare(run, make().eval(), (torch.randn(*shape),))
