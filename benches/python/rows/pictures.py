"""What training programs do with pictures, beside torchvision; and the ops below it."""

import importlib

from . import Group, Row, no_grad


def vision(lib):
    return importlib.import_module("lumbre.vision" if lib.__name__ == "lumbre" else "torchvision")


def picture(lib, kind):
    """A picture of 3 x 224 x 224: `bytes`, `floats`, `batch` (16 small ones, floats), or `PIL`."""
    lib.manual_seed(0)
    vision(lib)
    if kind == "batch":
        return lib.rand(16, 3, 32, 32)
    # Smooth, as photographs are: colours that wave at several scales.
    y, x = lib.meshgrid(lib.linspace(0, 6, 224), lib.linspace(0, 9, 224), indexing="ij")
    img = lib.stack([(x * k).sin() * (y * (3 - k)).cos() * 0.4 + 0.5 for k in range(3)]) + 0.1 * (lib.rand(3, 224, 224) - 0.5)
    if kind == "floats":
        return img.clamp(0, 1)
    img = (img.clamp(0, 1) * 255).to(lib.uint8)
    if kind == "bytes":
        return img
    transforms = importlib.import_module("lumbre.vision.transforms" if lib.__name__ == "lumbre" else "torchvision.transforms")
    return transforms.functional.to_pil_image(img)


def transform(text, kind, version=1, draws=1):
    """A row that sends a picture through `T.<text>`; with `draws`, once for each of so many seeds."""

    def make(lib):
        base = "lumbre.vision" if lib.__name__ == "lumbre" else "torchvision"
        T = importlib.import_module(f"{base}.transforms.v2" if version == 2 else f"{base}.transforms")
        made, x = eval(f"T.{text}", {"T": T, "lib": lib}), picture(lib, kind)

        def run():
            for seed in range(draws):
                lib.default_generator.manual_seed(seed)
                made(x)

        return no_grad(lib, run)

    return Row(f"{text}, {kind}" + (", v2" if version == 2 else ""), make, calls=draws)


def rows(texts, kinds, **options):
    return [transform(t.strip(), k, **options) for t in texts.split("\n") if t.strip() for k in kinds]


def expression(name, text, setup="", grad=False):
    """A row that runs an expression of `lib`, `F`, `ops`, and what `setup` makes."""

    def make(lib):
        lib.manual_seed(0)
        scope = {"lib": lib, "F": lib.nn.functional, "ops": vision(lib).ops, "vision": vision(lib)}
        exec(setup, scope)
        code = compile(text, name, "eval")
        if grad:

            def run():
                scope["x"].grad = None
                eval(code, scope).sum().backward()

            return run
        return no_grad(lib, lambda: eval(code, scope))

    return Row(name, make)


EVERY = """
    Resize(128)
    Resize((128, 160), interpolation=T.InterpolationMode.BICUBIC)
    Resize(128, interpolation=T.InterpolationMode.NEAREST)
    RandomCrop(200)
    RandomCrop(224, padding=8)
    CenterCrop(192)
    RandomResizedCrop(128)
    RandomHorizontalFlip(1.0)
    RandomVerticalFlip(1.0)
    Grayscale(3)
    ColorJitter(brightness=0.4)
    ColorJitter(contrast=0.4)
    ColorJitter(saturation=0.4)
    ColorJitter(hue=0.1)
    ColorJitter(0.4, 0.4, 0.4, 0.1)
    GaussianBlur(5, 1.5)
    RandomRotation(30)
    RandomAffine(30, (0.1, 0.1), (0.8, 1.2), 10)
    RandomAffine(30, (0.1, 0.1), (0.8, 1.2), 10, interpolation=T.InterpolationMode.BILINEAR)
    RandomPerspective(0.5, 1.0)
    Pad(8, padding_mode='reflect')
    RandomInvert(1.0)
    RandomPosterize(3, 1.0)
    RandomSolarize(100, 1.0)
    RandomAdjustSharpness(2.0, 1.0)
    RandomAutocontrast(1.0)
    RandomEqualize(1.0)
"""
POLICIES = """
    AutoAugment()
    RandAugment()
    TrivialAugmentWide()
    AugMix()
"""
FLOATS = """
    Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
    RandomErasing(1.0)
    Resize(128)
    RandomResizedCrop(128)
    RandomHorizontalFlip(1.0)
    ColorJitter(0.4, 0.4, 0.4, 0.1)
    GaussianBlur(5, 1.5)
    RandomRotation(30)
    RandomAffine(30, (0.1, 0.1), (0.8, 1.2), 10, interpolation=T.InterpolationMode.BILINEAR)
    RandomPerspective(0.5, 1.0)
    ElasticTransform(50.0)
    ConvertImageDtype(lib.uint8)
"""
SMALL = """
    RandomCrop(32, padding=4)
    RandomHorizontalFlip(1.0)
    Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
    RandomRotation(30)
    RandomAffine(30, (0.1, 0.1), (0.8, 1.2), 10, interpolation=T.InterpolationMode.BILINEAR)
    Resize(24)
    ColorJitter(0.4, 0.4, 0.4, 0.1)
"""
ONLY_TWO = """
    ToDtype(lib.float32, scale=True)
    ToImage()
    RandomPhotometricDistort(p=1.0)
    RandomZoomOut(p=1.0)
    ScaleJitter((160, 160))
"""
V2_FLOATS = """
    Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
    RandomErasing(1.0)
    ToDtype(lib.uint8, scale=True)
    GaussianNoise()
    ElasticTransform(50.0)
"""


def mixing(name):
    def make(lib):
        base = "lumbre.vision" if lib.__name__ == "lumbre" else "torchvision"
        made = getattr(importlib.import_module(f"{base}.transforms.v2"), name)(num_classes=10)
        lib.manual_seed(0)
        x, y = lib.rand(16, 3, 32, 32), lib.arange(16) % 10

        def run():
            lib.default_generator.manual_seed(1)
            made(x, y)

        return no_grad(lib, run)

    return Row(f"{name}, 16 pictures of 32 x 32, v2", make)


ONE = rows(EVERY, ["bytes"], draws=4) + rows(POLICIES, ["bytes"], draws=12) + rows(FLOATS, ["floats"], draws=4) + rows(SMALL, ["batch"], draws=4)
TWO = rows(EVERY, ["bytes"], version=2, draws=4) + rows(POLICIES, ["bytes"], version=2, draws=12) + rows(ONLY_TWO, ["bytes"], version=2, draws=4)
TWO += rows(V2_FLOATS, ["floats"], version=2, draws=4) + rows(SMALL, ["batch"], version=2, draws=4) + [mixing("MixUp"), mixing("CutMix")]
PIL = rows(EVERY, ["PIL"], draws=4) + rows(POLICIES, ["PIL"], draws=12) + rows("ToTensor()\nPILToTensor()", ["PIL"]) + rows("ToImage()\nPILToTensor()", ["PIL"], version=2)

BIG = "x = lib.rand(1, 3, 224, 224); t = lib.tensor([[[0.9, -0.2, 0.1], [0.2, 0.8, -0.1]]]); g = F.affine_grid(t, (1, 3, 224, 224), align_corners=False)"
MANY = "x = lib.rand(16, 3, 32, 32); t = lib.tensor([[[0.9, -0.2, 0.1], [0.2, 0.8, -0.1]]]).repeat(16, 1, 1); g = F.affine_grid(t, (16, 3, 32, 32), align_corners=False)"
DEEP = "x = lib.rand(2, 4, 16, 32, 32); g = lib.rand(2, 16, 32, 32, 3) * 2.2 - 1.1"


def grids():
    for name, setup in (("3 x 224 x 224", BIG), ("16 x 3 x 32 x 32", MANY)):
        for mode in ("bilinear", "nearest", "bicubic"):
            for padding in ("zeros", "border", "reflection"):
                yield expression(f"grid_sample, {name}, {mode}, {padding}", f"F.grid_sample(x, g, '{mode}', '{padding}', False)", setup)
        yield expression(f"grid_sample, {name}, bilinear, zeros, align_corners", "F.grid_sample(x, g, 'bilinear', 'zeros', True)", setup)
        for mode in ("bilinear", "nearest", "bicubic"):
            text = f"F.grid_sample(x, g, '{mode}', 'zeros', False)"
            yield expression(f"grid_sample, {name}, {mode}, with both gradients", text, setup + "; x.requires_grad_(); g.requires_grad_()", grad=True)
            yield expression(f"grid_sample, {name}, {mode}, with the picture's gradient", text, setup + "; x.requires_grad_()", grad=True)
        yield expression(f"affine_grid, {name}", "F.affine_grid(t, list(x.shape), align_corners=False)", setup)
    for mode in ("bilinear", "nearest"):
        yield expression(f"grid_sample, 2 x 4 x 16 x 32 x 32, {mode}", f"F.grid_sample(x, g, '{mode}', 'zeros', False)", DEEP)
        yield expression(f"grid_sample, 2 x 4 x 16 x 32 x 32, {mode}, with both gradients", f"F.grid_sample(x, g, '{mode}', 'zeros', False)", DEEP + "; x.requires_grad_(); g.requires_grad_()", grad=True)


def interpolations():
    for name, setup in (("3 x 224 x 224", "x = lib.rand(1, 3, 224, 224)"), ("16 x 3 x 32 x 32", "x = lib.rand(16, 3, 32, 32)")):
        for what in ("size=(128, 128), mode='bilinear'", "size=(128, 128), mode='bilinear', antialias=True", "scale_factor=2, mode='bilinear'", "scale_factor=2, mode='bilinear', align_corners=True", "scale_factor=2, mode='nearest'", "size=(128, 128), mode='bicubic'", "size=(128, 128), mode='bicubic', antialias=True", "size=(128, 128), mode='area'"):
            yield expression(f"interpolate, {name}, {what}", f"F.interpolate(x, {what})", setup)
        for what in ("scale_factor=2, mode='bilinear'", "scale_factor=2, mode='nearest'", "scale_factor=2, mode='bicubic'"):
            yield expression(f"interpolate, {name}, {what}, with the gradient", f"F.interpolate(x, {what})", setup + "; x.requires_grad_()", grad=True)
    yield expression("interpolate, 2 x 4 x 16 x 32 x 32, trilinear", "F.interpolate(x, scale_factor=2, mode='trilinear')", "x = lib.rand(2, 4, 16, 32, 32)")


BOXES = "c = lib.rand(10000, 2) * {spread}; s = lib.rand(10000, 2) * 40 + 5; b = lib.cat([c, c + s], 1); p = lib.rand(10000)"
DETECTION = [
    expression("nms, 10000 boxes, spread", "ops.nms(b, p, 0.5)", BOXES.format(spread=1000)),
    expression("nms, 10000 boxes, far apart", "ops.nms(b, p, 0.5)", BOXES.format(spread=10000)),
    expression("nms, 10000 boxes, in heaps", "ops.nms(b, p, 0.5)", BOXES.format(spread=100)),
    expression("nms, 10000 boxes, in one heap", "ops.nms(b, p, 0.5)", BOXES.format(spread=10)),
    expression("nms, 100 boxes", "ops.nms(b[:100], p[:100], 0.5)", BOXES.format(spread=100)),
    expression("batched_nms, 10000 boxes, 80 classes", "ops.batched_nms(b, p, k, 0.5)", BOXES.format(spread=1000) + "; k = lib.arange(10000) % 80"),
    expression("box_iou, 1000 x 1000", "ops.box_iou(b[:1000], b[1000:2000])", BOXES.format(spread=100)),
    expression("roi_align, 100 of 256 x 50 x 50", "ops.roi_align(x, [r], 7, 0.25, 2)", "x = lib.rand(1, 256, 50, 50); c = lib.rand(100, 2) * 100; r = lib.cat([c, c + 60], 1)"),
    expression("roi_pool, 100 of 256 x 50 x 50", "ops.roi_pool(x, [r], 7, 0.25)", "x = lib.rand(1, 256, 50, 50); c = lib.rand(100, 2) * 100; r = lib.cat([c, c + 60], 1)"),
]
NETWORKS = [
    expression("resnet18, 1 picture", "m(x)", "m = vision.models.resnet18().eval(); x = lib.rand(1, 3, 224, 224)"),
    expression("resnet18, 16 pictures", "m(x)", "m = vision.models.resnet18().eval(); x = lib.rand(16, 3, 224, 224)"),
]

GROUPS = [
    Group("transforms of tensors", 1.0, 1.0, ONE),
    Group("transforms of tensors, v2", 1.0, 1.0, TWO),
    Group("transforms of PIL pictures", 1.0, 0.9, PIL),
    Group("grids", 1.0, 1.0, list(grids())),
    Group("interpolation", 1.0, 1.0, list(interpolations())),
    Group("detection", 1.0, 1.0, DETECTION),
    Group("residual networks", 1.0, 1.0, NETWORKS),
]
