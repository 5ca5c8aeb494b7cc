"""Networks against torchvision's: names, shapes, first weights, logits and gradients, all from the seed."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

import lumbre
from lumbre.vision import models

TESTS = Path(__file__).resolve().parents[1]
SCRIPT = TESTS / "record" / "vision_models.py"
_spec = importlib.util.spec_from_file_location("vision_models", SCRIPT)
known = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(known)
RECORDS = json.loads(known.REFERENCE.read_text())
# One of each family, the smallest; the linear layers of AlexNet and VGG take too long for every day, the script beside the records tries them.
FAMILIES = (
    "convnext_tiny", "densenet121", "efficientnet_b0", "efficientnet_v2_s", "googlenet", "inception_v3", "mnasnet0_5", "mobilenet_v2",
    "mobilenet_v3_small", "regnet_y_400mf", "resnet18", "resnext50_32x4d", "shufflenet_v2_x0_5", "squeezenet1_1", "swin_t", "swin_v2_t",
    "vit_b_32",
)  # fmt: skip
KINDS = {kind: getattr(models, kind) for kind in known.KINDS if kind != "models"}
# Of the other tasks, those that take about two seconds or less.
TASKS = (
    "lraspp_mobilenet_v3_large", "deeplabv3_mobilenet_v3_large", "swin3d_t", "raft_small", "fasterrcnn_mobilenet_v3_large_fpn",
    "ssdlite320_mobilenet_v3_large", "retinanet_resnet50_fpn", "fcos_resnet50_fpn",
)  # fmt: skip
EVERY = [name for kind in (models, *KINDS.values()) for name in models.list_models(kind)]


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.filterwarnings("ignore")
def test_logits_and_gradients_are_torchvision_s(name):
    got = known.classifier(lumbre, models.get_model_builder(name), name)
    assert not known.differences(got, RECORDS[name])


@pytest.mark.parametrize("name", TASKS)
@pytest.mark.filterwarnings("ignore")
def test_networks_of_other_tasks_are_torchvision_s(name):
    kind = next(k for k, module in KINDS.items() if name in models.list_models(module))
    got = known.KINDS[kind](lumbre, models.get_model_builder(name), name)
    assert not known.differences(got, RECORDS[name])


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.filterwarnings("ignore")
def test_parameters_have_torchvision_s_names_and_shapes(name):
    assert known.state(lumbre, models.get_model_builder(name)) == RECORDS["states"][name]


def test_list_has_torchvision_s_classifiers():
    assert set(RECORDS["states"]) == set(models.list_models()) == set(EVERY)
    assert models.list_models(models, include="resnet*", exclude=["*101", "*152"]) == ["resnet18", "resnet34", "resnet50"]


def test_masks_and_points_are_found_in_pictures():
    from lumbre.vision.models.detection import KeypointRCNN, MaskRCNN, keypoint_rcnn, mask_rcnn, roi_heads
    from lumbre.vision.models.detection.anchor_utils import AnchorGenerator
    from lumbre.vision.models.detection.faster_rcnn import FastRCNNPredictor

    lumbre.manual_seed(0)
    masks = {"mask_head": mask_rcnn.MaskRCNNHeads(8, (8,), 1), "mask_predictor": mask_rcnn.MaskRCNNPredictor(8, 8, 2)}
    points = {"keypoint_head": keypoint_rcnn.KeypointRCNNHeads(8, (8,)), "keypoint_predictor": keypoint_rcnn.KeypointRCNNPredictor(8, 17)}
    image = lumbre.rand(3, 40, 60)
    target = {"boxes": lumbre.tensor([[4.0, 6.0, 30.0, 38.0]]), "labels": lumbre.tensor([1])}
    small = {"min_size": 48, "max_size": 64, "box_score_thresh": 0.0, "box_detections_per_img": 3, "num_classes": 2}
    for kind, name, true, shape, heads in (
        (MaskRCNN, "masks", lumbre.ones(1, 40, 60, dtype=lumbre.uint8), (3, 1, 40, 60), masks),
        (KeypointRCNN, "keypoints", lumbre.tensor([[[10.0, 12.0, 1.0]] * 17]), (3, 17, 3), points),
    ):
        backbone = lumbre.nn.Conv2d(3, 8, 8, stride=8)
        backbone.out_channels = 8
        if kind is MaskRCNN:
            heads = {"mask_predictor": heads["mask_predictor"], "mask_head": heads["mask_head"], "box_predictor": FastRCNNPredictor(1024, 2)}
            small["num_classes"] = None
        model = kind(backbone, rpn_anchor_generator=AnchorGenerator(((16, 32),), ((0.5, 1.0, 2.0),)), **small, **heads)
        small["num_classes"] = 2
        losses = model([image], [{**target, name: true}])
        assert f"loss_{name.removesuffix('s')}" in losses and all(loss.isfinite() for loss in losses.values())
        sum(losses.values()).backward()
        found = model.eval()([image])[0]
        assert found[name].shape == shape and found["boxes"].shape == (3, 4)
        with pytest.raises(AssertionError, match="targets should not be none"):
            model.train()([image])
        with pytest.raises(AssertionError, match="positive height"):
            model([image], [{**target, name: true, "boxes": lumbre.tensor([[4.0, 6.0, 4.0, 38.0]])}])
    mask = roi_heads.paste_masks_in_image(lumbre.ones(1, 1, 4, 4), lumbre.tensor([[10.0, 5.0, 20.0, 25.0]]), (40, 60))[0, 0]
    assert mask[8:23, 12:19].min() > 0.99 and mask[6:24, 11:19].min() > 0.7 and mask[:3].sum() == mask[:, 25:].sum() == 0


def test_weights_of_other_tasks_say_what_they_take():
    enum = models.segmentation.FCN_ResNet50_Weights
    assert len(enum.DEFAULT.meta["categories"]) == 21 and enum.DEFAULT.url.endswith("fcn_resnet50_coco-1167a1af.pth")
    assert enum.DEFAULT.transforms()(lumbre.zeros(3, 60, 80, dtype=lumbre.uint8)).shape == (3, 520, 693)
    assert models.video.R3D_18_Weights.DEFAULT.transforms()(lumbre.zeros(2, 5, 3, 130, 180, dtype=lumbre.uint8)).shape == (2, 3, 5, 112, 112)
    one, two = models.optical_flow.Raft_Small_Weights.DEFAULT.transforms()(*lumbre.zeros(2, 3, 16, 16, dtype=lumbre.uint8))
    assert (one == -1).all() and two.shape == (3, 16, 16)
    with pytest.raises(ValueError, match="expected value 21"):
        models.segmentation.fcn_resnet50(weights="DEFAULT", num_classes=2)
    with pytest.raises(ValueError, match="divisible by 8"):
        models.optical_flow.raft_small()(lumbre.zeros(1, 3, 130, 128), lumbre.zeros(1, 3, 130, 128))


def test_weights_say_where_they_are_and_what_they_take():
    enum = models.get_model_weights("resnet50")
    assert enum is models.ResNet50_Weights and enum.DEFAULT is enum.IMAGENET1K_V2 and enum.verify("DEFAULT") is enum.DEFAULT
    assert enum.IMAGENET1K_V1.url.endswith("resnet50-0676ba61.pth") and len(enum.DEFAULT.meta["categories"]) == 1000
    assert models.get_weight("ResNet50_Weights.IMAGENET1K_V1") is enum.IMAGENET1K_V1
    x = enum.DEFAULT.transforms()(lumbre.zeros(3, 300, 280, dtype=lumbre.uint8))
    assert x.shape == (3, 224, 224) and x.dtype == lumbre.float32
    with pytest.raises(TypeError, match="Invalid Weight class"):
        models.resnet50(weights=models.ResNet18_Weights.DEFAULT)
    with pytest.raises(ValueError, match="expected value 1000"):
        models.resnet50(weights="DEFAULT", num_classes=3)


def test_weights_are_loaded_strictly_from_the_cache(tmp_path, monkeypatch):
    monkeypatch.setattr(lumbre.hub, "_hub_dir", str(tmp_path))
    lumbre.manual_seed(1)
    trained = models.squeezenet1_1()
    (tmp_path / "checkpoints").mkdir()
    path = tmp_path / "checkpoints" / models.SqueezeNet1_1_Weights.DEFAULT.url.rpartition("/")[2]
    lumbre.save(trained.state_dict(), path)
    model = models.squeezenet1_1(weights="DEFAULT")
    assert all(bool((a == b).all()) for a, b in zip(model.parameters(), trained.parameters()))
    with pytest.warns(UserWarning, match="deprecated"):
        models.squeezenet1_1(pretrained=True)
    lumbre.save(models.squeezenet1_0().state_dict(), path)
    with pytest.raises(RuntimeError, match="size mismatch|Missing key"):
        models.squeezenet1_1(weights="DEFAULT")


def test_old_files_of_densenet_load():
    lumbre.manual_seed(0)
    model = models.DenseNet(growth_rate=4, block_config=(1, 1), num_init_features=8, num_classes=2)
    old = {k.replace("norm1", "norm.1").replace("conv1", "conv.1").replace("norm2", "norm.2").replace("conv2", "conv.2"): v for k, v in model.state_dict().items()}
    assert old.keys() != model.state_dict().keys()
    model.load_state_dict(old)


@pytest.mark.parametrize("name", ["shufflenet_v2_x0_5", "mobilenet_v3_small", "squeezenet1_1"])
@pytest.mark.parametrize("how", ["trace", "script"])
def test_programs_of_networks_are_saved_and_loaded(name, how, tmp_path):
    lumbre.manual_seed(0)
    model, x = models.get_model(name, num_classes=3).eval(), lumbre.rand(1, 3, 40, 40)
    program = lumbre.jit.trace(model, x) if how == "trace" else lumbre.jit.script(model)
    lumbre.jit.save(program, tmp_path / "net.pt")
    lumbre.testing.assert_close(lumbre.jit.load(tmp_path / "net.pt")(x), model(x))


def test_training_with_auxiliary_classifiers():
    model = models.googlenet(init_weights=False, num_classes=3)
    out = model(lumbre.rand(2, 3, 64, 64))
    assert type(out).__name__ == "GoogLeNetOutputs" and out.aux_logits1.shape == (2, 3)


@pytest.mark.skipif(importlib.util.find_spec("torchvision") is None, reason="torchvision is not installed")
@pytest.mark.parametrize("name", ["resnet18", "lraspp_mobilenet_v3_large", "ssdlite320_mobilenet_v3_large"])
def test_the_real_torchvision_runs_on_lumbre(name):
    done = subprocess.run([sys.executable, "-m", "lumbre", "run", str(SCRIPT), "check", name], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
