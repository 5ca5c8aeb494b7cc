"""Calls of torchvision that are tried on both sides: `tests/record/vision.py` records the answers, `test_reference.py` compares."""

import random

import numpy as np

rng = np.random.default_rng(5)
# Smooth, so that a difference of a tenth of a pixel stays small.
Y, X = np.mgrid[0:20, 0:24]
PIXELS = np.stack([127 + 120 * np.sin(X / 5 + Y / 9), 127 + 100 * np.cos(X / 7 - Y / 4), 255 * (X + Y) / 42]).astype(np.uint8)
BOXES = np.array([[2.0, 3.0, 12.0, 9.0], [0.0, 0.0, 24.0, 20.0], [10.5, 5.5, 15.0, 16.25]], np.float32)
OTHERS = BOXES + np.array([[1.0, 2.0, 3.0, -1.0]], np.float32)
NUMBERS = {
    "bytes": PIXELS,
    "floats": (PIXELS / 255).astype(np.float32),
    "gray": PIXELS[:1],
    "batch": np.stack([PIXELS, PIXELS[:, ::-1, ::-1].copy()]),
    "noise": rng.random((3, 20, 24), dtype=np.float32),
    "matrix": rng.standard_normal((12, 12)).astype(np.float32),
    "vector": rng.standard_normal(12).astype(np.float32),
    "small": rng.random((3, 2, 2), dtype=np.float32),
    "boxes": BOXES,
    "others": OTHERS,
    "scores": np.array([0.5, 0.9, 0.7], np.float32),
    "classes": np.array([0, 1, 0]),
    "masks": np.stack([PIXELS[0] > 150, PIXELS[1] > 150]),
    "points": np.array([[[2.0, 3.0], [10.0, 12.0]], [[20.0, 4.0], [8.0, 8.0]]], np.float32),
    "flow": rng.standard_normal((2, 5, 6)).astype(np.float32),
    "labels": np.array([1, 3]),
    "logits": rng.standard_normal((4, 3)).astype(np.float32),
    "targets": (rng.random((4, 3)) > 0.5).astype(np.float32),
    "features": rng.standard_normal((1, 8, 6, 6)).astype(np.float32),
    "rois": np.array([[0, 1.25, 2, 5.5, 6], [0, 0, 0, 4, 4.5]], np.float32),
    "offset": 0.3 * rng.standard_normal((1, 18, 6, 6)).astype(np.float32),
    "weight": rng.standard_normal((4, 8, 3, 3)).astype(np.float32),
}
IMAGES = ("bytes", "floats", "pil")


def case(path, inputs, *args, **kw):
    return path, (inputs,) if isinstance(inputs, str) else inputs, args, kw


def each(path, kinds, *args, **kw):
    """One call for each kind of image."""
    return [case(path, kind, *args, **kw) for kind in kinds]


def both(name, kinds, *args, **kw):
    """A transform in both versions."""
    return each("transforms." + name, kinds, *args, **kw) + each("transforms.v2." + name, kinds, *args, **kw)


F, F2, V2 = "transforms.functional.", "transforms.v2.functional.", "transforms.v2."
T = ("bytes", "floats")
CASES = [
    *each("transforms.ToTensor", ["pil", "pil-L", "pil-1", "pil-I"]), *each("transforms.PILToTensor", ["pil", "pil-L"]),
    *each("transforms.ToPILImage", T), case("transforms.ToPILImage", "gray", mode="L"),
    case(F + "convert_image_dtype", "bytes"), case(F + "to_tensor", "pil"),
    *both("Normalize", ["floats"], [0.4, 0.5, 0.6], [0.2, 0.3, 0.4]),
    *both("Resize", IMAGES, 10), *both("Resize", IMAGES, [13, 30], antialias=False), *both("Resize", T, 12, max_size=13),
    *each("transforms.Resize", ["floats", "pil"], [9, 11], 3), *each("transforms.Resize", IMAGES, [9, 11], 0),
    *both("CenterCrop", IMAGES, [10, 30]), *both("Pad", IMAGES, [1, 2, 3, 4], 7), *both("Pad", IMAGES, 3, padding_mode="reflect"),
    *each("transforms.Pad", IMAGES, [2, 5], padding_mode="edge"), *each("transforms.Pad", IMAGES, 4, padding_mode="symmetric"),
    *both("RandomCrop", IMAGES, [12, 10]), *both("RandomCrop", IMAGES, [30, 22], padding=2, pad_if_needed=True),
    *both("RandomResizedCrop", IMAGES, [8, 9]), *both("RandomHorizontalFlip", IMAGES, p=0.9), *both("RandomVerticalFlip", IMAGES, p=0.9),
    *both("ColorJitter", IMAGES, 0.4, 0.4, 0.4, 0.2), *both("Grayscale", IMAGES, 3), *both("RandomGrayscale", IMAGES, p=0.99),
    *both("RandomRotation", IMAGES, 40), *both("RandomRotation", ["floats", "pil"], [10, 30], 2, expand=True, fill=0.5),
    *both("RandomAffine", IMAGES, 20, (0.1, 0.2), (0.8, 1.2), (-5, 5, -3, 3), fill=3),
    *both("RandomAffine", ["floats"], 20, scale=(0.5, 0.8), interpolation=2, center=[3, 4]),
    *both("RandomPerspective", IMAGES, 0.4, p=0.99), *both("GaussianBlur", IMAGES, [5, 3], (0.5, 2.0)),
    *both("RandomErasing", ["floats"], p=0.99), *both("RandomErasing", ["floats"], p=0.99, value="random"),
    *both("RandomInvert", IMAGES, p=0.99), *both("RandomPosterize", ["bytes", "pil"], 3, p=0.99), *both("RandomSolarize", ["bytes", "pil"], 128, p=0.99),
    *both("RandomAdjustSharpness", IMAGES, 2.5, p=0.99), *both("RandomAutocontrast", IMAGES, p=0.99), *both("RandomEqualize", ["bytes", "pil"], p=0.99),
    *both("ElasticTransform", ["floats"], 20.0, 3.0), *both("LinearTransformation", ["small"], "matrix", "vector"),
    *both("AutoAugment", ["bytes", "pil"]), *both("RandAugment", ["bytes", "pil"], 3), *both("TrivialAugmentWide", ["bytes", "pil"]),
    *both("AugMix", ["bytes", "pil"]), *each("transforms.FiveCrop", IMAGES, [8, 6]), *each(V2 + "TenCrop", IMAGES, 8, True),
    case(F + "adjust_gamma", "floats", 1.7, 0.9), case(F + "adjust_gamma", "pil", 0.6), case(F + "affine", "floats", 30, [2, 1], 1.2, [3, 4]),
    *each(F2 + "to_image", ["pil", "bytes"]), case(V2 + "RandomPhotometricDistort", "bytes", p=0.8), case(V2 + "RandomChannelPermutation", "bytes"),
    case(V2 + "MixUp", ("batch-floats", "labels"), num_classes=5), case(V2 + "CutMix", ("batch-floats", "labels"), num_classes=5),
    case(V2 + "RandomZoomOut", "bytes", 9, p=0.99), case(V2 + "ScaleJitter", "floats", (30, 30)), case(V2 + "RandomShortestSize", "floats", [8, 12, 16]),
    case(V2 + "RandomResize", "floats", 8, 16), case(V2 + "GaussianNoise", "floats"), case(V2 + "JPEG", "pil", 80),
    *(case(V2 + name, ("image", kind), *args, **kw) for kind in ("bbox-XYXY", "bbox-CXCYWH", "mask", "keypoints") for name, args, kw in (
        ("RandomHorizontalFlip", (), {"p": 0.99}), ("RandomVerticalFlip", (), {"p": 0.99}), ("Resize", ([9, 30],), {}), ("RandomCrop", ([12, 13],), {}),
        ("CenterCrop", ([12, 30],), {}), ("Pad", ([1, 2, 3, 4],), {}), ("RandomRotation", (40,), {}), ("RandomRotation", (40,), {"expand": True}),
        ("RandomAffine", (20, (0.1, 0.2), (0.8, 1.2), (-5, 5)), {}), ("RandomPerspective", (0.3, 0.99), {}), ("RandomResizedCrop", ([8, 9],), {}),
        ("ElasticTransform", (8.0, 3.0), {}),
    )),
    *(case(V2 + "RandomIoUCrop", ("image", "bbox-XYXY")) for _ in range(2)),
    *(case("ops." + name, ("boxes", "others")) for name in (
        "box_iou", "generalized_box_iou", "distance_box_iou", "complete_box_iou", "generalized_box_iou_loss", "distance_box_iou_loss",
        "complete_box_iou_loss",
    )),
    case("ops.nms", ("boxes", "scores"), 0.2), case("ops.batched_nms", ("boxes", "scores", "classes"), 0.1), case("ops.box_area", "boxes"),
    *(case("ops.box_convert", "boxes", a, b) for a in ("xyxy", "xywh", "cxcywh") for b in ("xyxy", "xywh", "cxcywh") if a != b),
    case("ops.masks_to_boxes", "masks"), case("ops.clip_boxes_to_image", "others", (15, 12)), case("ops.remove_small_boxes", "boxes", 7.0),
    case("ops.sigmoid_focal_loss", ("logits", "targets")), case("ops.sigmoid_focal_loss", ("logits", "targets"), -1, 1.5, "mean"),
    case("ops.roi_align", ("features", "rois"), (3, 2), 0.8, 2, True), case("ops.roi_pool", ("features", "rois"), 2, 0.8),
    case("ops.ps_roi_align", ("features", "rois"), 2, 0.8, 2), case("ops.ps_roi_pool", ("features", "rois"), 2, 0.8),
    case("ops.deform_conv2d", ("features", "offset", "weight"), padding=1), case("ops.stochastic_depth", "logits", 0.4, "row"),
    case("ops.drop_block2d", "features", 0.3, 3),
    case("utils.make_grid", "batch", nrow=1, padding=3, pad_value=9), case("utils.make_grid", "batch-floats", normalize=True, scale_each=True),
    case("utils.draw_bounding_boxes", ("bytes", "boxes"), colors="red", width=2), case("utils.draw_bounding_boxes", ("floats", "boxes"), fill=True),
    case("utils.draw_segmentation_masks", ("bytes", "masks"), alpha=0.5), case("utils.draw_segmentation_masks", ("floats", "masks"), colors=["red", "#00ff00"]),
    case("utils.draw_keypoints", ("bytes", "points"), connectivity=[(0, 1)], colors="blue"), case("utils.flow_to_image", "flow"),
]  # fmt: skip


def make(torch, vision, name):
    """An input by its name."""
    kind, _, form = name.partition("-")
    if kind == "pil":
        from PIL import Image

        picture = Image.fromarray(np.ascontiguousarray(PIXELS.transpose(1, 2, 0)))
        return picture.convert(form) if form else picture
    if form == "floats":
        return torch.from_numpy(NUMBERS[kind] / 255.0).float()
    if kind in NUMBERS:
        return torch.from_numpy(np.ascontiguousarray(NUMBERS[kind]))
    known, size = vision.tv_tensors, (20, 24)
    if kind == "image":
        return known.Image(torch.from_numpy(PIXELS.copy()))
    if kind == "mask":
        return known.Mask(torch.from_numpy(NUMBERS["masks"].astype(np.uint8)))
    if kind == "keypoints":
        return known.KeyPoints(torch.from_numpy(NUMBERS["points"].copy()), canvas_size=size)
    boxes = vision.ops.box_convert(torch.from_numpy(BOXES.copy()), "xyxy", form.lower())
    return known.BoundingBoxes(boxes, format=form, canvas_size=size)


def flat(out):
    """The arrays in an answer."""
    if isinstance(out, (tuple, list)):
        return [a for o in out for a in flat(o)]
    return [np.asarray(out.detach() if hasattr(out, "detach") else out)]


def summary(x):
    """Shape, type, mean and some values of an array."""
    numbers = x.reshape(-1).astype(np.float64)
    at = np.linspace(0, max(numbers.size - 1, 0), min(14, numbers.size)).astype(int)
    mean = float(f"{numbers.mean():.6g}") if numbers.size else 0.0
    return {"shape": list(x.shape), "dtype": str(x.dtype), "mean": mean, "values": [float(f"{v:.6g}") for v in numbers[at]]}


def run(vision, torch, case, seed=3):
    """The summaries of what a call gives."""
    import importlib

    path, names, args, kw = case
    target = vision
    for part in path.split("."):
        if not hasattr(target, part):
            importlib.import_module(f"{target.__name__}.{part}")
        target = getattr(target, part)
    inputs = [make(torch, vision, n) for n in names]
    args = [make(torch, vision, a) if isinstance(a, str) and a in NUMBERS else a for a in args]
    torch.manual_seed(seed)
    random.seed(seed)
    out = target(*args, **kw)(*inputs) if path.rpartition(".")[2][0].isupper() else target(*inputs, *args, **kw)
    return [summary(a) for a in flat(out)]
