"""Smoke programs for libraries written for PyTorch: import, forward, backward, training steps, saving and loading.

    python -m lumbre run tests/libraries/smoke.py einops timm …       these, each in a process of its own; without names all that are installed
    python -m lumbre run tests/libraries/smoke.py --table             also writes the table in docs/compatibility.md

Nothing is downloaded. The libraries require the distribution `torch`, so install them with ``pip install --no-deps``.
"""

import copy
import datetime
import importlib.metadata
import importlib.util
import io
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

PROGRAMS = {}
PAGE = Path(__file__).resolve().parents[2] / "docs" / "compatibility.md"


def library(distribution, module=None):
    """Enters a program under the name of the distribution on PyPI."""

    def enter(function):
        PROGRAMS[distribution] = (module or distribution.replace("-", "_"), function)
        return function

    return enter


def train(model, batch, loss, steps=3, lr=1e-2, parameters=None):
    """A few steps; every parameter gets a finite gradient somewhere, and the loss falls."""
    import torch

    optimizer = torch.optim.Adam(parameters or model.parameters(), lr=lr)
    losses = []
    for _ in range(steps):
        optimizer.zero_grad()
        value = loss(model(*batch) if batch is not None else model)
        value.backward()
        optimizer.step()
        losses.append(value.item())
    grads = [p.grad for p in model.parameters() if p.grad is not None]
    assert grads and all(torch.isfinite(g).all() for g in grads), "gradients"
    assert losses[-1] < losses[0], losses
    return losses


def roundtrip(model, *batch, fresh=None):
    """The state goes through a file into another object, which then gives the same."""
    import torch

    model.eval()
    file = io.BytesIO()
    torch.save(model.state_dict(), file)
    file.seek(0)
    other = (fresh() if fresh is not None else copy.deepcopy(model)).eval()
    for p in other.parameters():
        p.data.zero_()
    other.load_state_dict(torch.load(file))
    with torch.no_grad():
        a, b = model(*batch), other(*batch)
    a, b = (x if torch.is_tensor(x) else x[0] for x in (a, b))
    torch.testing.assert_close(a, b)


def squares(out):
    return out.pow(2).mean()


@library("einops")
def _einops(torch):
    from einops import einsum, pack, rearrange, reduce, repeat
    from einops.layers.torch import Rearrange, Reduce

    x = torch.randn(2, 4, 6, 3)
    assert rearrange(x, "b (h p) w c -> b h (p w) c", p=2).shape == (2, 2, 12, 3)
    torch.testing.assert_close(reduce(x, "b h w c -> b c", "mean"), x.mean((1, 2)))
    assert repeat(x, "b h w c -> b h w (c r)", r=2).shape[-1] == 6 and einsum(x, x, "b h w c, b h w d -> b c d").shape == (2, 3, 3)
    assert pack([x, x[:, :, 0]], "b h * c")[0].shape == (2, 4, 7, 3)

    def model():
        return torch.nn.Sequential(Rearrange("b h w c -> b c h w"), torch.nn.Conv2d(3, 8, 3), Reduce("b c h w -> b c", "max"), torch.nn.Linear(8, 2))

    net = model()
    train(net, (x,), squares)
    roundtrip(net, x, fresh=model)


@library("torchdiffeq")
def _torchdiffeq(torch):
    from torchdiffeq import odeint, odeint_adjoint

    class Field(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.net = torch.nn.Sequential(torch.nn.Linear(2, 16), torch.nn.Tanh(), torch.nn.Linear(16, 2))

        def forward(self, t, y):
            return self.net(y**3)

    t, y0 = torch.linspace(0, 1, 5), torch.tensor([[2.0, 0.0]])
    exact = odeint(lambda t, y: -y, y0, t, rtol=1e-6, atol=1e-8)
    torch.testing.assert_close(exact[-1], y0 * torch.exp(torch.tensor(-1.0)), atol=1e-4, rtol=0)
    field = Field()
    for solve, method in ((odeint, "dopri5"), (odeint_adjoint, "dopri5"), (odeint, "rk4")):
        train(field, None, lambda f: (solve(f, y0, t, method=method) - exact).abs().mean())
    roundtrip(field, torch.tensor(0.0), y0, fresh=Field)


@library("torchsde")
def _torchsde(torch):
    import torchsde

    class Equation(torch.nn.Module):
        noise_type, sde_type = "diagonal", "ito"

        def __init__(self):
            super().__init__()
            self.drift, self.spread = torch.nn.Linear(3, 3), torch.nn.Parameter(torch.full((3,), 0.1))

        def f(self, t, y):
            return torch.sin(t) + self.drift(y)

        def g(self, t, y):
            return self.spread.expand_as(y)

        def forward(self, y):
            return self.f(torch.tensor(0.0), y)

    sde, y0, t = Equation(), torch.full((4, 3), 0.3), torch.linspace(0, 0.5, 4)
    for solve in (torchsde.sdeint, torchsde.sdeint_adjoint):

        def loss(model, solve=solve):
            noise = torchsde.BrownianInterval(t0=0.0, t1=0.5, size=(4, 3), entropy=3, levy_area_approximation="space-time")
            return solve(model, y0, t, bm=noise, dt=0.1).pow(2).mean()

        train(sde, None, loss)
    roundtrip(sde, y0, fresh=Equation)


@library("skorch")
def _skorch(torch):
    import pickle

    import numpy as np
    from skorch import NeuralNetClassifier, NeuralNetRegressor
    from sklearn.model_selection import GridSearchCV
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    rng = np.random.default_rng(0)
    X = rng.standard_normal((80, 4)).astype(np.float32)
    y = (X[:, 0] + X[:, 1] > 0).astype(np.int64)

    class Net(torch.nn.Module):
        def __init__(self, width=8):
            super().__init__()
            self.net = torch.nn.Sequential(torch.nn.Linear(4, width), torch.nn.ReLU(), torch.nn.Linear(width, 2), torch.nn.Softmax(dim=-1))

        def forward(self, X):
            return self.net(X)

    net = NeuralNetClassifier(Net, max_epochs=12, lr=0.3, verbose=0)
    pipe = make_pipeline(StandardScaler(), net).fit(X, y)
    assert pipe.score(X, y) > 0.8
    search = GridSearchCV(NeuralNetClassifier(Net, max_epochs=2, lr=0.2, verbose=0, train_split=None), {"module__width": [4, 8]}, cv=2).fit(X, y)
    assert search.best_params_
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "p.pt")
        pipe[-1].save_params(f_params=path)
        again = NeuralNetClassifier(Net, verbose=0).initialize()
        again.load_params(f_params=path)
        np.testing.assert_allclose(again.predict_proba(X), pipe[-1].predict_proba(X))
    regressor = NeuralNetRegressor(torch.nn.Linear, module__in_features=4, module__out_features=1, max_epochs=2, verbose=0).fit(X, X[:, :1])
    np.testing.assert_allclose(pickle.loads(pickle.dumps(regressor)).predict(X), regressor.predict(X))


@library("stable-baselines3")
def _sb3(torch):
    import numpy as np
    from stable_baselines3 import DQN, PPO, SAC

    for kind, env, options in (
        (PPO, "CartPole-v1", {"n_steps": 64, "batch_size": 32, "n_epochs": 2}), (DQN, "CartPole-v1", {"learning_starts": 20, "buffer_size": 200}),
        (SAC, "Pendulum-v1", {"learning_starts": 20, "buffer_size": 200}),
    ):  # fmt: skip
        model = kind("MlpPolicy", env, seed=0, device="cpu", **options).learn(128)
        with tempfile.TemporaryDirectory() as folder:
            model.save(os.path.join(folder, "m"))
            again = kind.load(os.path.join(folder, "m"), device="cpu")
        seen = model.get_env().observation_space.sample()
        np.testing.assert_allclose(again.predict(seen, deterministic=True)[0], model.predict(seen, deterministic=True)[0], rtol=1e-5)


@library("torchmetrics")
def _torchmetrics(torch):
    import torchmetrics as tm
    from torchmetrics.functional.regression import pearson_corrcoef

    p, t = torch.tensor([0.1, 0.8, 0.6, 0.3]), torch.tensor([0, 1, 1, 1])
    metrics = tm.MetricCollection({"acc": tm.classification.BinaryAccuracy(), "auc": tm.classification.BinaryAUROC(), "f1": tm.classification.BinaryF1Score()})
    metrics.update(p, t)
    metrics.update(p.flip(0), t.flip(0))
    assert abs(metrics.compute()["acc"].item() - 0.75) < 1e-6 and metrics.compute()["auc"].item() == 1.0
    state = metrics.state_dict()
    metrics.persistent(True)
    again = copy.deepcopy(metrics)
    again.reset()
    again.load_state_dict(metrics.state_dict())
    confusion = tm.classification.MulticlassConfusionMatrix(3)(torch.randn(10, 3), torch.randint(0, 3, (10,)))
    assert confusion.sum() == 10 and isinstance(state, dict)
    x = torch.randn(20, requires_grad=True)
    (1 - pearson_corrcoef(x, torch.linspace(0, 1, 20))).backward()
    assert torch.isfinite(x.grad).all()
    ssim = tm.image.StructuralSimilarityIndexMeasure(data_range=1.0)
    image = torch.rand(1, 3, 16, 16)
    assert abs(ssim(image, image).item() - 1) < 1e-4 and tm.text.EditDistance()(["abc"], ["abd"]).item() == 1


@library("captum")
def _captum(torch):
    from captum.attr import DeepLift, GradientShap, IntegratedGradients, LayerGradCam, NeuronConductance, Occlusion, Saliency

    class Net(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.conv, self.relu, self.fc = torch.nn.Conv2d(1, 4, 3, padding=1), torch.nn.ReLU(), torch.nn.Linear(4 * 64, 3)

        def forward(self, x):
            return self.fc(self.relu(self.conv(x)).flatten(1))

    net, x = Net(), torch.randn(2, 1, 8, 8)
    given, gap = IntegratedGradients(net).attribute(x, target=1, return_convergence_delta=True, n_steps=40)
    assert gap.abs().max() < 0.05
    torch.testing.assert_close(given.sum((1, 2, 3)), (net(x) - net(torch.zeros_like(x)))[:, 1], atol=0.05, rtol=0)
    for made in (Saliency(net), DeepLift(net), Occlusion(net), GradientShap(net)):
        extra = {"sliding_window_shapes": (1, 3, 3)} if isinstance(made, Occlusion) else {"baselines": torch.zeros_like(x)} if isinstance(made, (DeepLift, GradientShap)) else {}
        assert made.attribute(x, target=0, **extra).shape == x.shape
    assert LayerGradCam(net, net.conv).attribute(x, target=0).shape == (2, 1, 8, 8)
    assert NeuronConductance(net, net.conv).attribute(x, neuron_selector=(0, 1, 1), target=0).shape == x.shape
    train(net, (x,), squares)
    roundtrip(net, x, fresh=Net)


@library("x-transformers")
def _x_transformers(torch):
    from x_transformers import AutoregressiveWrapper, Decoder, Encoder, TransformerWrapper

    def model():
        layers = Decoder(dim=32, depth=2, heads=2, attn_dim_head=16, rotary_pos_emb=True, use_rmsnorm=True, ff_glu=True, attn_softclamp_logits=True)
        return AutoregressiveWrapper(TransformerWrapper(num_tokens=16, max_seq_len=24, attn_layers=layers))

    net, x = model(), torch.randint(0, 16, (2, 12))
    train(net, (x,), lambda loss: loss)
    net.eval()
    assert net.generate(x[:, :3], 5).shape == (2, 5)
    roundtrip(net.net, x, fresh=lambda: model().net)
    assert Encoder(dim=32, depth=1, heads=2, attn_flash=True)(torch.randn(1, 5, 32)).shape == (1, 5, 32)


@library("openai-whisper", "whisper")
def _whisper(torch):
    import numpy as np
    from whisper.audio import log_mel_spectrogram, pad_or_trim
    from whisper.decoding import DecodingOptions, decode
    from whisper.model import ModelDimensions, Whisper

    sizes = ModelDimensions(80, 1500, 32, 2, 2, 51865, 32, 32, 2, 2)
    net = Whisper(sizes)
    wave = pad_or_trim(torch.from_numpy(np.sin(np.arange(16000) / 20).astype(np.float32)))
    mel = log_mel_spectrogram(wave)
    assert mel.shape == (80, 3000)
    tokens = torch.tensor([[50258, 50259, 50359, 50363]])
    train(net, (mel[None], tokens), lambda logits: torch.nn.functional.cross_entropy(logits[0], tokens[0]), lr=1e-3)
    roundtrip(net, mel[None], tokens, fresh=lambda: Whisper(sizes))
    found = decode(net, mel, DecodingOptions(fp16=False, language="en", sample_len=4))
    assert isinstance(found.text, str)


@library("DeepXDE", "deepxde")
def _deepxde(torch):
    import deepxde as dde
    import numpy as np

    dde.config.set_random_seed(0)
    line = dde.geometry.Interval(-1, 1)
    data = dde.data.PDE(
        line, lambda x, y: -dde.grad.hessian(y, x) - np.pi**2 * torch.sin(np.pi * x), dde.icbc.DirichletBC(line, lambda x: 0, lambda x, on: on), 12, 2,
        solution=lambda x: np.sin(np.pi * x), num_test=20,
    )  # fmt: skip
    model = dde.Model(data, dde.nn.FNN([1, 20, 20, 1], "tanh", "Glorot uniform"))
    model.compile("adam", lr=5e-3, metrics=["l2 relative error"])
    history, _ = model.train(iterations=150, display_every=150, verbose=0)
    assert sum(history.loss_train[-1]) < 0.2 * sum(history.loss_train[0])
    model.compile("L-BFGS")
    dde.optimizers.config.set_LBFGS_options(maxiter=20)
    model.train(display_every=20, verbose=0)
    with tempfile.TemporaryDirectory() as folder:
        path = model.save(os.path.join(folder, "m"))
        before = model.predict(np.linspace(-1, 1, 5)[:, None].astype(np.float32))
        model.restore(path)
    np.testing.assert_allclose(model.predict(np.linspace(-1, 1, 5)[:, None].astype(np.float32)), before)


@library("torchvision")
def _torchvision(torch):
    from torchvision import models, ops, tv_tensors
    from torchvision.models.feature_extraction import create_feature_extractor
    from torchvision.transforms import v2

    net, x = models.mobilenet_v3_small(num_classes=3), torch.rand(2, 3, 64, 64)
    train(net, (x,), lambda out: torch.nn.functional.cross_entropy(out, torch.tensor([0, 2])), lr=1e-3)
    roundtrip(net, x, fresh=lambda: models.mobilenet_v3_small(num_classes=3))
    assert set(create_feature_extractor(models.resnet18().eval(), ["layer1", "layer4"])(x)) == {"layer1", "layer4"}
    detector = models.detection.ssdlite320_mobilenet_v3_large(weights_backbone=None, num_classes=3)
    target = {"boxes": torch.tensor([[5.0, 5.0, 40.0, 40.0]]), "labels": torch.tensor([1])}
    sum(detector([x[0], x[1]], [target, target]).values()).backward()
    assert set(detector.eval()([x[0]])[0]) == {"boxes", "labels", "scores"}
    boxes = tv_tensors.BoundingBoxes([[1, 2, 10, 12]], format="XYXY", canvas_size=(64, 64))
    image, moved = v2.Compose([v2.RandomResizedCrop(32), v2.RandomHorizontalFlip()])(tv_tensors.Image(x[0]), boxes)
    assert image.shape == (3, 32, 32) and moved.canvas_size == (32, 32)
    assert ops.nms(torch.tensor([[0.0, 0, 5, 5], [0, 0, 5, 4.9]]), torch.tensor([0.5, 0.9]), 0.5).tolist() == [1]


@library("timm")
def _timm(torch):
    import timm
    import timm.optim

    for name in ("resnet10t", "vit_tiny_patch16_224", "convnextv2_atto", "efficientnet_lite0", "mobilenetv4_conv_small"):
        options = {"img_size": 64} if name.startswith("vit") else {}

        def make(name=name, options=options):
            return timm.create_model(name, pretrained=False, num_classes=4, **options)

        net, x = make(), torch.randn(2, 3, 64, 64)
        train(net, (x,), lambda out: torch.nn.functional.cross_entropy(out, torch.tensor([1, 3])), lr=1e-3)
        roundtrip(net, x, fresh=make)
    features = timm.create_model("resnet10t", features_only=True)(x)
    assert len(features) == 5
    optimizer = timm.optim.create_optimizer_v2(net, opt="lamb", lr=1e-3)
    net.train()(x).sum().backward()
    optimizer.step()
    from timm.data import create_transform

    assert create_transform(64, is_training=True)


@library("vit-pytorch")
def _vit_pytorch(torch):
    from vit_pytorch import ViT
    from vit_pytorch.cait import CaiT
    from vit_pytorch.simple_vit import SimpleViT

    def make():
        return ViT(image_size=32, patch_size=8, num_classes=4, dim=32, depth=2, heads=2, mlp_dim=64)

    net, x = make(), torch.randn(2, 3, 32, 32)
    train(net, (x,), lambda out: torch.nn.functional.cross_entropy(out, torch.tensor([0, 3])), lr=1e-3)
    roundtrip(net, x, fresh=make)
    assert SimpleViT(image_size=32, patch_size=8, num_classes=4, dim=32, depth=1, heads=2, mlp_dim=64)(x).shape == (2, 4)
    assert CaiT(image_size=32, patch_size=8, num_classes=4, dim=32, depth=1, cls_depth=1, heads=2, mlp_dim=64)(x).shape == (2, 4)


@library("segment-anything")
def _segment_anything(torch):
    import numpy as np
    from segment_anything.modeling import ImageEncoderViT, MaskDecoder, PromptEncoder, Sam, TwoWayTransformer
    from segment_anything.predictor import SamPredictor

    def make():
        encoder = ImageEncoderViT(img_size=64, patch_size=16, embed_dim=32, depth=2, num_heads=2, out_chans=16, window_size=2, global_attn_indexes=(1,), use_rel_pos=True)
        decoder = MaskDecoder(transformer_dim=16, transformer=TwoWayTransformer(2, 16, 2, 32), num_multimask_outputs=3, iou_head_depth=2, iou_head_hidden_dim=16)
        prompts = PromptEncoder(embed_dim=16, image_embedding_size=(4, 4), input_image_size=(64, 64), mask_in_chans=4)
        return Sam(encoder, prompts, decoder)

    net = make()
    predictor = SamPredictor(net.eval())
    predictor.set_image((np.random.default_rng(0).random((48, 64, 3)) * 255).astype(np.uint8))
    masks, scores, _ = predictor.predict(np.array([[20, 20]]), np.array([1]))
    assert masks.shape == (3, 48, 64) and scores.shape == (3,)
    x = torch.randn(1, 3, 64, 64)
    train(net.image_encoder, (x,), squares, lr=1e-3)
    roundtrip(net.image_encoder, x, fresh=lambda: make().image_encoder)


@library("open_clip_torch", "open_clip")
def _open_clip(torch):
    from open_clip.loss import ClipLoss
    from open_clip.model import CLIP

    def make():
        return CLIP(32, {"image_size": 32, "layers": 2, "width": 64, "patch_size": 8, "head_width": 32}, {"context_length": 8, "vocab_size": 50, "width": 32, "heads": 2, "layers": 2})

    net, x, words = make(), torch.randn(3, 3, 32, 32), torch.randint(1, 50, (3, 8))
    train(net, (x, words), lambda out: ClipLoss()(*out), lr=1e-3, steps=4)
    roundtrip(net, x, words, fresh=make)
    import open_clip

    assert "ViT-B-32" in open_clip.list_models() and open_clip.get_tokenizer("ViT-B-32")(["a cat"]).shape == (1, 77)


@library("accelerate")
def _accelerate(torch):
    from accelerate import Accelerator, init_empty_weights
    from torch.utils.data import DataLoader, TensorDataset

    accelerator = Accelerator(cpu=True, gradient_accumulation_steps=2)
    net = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 1))
    optimizer = torch.optim.AdamW(net.parameters(), lr=1e-2)
    x = torch.randn(16, 4)
    loader = DataLoader(TensorDataset(x, x.sum(1, keepdim=True)), batch_size=4, shuffle=True)
    net, optimizer, loader, schedule = accelerator.prepare(net, optimizer, loader, torch.optim.lr_scheduler.StepLR(optimizer, 1, 0.9))
    losses = []
    for _ in range(4):
        for a, b in loader:
            with accelerator.accumulate(net):
                loss = torch.nn.functional.mse_loss(net(a), b)
                accelerator.backward(loss)
                accelerator.clip_grad_norm_(net.parameters(), 1.0)
                optimizer.step()
                schedule.step()
                optimizer.zero_grad()
                losses.append(loss.item())
    assert sum(losses[-4:]) < sum(losses[:4])
    with tempfile.TemporaryDirectory() as folder:
        before = {k: v.clone() for k, v in net.state_dict().items()}
        accelerator.save_state(folder)
        for p in net.parameters():
            p.data.zero_()
        accelerator.load_state(folder)
        assert all(torch.equal(v, net.state_dict()[k]) for k, v in before.items())
    with init_empty_weights():
        assert torch.nn.Linear(10000, 10000).weight.is_meta


@library("gpytorch")
def _gpytorch(torch):
    import gpytorch

    class Model(gpytorch.models.ExactGP):
        def __init__(self, x, y, likelihood):
            super().__init__(x, y, likelihood)
            self.mean_module, self.covar_module = gpytorch.means.ConstantMean(), gpytorch.kernels.ScaleKernel(gpytorch.kernels.RBFKernel())

        def forward(self, x):
            return gpytorch.distributions.MultivariateNormal(self.mean_module(x), self.covar_module(x))

    x = torch.linspace(0, 1, 30)
    y = torch.sin(6 * x) + 0.05 * torch.randn(30)
    likelihood = gpytorch.likelihoods.GaussianLikelihood()
    model = Model(x, y, likelihood)
    model.train(), likelihood.train()
    marginal = gpytorch.mlls.ExactMarginalLogLikelihood(likelihood, model)
    train(model, (x,), lambda out: -marginal(out, y), steps=25, lr=0.1)
    model.eval(), likelihood.eval()
    at = torch.linspace(0, 1, 7)
    with torch.no_grad(), gpytorch.settings.fast_pred_var():
        found = likelihood(model(at))
        assert (found.mean - torch.sin(6 * at)).abs().max() < 0.3 and found.variance.min() > 0
    file = io.BytesIO()
    torch.save(model.state_dict(), file)
    file.seek(0)
    again = Model(x, y, gpytorch.likelihoods.GaussianLikelihood()).eval()
    again.load_state_dict(torch.load(file))
    with torch.no_grad():
        torch.testing.assert_close(again(at).mean, model(at).mean, atol=1e-3, rtol=0)


@library("botorch")
def _botorch(torch):
    from botorch.acquisition import LogExpectedImprovement, qExpectedImprovement
    from botorch.fit import fit_gpytorch_mll
    from botorch.models import SingleTaskGP
    from botorch.optim import optimize_acqf
    from gpytorch.mlls import ExactMarginalLogLikelihood

    torch.manual_seed(0)
    x = torch.rand(8, 2, dtype=torch.double)
    y = 1 - (x - 0.5).norm(dim=-1, keepdim=True)
    model = SingleTaskGP(x, y)
    fit_gpytorch_mll(ExactMarginalLogLikelihood(model.likelihood, model))
    bounds = torch.stack([torch.zeros(2), torch.ones(2)]).double()
    best, value = optimize_acqf(LogExpectedImprovement(model, best_f=y.max()), bounds, q=1, num_restarts=2, raw_samples=16)
    assert best.shape == (1, 2) and torch.isfinite(value) and best.min() >= 0 and best.max() <= 1
    assert torch.isfinite(qExpectedImprovement(model, best_f=y.max())(torch.rand(3, 2, 2, dtype=torch.double))).all()
    again = SingleTaskGP(x, y)
    again.load_state_dict(model.state_dict())
    torch.testing.assert_close(again.posterior(x).mean, model.posterior(x).mean)


@library("pyro-ppl", "pyro")
def _pyro(torch):
    import pyro
    import pyro.distributions as dist
    from pyro.infer import MCMC, NUTS, SVI, Predictive, Trace_ELBO
    from pyro.infer.autoguide import AutoDiagonalNormal

    pyro.set_rng_seed(0)
    pyro.clear_param_store()
    data = torch.randn(40) * 0.5 + 2

    def model(x=None):
        mean = pyro.sample("mean", dist.Normal(0.0, 5.0))
        spread = pyro.sample("spread", dist.LogNormal(0.0, 1.0))
        with pyro.plate("data", 40):
            return pyro.sample("x", dist.Normal(mean, spread), obs=x)

    guide = AutoDiagonalNormal(model)
    svi = SVI(model, guide, pyro.optim.Adam({"lr": 0.1}), Trace_ELBO())
    losses = [svi.step(data) for _ in range(120)]
    assert sum(losses[-10:]) < sum(losses[:10]) and abs(guide.median()["mean"].item() - 2) < 0.4
    assert Predictive(model, guide=guide, num_samples=5)()["x"].shape == (5, 40)
    chain = MCMC(NUTS(model), num_samples=15, warmup_steps=15, disable_progbar=True)
    chain.run(data)
    assert abs(chain.get_samples()["mean"].mean().item() - 2) < 0.5
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "store")
        before = {k: v.clone() for k, v in pyro.get_param_store().items()}
        pyro.get_param_store().save(path)
        pyro.clear_param_store()
        pyro.get_param_store().load(path)
        assert all(torch.equal(pyro.get_param_store()[k], v) for k, v in before.items())


@library("kornia")
def _kornia(torch):
    import kornia
    import kornia.augmentation as K

    x = torch.rand(2, 3, 24, 24, requires_grad=True)
    blurred = kornia.filters.gaussian_blur2d(x, (5, 5), (1.5, 1.5))
    blurred.sum().backward()
    assert torch.isfinite(x.grad).all()
    flow = torch.nn.Sequential(K.ColorJitter(0.1, 0.1, 0.1, 0.1, p=1.0), K.RandomAffine(20.0, p=1.0), K.RandomHorizontalFlip(p=0.5))
    assert flow(x.detach()).shape == x.shape
    assert kornia.color.rgb_to_lab(x.detach()).shape == x.shape and kornia.feature.harris_response(x.detach()[:, :1]).shape == (2, 1, 24, 24)
    matrix = kornia.geometry.get_rotation_matrix2d(torch.tensor([[12.0, 12.0]]), torch.tensor([30.0]), torch.ones(1, 2))
    assert kornia.geometry.warp_affine(x.detach()[:1], matrix, (24, 24)).shape == (1, 3, 24, 24)
    net = torch.nn.Sequential(torch.nn.Conv2d(3, 4, 3), kornia.losses.__dict__.get("Identity", torch.nn.Identity)())
    train(net, (x.detach(),), squares)
    roundtrip(net, x.detach())
    assert torch.isfinite(kornia.losses.ssim_loss(x.detach(), blurred.detach(), 5))


@library("transformers")
def _transformers(torch):
    from transformers import BertConfig, BertForSequenceClassification, GPT2Config, GPT2LMHeadModel, LlamaConfig, LlamaForCausalLM, T5Config, T5ForConditionalGeneration

    words = torch.randint(3, 50, (2, 9))
    small = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64, "vocab_size": 50}
    bert = BertForSequenceClassification(BertConfig(**small, num_labels=3))
    train(bert, (words,), lambda out: torch.nn.functional.cross_entropy(out.logits, torch.tensor([0, 2])), lr=1e-3, steps=5)
    for net in (LlamaForCausalLM(LlamaConfig(**small)), GPT2LMHeadModel(GPT2Config(n_embd=32, n_layer=2, n_head=2, vocab_size=50, n_positions=64))):
        net.train()
        loss = net(words, labels=words).loss
        loss.backward()
        made = net.eval().generate(words, max_new_tokens=4, min_new_tokens=4, do_sample=False, pad_token_id=0)
        assert made.shape == (2, 13) and torch.isfinite(loss)
    t5 = T5ForConditionalGeneration(T5Config(d_model=32, d_kv=16, d_ff=64, num_layers=1, num_heads=2, vocab_size=50, decoder_start_token_id=0))
    t5(input_ids=words, labels=words).loss.backward()
    with tempfile.TemporaryDirectory() as folder:
        bert.eval().save_pretrained(folder)
        again = BertForSequenceClassification.from_pretrained(folder).eval()
    with torch.no_grad():
        torch.testing.assert_close(again(words).logits, bert(words).logits)


@library("lightning")
def _lightning(torch):
    import lightning as L

    class Net(L.LightningModule):
        def __init__(self, width=8):
            super().__init__()
            self.save_hyperparameters()
            self.net = torch.nn.Sequential(torch.nn.Linear(4, width), torch.nn.ReLU(), torch.nn.Linear(width, 1))

        def training_step(self, batch, index):
            x, y = batch
            loss = torch.nn.functional.mse_loss(self.net(x), y)
            self.log("loss", loss)
            return loss

        validation_step = training_step

        def configure_optimizers(self):
            return torch.optim.Adam(self.parameters(), lr=1e-2)

    x = torch.randn(32, 4)
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, x.sum(1, keepdim=True)), batch_size=8)
    with tempfile.TemporaryDirectory() as folder:
        net = Net()
        trainer = L.Trainer(max_epochs=3, accelerator="cpu", default_root_dir=folder, logger=False, enable_progress_bar=False, enable_model_summary=True)
        trainer.fit(net, loader, loader)
        assert trainer.callback_metrics["loss"].item() < 4.0
        path = os.path.join(folder, "last.ckpt")
        trainer.save_checkpoint(path)
        again = Net.load_from_checkpoint(path)
    torch.testing.assert_close(again.net(x), net.net(x))


@library("e3nn")
def _e3nn(torch):
    from e3nn import o3
    from e3nn.nn import BatchNorm, FullyConnectedNet, Gate

    irreps = o3.Irreps("4x0e + 2x1o + 1x2e")
    product = o3.FullyConnectedTensorProduct(irreps, "1x0e + 1x1o", irreps)
    x, y = irreps.randn(5, -1), o3.Irreps("1x0e + 1x1o").randn(5, -1)
    turn = o3.rand_matrix()
    a, b, c = irreps.D_from_matrix(turn), o3.Irreps("1x0e + 1x1o").D_from_matrix(turn), irreps.D_from_matrix(turn)
    torch.testing.assert_close(product(x @ a.T, y @ b.T), product(x, y) @ c.T, atol=1e-4, rtol=1e-3)
    train(product, (x, y), squares)
    roundtrip(product, x, y)
    assert o3.spherical_harmonics([0, 1, 2], torch.randn(3, 3), normalize=True).shape == (3, 9)
    gate = Gate("2x0e", [torch.relu], "1x0e", [torch.sigmoid], "1x1o")
    assert gate(gate.irreps_in.randn(2, -1)).shape == (2, 5) and BatchNorm(irreps)(x).shape == x.shape
    assert FullyConnectedNet([3, 8, 2], torch.relu)(torch.randn(4, 3)).shape == (4, 2)


def run_one(name):
    """Runs one program in this process."""
    import torch

    warnings.simplefilter("ignore")
    torch.manual_seed(0)
    PROGRAMS[name][1](torch)


def run_apart(name):
    """(whether it ran, seconds, what it said) in a process of its own."""
    begin = time.time()
    try:
        done = subprocess.run([sys.executable, __file__, "--one", name], capture_output=True, text=True, timeout=600)
        said = (done.stdout + done.stderr).strip()
        return done.returncode == 0, time.time() - begin, said
    except subprocess.TimeoutExpired:
        return False, time.time() - begin, "took more than 10 minutes"


def table(rows):
    """Puts the rows between the marks of the page."""
    lines = ["| library | version | result | seconds | tried on |", "| --- | --- | --- | --- | --- |"]
    lines += [f"| {name} | {version} | {result} | {seconds:.0f} | {day} |" for name, version, result, seconds, day in rows]
    start, end = "<!-- libraries: written by tests/libraries/smoke.py -->", "<!-- end of libraries -->"
    text = PAGE.read_text()
    PAGE.write_text(re.sub(f"{start}.*{end}", lambda m: "\n".join([start, *lines, end]), text, flags=re.S))


def main(arguments):
    if arguments[:1] == ["--one"]:
        return run_one(arguments[1])
    names = [a for a in arguments if not a.startswith("--")] or [n for n, (m, _) in PROGRAMS.items() if importlib.util.find_spec(m) is not None]
    rows, failed = [], 0
    for name in names:
        good, seconds, said = run_apart(name)
        failed += not good
        last = said.splitlines()[-1][:160] if said else ""
        version = importlib.metadata.version(name)
        rows.append((name, version, "runs" if good else f"fails: {last}", seconds, datetime.date.today().isoformat()))
        print(f"{name} {version}: {'runs' if good else said[-1500:]} ({seconds:.1f} s)", flush=True)
    if "--table" in arguments:
        table(rows)
    print(f"{len(names) - failed} of {len(names)} run, Python {platform.python_version()}")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
