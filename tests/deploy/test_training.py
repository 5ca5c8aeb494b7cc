"""A training step that Python saved, run by a Rust program: the same losses, and weights that Python reads back."""

import copy

import lumbre as torch
import numpy as np
from deploy import built
from lumbre import nn
from lumbre.utils import safetensors

BATCH, EPOCHS = 64, 3


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        # No bias before the normalization: its gradient would be rounding errors, which Adam makes steps of full size of.
        self.features = nn.Sequential(nn.Conv2d(1, 4, 3, padding=1, bias=False), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2))
        self.classifier = nn.Linear(4 * 4 * 4, 10)

    def forward(self, x):
        return self.classifier(self.features(x).flatten(1))


def step_of(model, optimizer):
    def step(images, labels):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        return loss

    return step


def test_rust_trains_from_a_file(tmp_path):
    torch.manual_seed(0)
    # The last batch is a smaller one.
    images, labels = torch.randn(3 * BATCH + 5, 1, 8, 8), torch.randint(0, 10, (3 * BATCH + 5,))
    safetensors.save_file({"images": images, "labels": labels}, str(tmp_path / "digits.safetensors"))
    model = Network()
    twin = copy.deepcopy(model)
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
    state = {"model": model, "optimizer": optimizer}
    torch.jit.trace(step_of(model, optimizer), (images[:BATCH], labels[:BATCH]), state=state).save(str(tmp_path / "step.lmb"))

    step, want = step_of(twin, torch.optim.Adam(twin.parameters(), lr=3e-3)), []
    for _ in range(EPOCHS):
        total = 0.0
        for start in range(0, len(labels), BATCH):
            part = slice(start, start + BATCH)
            total += step(images[part], labels[part]).item() * len(labels[part])
        want.append(total / len(labels))
    out = built.run(built.target("examples/train_program"), tmp_path / "step.lmb", tmp_path / "digits.safetensors", EPOCHS, tmp_path / "out.lmb").stdout
    got = [float(line.rpartition(" ")[2]) for line in out.splitlines()]
    np.testing.assert_allclose(got, want, rtol=1e-4)

    trained = torch.jit.load(str(tmp_path / "out.lmb"))
    for (name, a), b in zip(twin.state_dict().items(), trained.model.state_dict().values()):
        np.testing.assert_allclose(b.numpy(), a.numpy(), rtol=1e-3, atol=1e-4, err_msg=name)


def test_wrong_files_are_named(tmp_path):
    (tmp_path / "bad.lmb").write_bytes(b"no zip")
    said = built.run(built.target("examples/train_program"), tmp_path / "bad.lmb", tmp_path / "digits.safetensors", 1, status=1).stderr
    assert "bad.lmb" in said
