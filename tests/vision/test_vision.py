"""Files, data sets, pictures, types and the name `torchvision`."""

import gzip
import hashlib
import importlib.util
import pickle
import struct
import subprocess
import sys

import numpy as np
import pytest

import lumbre
from lumbre.vision import datasets, io, ops, tv_tensors, utils
from lumbre.vision import transforms as T
from lumbre.vision.transforms import v2

Image = pytest.importorskip("PIL.Image")
PIXELS = (np.arange(3 * 8 * 10).reshape(3, 8, 10) % 256).astype(np.uint8)


def picture():
    return lumbre.from_numpy(PIXELS.copy())


def test_png_keeps_every_byte(tmp_path):
    io.write_png(picture(), str(tmp_path / "a.png"))
    assert io.read_image(str(tmp_path / "a.png")).tolist() == PIXELS.tolist()
    gray = io.read_image(str(tmp_path / "a.png"), io.ImageReadMode.GRAY)
    assert gray.shape == (1, 8, 10)
    assert io.decode_png(io.encode_png(picture()[:1])).tolist() == PIXELS[:1].tolist()
    with pytest.raises(RuntimeError, match="uint8"):
        io.encode_png(picture().float())


def test_jpeg_is_close_and_pillow_reads_it(tmp_path):
    smooth = lumbre.linspace(0, 255, 32).repeat(3, 16, 1).to(lumbre.uint8)
    io.write_jpeg(smooth, str(tmp_path / "a.jpg"), quality=95)
    assert Image.open(tmp_path / "a.jpg").size == (32, 16)
    back = io.decode_jpeg(io.read_file(str(tmp_path / "a.jpg")))
    assert float((back.float() - smooth.float()).abs().max()) <= 4
    with pytest.raises(Exception, match="cannot identify"):
        io.decode_png(io.read_file(str(tmp_path / "a.jpg")))


def test_saved_grid_is_what_was_drawn(tmp_path):
    x = lumbre.rand(3, 3, 4, 5)
    utils.save_image(x, tmp_path / "g.png", nrow=2)
    want = (utils.make_grid(x, nrow=2) * 255 + 0.5).clamp(0, 255).to(lumbre.uint8)
    assert io.read_image(str(tmp_path / "g.png")).tolist() == want.tolist()


def mnist(folder, n=5):
    """A data set of n small images in MNIST's format."""
    raw = folder / "MNIST" / "raw"
    raw.mkdir(parents=True)
    images = np.arange(n * 28 * 28, dtype=np.int64).astype(np.uint8)
    for kind in ("train", "t10k"):
        (raw / f"{kind}-images-idx3-ubyte").write_bytes(struct.pack(">4B3I", 0, 0, 8, 3, n, 28, 28) + images.tobytes())
        (raw / f"{kind}-labels-idx1-ubyte").write_bytes(struct.pack(">4BI", 0, 0, 8, 1, n) + bytes(range(n)))
    return images.reshape(n, 28, 28)


def test_mnist_is_read_from_its_files(tmp_path):
    images = mnist(tmp_path)
    data = datasets.MNIST(str(tmp_path), transform=T.ToTensor(), target_transform=lambda t: t * 10)
    x, y = data[3]
    assert len(data) == 5 and y == 30 and x.shape == (1, 28, 28) and data.classes[3] == "3 - three"
    np.testing.assert_allclose(x[0].numpy(), images[3] / 255, rtol=1e-6)
    assert "Split: Train" in repr(data)
    with pytest.raises(RuntimeError, match="not found"):
        datasets.FashionMNIST(str(tmp_path))
    (tmp_path / "MNIST/raw/train-labels-idx1-ubyte").write_bytes(b"nonsense")
    with pytest.raises(ValueError, match="MNIST's format"):
        datasets.MNIST(str(tmp_path))


def test_mnist_downloads_what_its_checksum_allows(tmp_path, monkeypatch):
    mnist(tmp_path / "there")
    served = tmp_path / "served"
    served.mkdir()
    resources = []
    for file in (tmp_path / "there/MNIST/raw").iterdir():
        data = gzip.compress(file.read_bytes())
        (served / f"{file.name}.gz").write_bytes(data)
        resources.append((f"{file.name}.gz", hashlib.md5(data).hexdigest()))
    monkeypatch.setattr(datasets.MNIST, "mirrors", [served.as_uri() + "/"])
    monkeypatch.setattr(datasets.MNIST, "resources", resources)
    assert len(datasets.MNIST(str(tmp_path / "new"), train=False, download=True)) == 5
    monkeypatch.setattr(datasets.MNIST, "resources", [(name, "0" * 32) for name, _ in resources])
    with pytest.raises(RuntimeError, match="Error downloading"):
        datasets.MNIST(str(tmp_path / "other"), download=True)


def test_cifar_is_read_from_pickles_with_the_right_checksum(tmp_path, monkeypatch):
    folder = tmp_path / "cifar-10-batches-py"
    folder.mkdir()

    def write(name, content):
        data = pickle.dumps(content)
        (folder / name).write_bytes(data)
        return [name, hashlib.md5(data).hexdigest()]

    rows = np.arange(2 * 3072, dtype=np.int64).astype(np.uint8).reshape(2, 3072)
    batch = write("data_batch_1", {"data": rows, "labels": [4, 7]})
    test = write("test_batch", {"data": rows[:1], "labels": [1]})
    name, md5 = write("batches.meta", {"label_names": [str(i) for i in range(10)]})
    monkeypatch.setattr(datasets.CIFAR10, "train_list", [batch])
    monkeypatch.setattr(datasets.CIFAR10, "test_list", [test])
    monkeypatch.setattr(datasets.CIFAR10, "meta", {"filename": name, "key": "label_names", "md5": md5})
    data = datasets.CIFAR10(str(tmp_path))
    assert [t for _, t in data] == [4, 7] and data.class_to_idx["7"] == 7
    np.testing.assert_array_equal(np.asarray(data[1][0]).transpose(2, 0, 1), rows[1].reshape(3, 32, 32))
    (folder / "test_batch").write_bytes(b"changed")
    with pytest.raises(RuntimeError, match="corrupted"):
        datasets.CIFAR10(str(tmp_path))


def test_folders_are_classes(tmp_path):
    for name in ("dog", "cat"):
        (tmp_path / name / "more").mkdir(parents=True)
        Image.new("RGB", (4, 5), name == "dog" and "red" or "blue").save(tmp_path / name / "more" / "1.png")
        (tmp_path / name / "notes.txt").write_text("no picture")
    data = datasets.ImageFolder(str(tmp_path), transform=T.PILToTensor())
    assert data.classes == ["cat", "dog"] and data.targets == [0, 1] and data[1][0][:, 0, 0].tolist() == [255, 0, 0]
    (tmp_path / "bird").mkdir()
    with pytest.raises(FileNotFoundError, match="bird"):
        datasets.ImageFolder(str(tmp_path))
    assert len(datasets.ImageFolder(str(tmp_path), allow_empty=True)) == 2


def test_fake_data_is_the_same_for_the_same_index():
    lumbre.manual_seed(5)
    data = datasets.FakeData(3, (3, 6, 6), transform=T.ToTensor())
    before = lumbre.get_rng_state()
    (a, s), (b, t) = data[1], data[1]
    assert s == t and bool((a == b).all()) and bool((before == lumbre.get_rng_state()).all())
    with pytest.raises(IndexError):
        data[3]


def test_types_survive_what_keeps_them():
    boxes = tv_tensors.BoundingBoxes([[1, 2, 3, 4]], format="XYWH", canvas_size=(10, 12))
    assert type(boxes + 1) is lumbre.Tensor and type(boxes.clone()) is tv_tensors.BoundingBoxes
    assert boxes.to(lumbre.float64).canvas_size == (10, 12) and boxes.clone().format is tv_tensors.BoundingBoxFormat.XYWH
    with tv_tensors.set_return_type("TVTensor"):
        assert type(boxes * 2) is tv_tensors.BoundingBoxes
    assert "canvas_size=(10, 12)" in repr(boxes)
    again = pickle.loads(pickle.dumps(boxes))
    assert type(again) is tv_tensors.BoundingBoxes and again.canvas_size == (10, 12)


def test_a_sample_is_changed_as_a_whole():
    lumbre.manual_seed(0)
    sample = {
        "image": tv_tensors.Image(picture()), "target": {"boxes": tv_tensors.BoundingBoxes([[1.0, 2.0, 5.0, 6.0]], format="XYXY", canvas_size=(8, 10))},
        "labels": lumbre.tensor([3]), "name": "a",
    }  # fmt: skip
    out = v2.Compose([v2.RandomHorizontalFlip(1.0), v2.SanitizeBoundingBoxes()])(sample)
    assert out["target"]["boxes"].tolist() == [[5.0, 2.0, 9.0, 6.0]] and out["name"] == "a" and out["labels"].tolist() == [3]
    assert out["image"].tolist() == PIXELS[:, :, ::-1].tolist() and isinstance(out["image"], tv_tensors.Image)
    small = tv_tensors.BoundingBoxes([[1.0, 1.0, 1.5, 9.0], [0.0, 0.0, 5.0, 5.0]], format="XYXY", canvas_size=(8, 10))
    kept = v2.SanitizeBoundingBoxes()({"boxes": small, "labels": lumbre.tensor([1, 2])})
    assert kept["labels"].tolist() == [2] and kept["boxes"].shape == (1, 4)


def test_layers_of_ops():
    lumbre.manual_seed(0)
    frozen = ops.FrozenBatchNorm2d(3)
    norm = lumbre.nn.BatchNorm2d(3).eval()
    norm.running_mean.normal_()
    norm.running_var.uniform_(0.5, 2)
    frozen.load_state_dict(norm.state_dict())
    x = lumbre.randn(2, 3, 4, 4)
    np.testing.assert_allclose(frozen(x).numpy(), norm(x).detach().numpy(), atol=1e-5)
    assert not list(frozen.parameters())
    pyramid = ops.FeaturePyramidNetwork([4, 8], 5, ops.LastLevelMaxPool() if hasattr(ops, "LastLevelMaxPool") else None)
    out = pyramid({"a": lumbre.rand(1, 4, 8, 8), "b": lumbre.rand(1, 8, 4, 4)})
    assert [(k, tuple(v.shape)) for k, v in out.items()] == [("a", (1, 5, 8, 8)), ("b", (1, 5, 4, 4)), ("pool", (1, 5, 2, 2))]
    pooled = ops.MultiScaleRoIAlign(["a", "b"], 2, 2)(out, [lumbre.tensor([[0.0, 0.0, 30.0, 20.0], [0.0, 0.0, 4.0, 4.0]])], [(32, 32)])
    assert pooled.shape == (2, 5, 2, 2)
    with pytest.raises(NotImplementedError, match="rotated"):
        ops.box_iou(lumbre.zeros(1, 5), lumbre.zeros(1, 5), fmt="cxcywhr")


@pytest.mark.parametrize("transform", [T.RandomCrop(30), T.Normalize([0.0], [0.0]), T.RandomErasing(1.0, value=[1.0, 2.0])])
def test_bad_images_are_refused(transform):
    with pytest.raises((TypeError, ValueError)):
        transform(lumbre.rand(3, 8, 8))


def test_arguments_are_checked():
    for make in (lambda: T.Resize(2.5), lambda: T.RandomCrop([1, 2, 3]), lambda: T.ColorJitter(-1), lambda: v2.MixUp(num_classes=3)(lumbre.rand(2, 3, 4, 4), 5)):
        with pytest.raises((TypeError, ValueError)):
            make()


def test_importing_lumbre_leaves_vision_alone_and_run_gives_torchvision(tmp_path):
    code = "import sys, lumbre; assert 'lumbre.vision' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
    program = (
        "import torchvision, importlib.metadata as m\nfrom torchvision.transforms import v2\nfrom torchvision.models.resnet import BasicBlock\n"
        "import torch; print(v2.Resize(4)(torch.zeros(3, 8, 8)).shape, m.version('torchvision') == torchvision.__version__)\n"
    )
    # A real torchvision, where it is installed, goes before the shim; it is tried in test_models.
    if importlib.util.find_spec("torchvision") is None:
        done = subprocess.run([sys.executable, "-m", "lumbre", "run", "-c", program], capture_output=True, text=True, cwd=tmp_path)
        assert done.returncode == 0 and done.stdout == "torch.Size([3, 4, 4]) True\n", done.stderr
