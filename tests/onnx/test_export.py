"""Exported files give in onnxruntime what the model gives here, with other batches too, and pass onnx's checker."""

import io
from typing import Optional

import numpy as np
import onnx
import onnxruntime
import pytest

import lumbre as torch
import lumbre.nn.functional as F
from lumbre import nn


def exported(model, args, **options):
    file = io.BytesIO()
    torch.onnx.export(model, args, file, **options)
    proto = onnx.load_model_from_string(file.getvalue())
    onnx.checker.check_model(proto, full_check=True)
    session = onnxruntime.InferenceSession(file.getvalue(), providers=["CPUExecutionProvider"])

    def run(*inputs):
        named = {i.name: t.detach().numpy() for i, t in zip(session.get_inputs(), inputs)}
        return session.run(None, named)

    return run


def flat(value):
    if isinstance(value, torch.Tensor):
        return [value]
    return [t for v in value if v is not None for t in flat(v)]


def check(model, *calls, rtol=1e-4, atol=1e-5, **options):
    """Exports on the first arguments and compares on all."""
    if isinstance(model, nn.Module):
        model.eval()
    run = exported(model, calls[0], **options)
    for args in calls:
        want = flat(model(*args))
        got = run(*args)
        assert len(want) == len(got)
        for w, g in zip(want, got):
            w = w.detach().numpy()
            assert w.dtype == g.dtype and w.shape == g.shape
            np.testing.assert_allclose(g, w, rtol=rtol, atol=atol)


R = torch.randn
LAYERS = {
    "linear": (lambda: nn.Linear(3, 4), [(2, 3), (5, 3)]),
    "linear_3d": (lambda: nn.Linear(3, 4, bias=False), [(2, 5, 3), (4, 5, 3)]),
    "mlp": (lambda: nn.Sequential(nn.Linear(3, 8), nn.GELU(), nn.Linear(8, 2), nn.Softmax(-1)), [(2, 3), (7, 3)]),
    "conv": (lambda: nn.Sequential(nn.Conv2d(3, 8, 3, stride=2, padding=1, groups=1), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2)), [(2, 3, 16, 16), (3, 3, 16, 16)]),
    "conv_depthwise": (lambda: nn.Conv2d(4, 8, 3, padding="same", groups=4), [(1, 4, 9, 9), (2, 4, 9, 9)]),
    "conv1d": (lambda: nn.Conv1d(2, 4, 3, dilation=2), [(2, 2, 12), (3, 2, 12)]),
    "conv_transpose": (lambda: nn.ConvTranspose2d(3, 4, 3, stride=2, output_padding=1), [(1, 3, 5, 5), (2, 3, 5, 5)]),
    "avg_pool": (lambda: nn.AvgPool2d(3, 2, 1), [(1, 2, 9, 9), (2, 2, 9, 9)]),
    "adaptive": (lambda: nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten()), [(2, 4, 6, 6), (3, 4, 6, 6)]),
    "adaptive_2": (lambda: nn.AdaptiveAvgPool2d(2), [(2, 4, 6, 6), (3, 4, 6, 6)]),
    "layer_norm": (lambda: nn.LayerNorm((4, 5)), [(2, 4, 5), (3, 4, 5)]),
    "group_norm": (lambda: nn.GroupNorm(2, 4), [(2, 4, 5), (3, 4, 5)]),
    "rms_norm": (lambda: nn.RMSNorm(5), [(2, 5), (3, 5)]),
    "upsample": (lambda: nn.Upsample(scale_factor=2), [(1, 2, 3, 3), (2, 2, 3, 3)]),
    "bilinear": (lambda: nn.Upsample(size=(7, 5), mode="bilinear"), [(1, 2, 3, 3), (2, 2, 3, 3)]),
    "pixel_shuffle": (lambda: nn.PixelShuffle(2), [(1, 8, 3, 3), (2, 8, 3, 3)]),
    "pad": (lambda: nn.ReflectionPad2d(1), [(1, 2, 4, 4), (2, 2, 4, 4)]),
    "attention": (lambda: nn.TransformerEncoderLayer(8, 2, 16, batch_first=True), [(2, 3, 8), (4, 3, 8)]),
    "lstm": (lambda: nn.LSTM(3, 4, 2, bidirectional=True, batch_first=True), [(2, 5, 3), (3, 5, 3)]),
    "gru": (lambda: nn.GRU(3, 4, bias=False), [(5, 2, 3), (7, 2, 3)]),
    "rnn": (lambda: nn.RNN(3, 4, 2, nonlinearity="relu"), [(5, 2, 3), (5, 2, 3)]),
    "encoder": (lambda: nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16, batch_first=True, activation="gelu"), 2), [(2, 3, 8), (4, 5, 8)]),
}


@pytest.mark.parametrize("name", LAYERS)
def test_layers(name):
    make, shapes = LAYERS[name]
    torch.manual_seed(0)
    model = make().eval()
    for m in model.modules():
        if isinstance(m, nn.BatchNorm2d):
            m.running_mean.uniform_(-1, 1), m.running_var.uniform_(0.5, 2)
    axes = {"x": {0: "batch"}} if name != "encoder" else {"x": {0: "batch", 1: "time"}}
    check(model, *[(R(*s),) for s in shapes], input_names=["x"], output_names=["y"], dynamic_axes=axes)


ACTIVATIONS = "ReLU ReLU6 Sigmoid Tanh GELU SiLU Mish ELU SELU CELU LeakyReLU PReLU Softplus Softsign Hardtanh Hardswish Hardsigmoid LogSigmoid Tanhshrink Hardshrink Softshrink GLU"


@pytest.mark.parametrize("name", ACTIVATIONS.split())
def test_activations(name):
    check(getattr(nn, name)(), (R(3, 4) * 2,))


FUNCTIONS = {
    "arithmetic": lambda x, y: (x + 2 * y - y / 3, x**2, x.abs() ** 0.5, 1 - x, 3 / (x.abs() + 1), x.remainder(2), x // 2),
    "elementary": lambda x, y: (x.exp(), (x.abs() + 1).log(), x.sin() + x.cos(), x.erf(), (x.abs() + 1).rsqrt(), x.log1p().nan_to_num() if False else x.sign(), x.floor() + x.round()),
    "compare": lambda x, y: (x > y, x <= 0, x == y, (x != y) & (x > 0) | ~(y > 0), torch.where(x > y, x, y), x.clamp(-0.5, 0.5), x.masked_fill(x < 0, 7.0), torch.maximum(x, y)),
    "reduce": lambda x, y: (x.sum(), x.mean(0), x.sum((0, 1), keepdim=True), x.amax(-1), x.var(1), x.std(0, keepdim=True), x.max(1), x.argmax(-1), x.norm(dim=1), x.logsumexp(1), x.prod(0), (x > 0).any(1)),
    "shapes": lambda x, y: (x.t(), x.reshape(-1), x.view(2, 6), x[None, :, 1:3], x[..., -1], x[1], x.unsqueeze(1).squeeze(1), x.permute(1, 0), x.transpose(0, 1), x.expand(2, 3, 4), x.repeat(2, 1), x.flip(1), x.roll(1, 0)),
    "joining": lambda x, y: (torch.cat([x, y], 1), torch.stack([x, y], 0), *x.split(2, 1), *x.chunk(2, 0), *x.unbind(0), F.pad(x, (1, 2), value=3.0)),
    "products": lambda x, y: (x @ y.t(), torch.bmm(x[None], y.t()[None]), torch.einsum("ij,kj->ik", x, y), torch.addmm(x[:, :3], x, y.t()), F.linear(x, y)),
    "gather": lambda x, y: (x.gather(1, torch.tensor([[0, 1], [2, 3], [1, 1]])), x.index_select(1, torch.tensor([2, 0])), x[torch.tensor([2, 0])], x[:, torch.tensor([1, 1])], x.topk(2), x.sort(1, descending=True), x.cumsum(1), x.tril(), x.triu(1)),
    "makers": lambda x, y: (torch.zeros_like(x) + 1, torch.ones(2, 3), torch.arange(4) + x, torch.full((2,), 3.0), x.new_zeros(2), torch.eye(2)),
    "casts": lambda x, y: (x.to(torch.float64), x.long() + 1, (x > 0).float(), x.int()),
    "softmax": lambda x, y: (x.softmax(0), F.log_softmax(x, 1), F.normalize(x, dim=1), F.mse_loss(x, y)),
    "attention": lambda x, y: (F.scaled_dot_product_attention(x[None, None], y[None, None], y[None, None]), F.scaled_dot_product_attention(x[None, None], y[None, None], y[None, None], is_causal=True)),
    "sizes": lambda x, y: (x.reshape(x.size(1), -1), torch.zeros(x.size(0), 2) + x.shape[1], x[: x.size(0) // 2], x.flatten() * x.numel()),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions(name):
    torch.manual_seed(1)
    check(FUNCTIONS[name], (R(3, 4), R(3, 4)))


def test_counts_and_floor_division_follow_the_sizes():
    def f(x):
        n = (0 - x.size(0)) // 2
        return x.var(0), x.std(0), x + n

    check(f, (R(3, 4),), (R(5, 4),), input_names=["x"], dynamic_axes={"x": {0: "n"}})


def test_options_without_effect_are_refused():
    with pytest.raises(NotImplementedError, match="custom_translation_table"):
        torch.onnx.export(nn.Linear(1, 1), torch.ones(1, 1), custom_translation_table={"a": "b"})


def test_control_flow_of_scripted_code():
    class Walk(nn.Module):
        def __init__(self):
            super().__init__()
            self.step = nn.Linear(3, 3)

        def forward(self, x, bias: Optional[torch.Tensor] = None):
            total = torch.zeros(1)
            for i in range(4):
                if x.sum() > 0:
                    x = torch.relu(self.step(x)) + i
                else:
                    x = -x
            while bool(x.abs().max() < 100):
                x = x * 2
                total = total + 1
            return x, total

    torch.manual_seed(3)
    model = torch.jit.script(Walk().eval())
    run = exported(model, (torch.ones(2, 3),), input_names=["x"], dynamic_axes={"x": {0: "n"}})
    for x in (torch.ones(2, 3), -torch.ones(4, 3), R(1, 3) * 30):
        for w, g in zip(model(x), run(x)):
            np.testing.assert_allclose(g, w.detach().numpy(), rtol=1e-4)


def test_what_has_no_form_is_named():
    with pytest.raises(NotImplementedError, match="svd"):
        torch.onnx.export(lambda x: torch.linalg.svdvals(x) + torch.linalg.svd(x)[1], (R(3, 3),), io.BytesIO())
    with pytest.raises(NotImplementedError, match="dropout in training mode"):
        torch.onnx.export(torch.jit.trace(nn.Dropout(), torch.ones(2), check_trace=False), (torch.ones(2),), io.BytesIO())


def test_names_paths_and_training_flag(tmp_path):
    model = nn.Linear(2, 2).train()
    torch.onnx.export(model, torch.ones(1, 2), tmp_path / "m.onnx", input_names=["in"], output_names=["out"], opset_version=17)
    proto = onnx.load(tmp_path / "m.onnx")
    assert [i.name for i in proto.graph.input] == ["in"] and [o.name for o in proto.graph.output] == ["out"]
    assert sorted(t.name for t in proto.graph.initializer) == ["bias", "weight"] and model.training
    assert proto.producer_name == "lumbre" and proto.opset_import[0].version == 18
    program = torch.onnx.export(model, (torch.ones(1, 2),))
    assert program.model_proto.graph.node


class Adds(nn.Module):
    def __init__(self):
        super().__init__()
        self.lin, self.drop = nn.Linear(3, 2), nn.Dropout(0.5)

    def forward(self, x: torch.Tensor, y: Optional[torch.Tensor] = None):
        out = self.drop(self.lin(x))
        if self.training:
            out = out + 100
        return out if y is None else out + y


def test_what_scripted_code_knows_needs_no_branch():
    scripted, x, y = torch.jit.script(Adds().eval()), torch.randn(4, 3), torch.randn(4, 2)
    for args in ((x,), (x, y)):
        program = torch.onnx.export(scripted, args)
        assert [n.op_type for n in program.model_proto.graph.node if n.op_type == "If"] == []
        np.testing.assert_allclose(program(*args)[0].numpy(), scripted(*args).detach().numpy(), rtol=1e-5)


def test_exported_programs_bring_their_example():
    net, x = Adds().eval(), torch.randn(4, 3)
    program = torch.onnx.export(torch.export.export(net, (x,)), dynamo=True)
    assert isinstance(program, torch.onnx.ONNXProgram)
    np.testing.assert_allclose(program(x)[0].numpy(), net(x).detach().numpy(), rtol=1e-5)


def test_models_see_that_they_are_exported():
    class Asks(nn.Module):
        def forward(self, x):
            return x + 1 if torch.onnx.is_in_onnx_export() else x - 1

    assert torch.onnx.export(Asks(), (torch.zeros(2),))(torch.zeros(2))[0].tolist() == [1.0, 1.0]
    assert not torch.onnx.is_in_onnx_export()


def test_the_older_exporter_gives_nothing(tmp_path):
    assert torch.onnx.export(Adds(), (torch.zeros(2, 3),), tmp_path / "m.onnx", dynamo=False) is None
    assert isinstance(torch.onnx.export(Adds(), (torch.zeros(2, 3),), tmp_path / "m.onnx", external_data=True), torch.onnx.ONNXProgram)
