"""Logits, losses and gradients of torchvision's models at seeded weights.

With torch and torchvision:   python tests/record/vision_models.py record [PATTERN]     writes tests/reference/vision_models.json
                              python tests/record/vision_models.py states               only the names and shapes of all parameters
On lumbre, real torchvision:  python -m lumbre run tests/record/vision_models.py check [PATTERN]

The first records what the second, and `tests/vision`, compare with. Initial weights come from the seed, so they are a test of their own.
"""

import fnmatch
import hashlib
import inspect
import json
import math
import sys
import time
import warnings
from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[1] / "reference" / "vision_models.json"
# Too large to be worth their minutes: the same code as their smaller siblings'.
SKIP = ("vit_h_14", "regnet_y_128gf", "*quantized*")
TINY = dict(min_size=64, max_size=96)
TARGET = {"boxes": [[4.0, 6.0, 40.0, 50.0], [20.0, 10.0, 60.0, 44.0]], "labels": [1, 2]}


def wave(torch, *shape):
    """An image without a random generator."""
    n = math.prod(shape)
    return (torch.arange(n, dtype=torch.float64) * 0.37).sin().reshape(shape).float()


def values(x, count=6):
    """A few of the numbers in a tensor, and the largest."""
    flat = x.detach().reshape(-1).double()
    if not flat.numel():
        return {"shape": list(x.shape), "scale": 0.0, "values": []}
    at = [round(i * (flat.numel() - 1) / max(count - 1, 1)) for i in range(min(count, flat.numel()))]
    return {"shape": list(x.shape), "scale": float(f"{flat.abs().max().item():.7g}"), "values": [float(f"{flat[i].item():.7g}") for i in at]}


def gradients(model):
    """The norms of the first, a middle and the last parameter's gradients."""
    known = [p for p in model.parameters() if p.grad is not None]
    return [float(f"{known[i].grad.double().norm().item():.7g}") for i in (0, len(known) // 2, -1)] if known else []


def settings(name):
    """(constructor's arguments, input's shape) for a model of the classifiers."""
    if name.startswith("vit_"):
        return {"image_size": 64}, (1, 3, 64, 64)
    if name == "maxvit_t":
        return {"input_size": (224, 224)}, (1, 3, 224, 224)
    if name in ("googlenet", "inception_v3"):
        return {"init_weights": True, "aux_logits": False}, (1, 3, 96, 96)
    if name.startswith("mvit"):
        return {}, (1, 3, 16, 224, 224)
    if name.startswith("swin3d"):
        return {}, (1, 3, 8, 64, 64)
    if name in ("r3d_18", "mc3_18", "r2plus1d_18"):
        return {}, (1, 3, 8, 64, 64)
    if name == "s3d":
        return {}, (1, 3, 16, 224, 224)
    return {}, (1, 3, 64, 64)


def classifier(torch, builder, name):
    arguments, shape = settings(name)
    torch.manual_seed(0)
    model = builder(weights=None, **arguments).eval()
    x = wave(torch, *shape).requires_grad_()
    out = model(x)
    (out * torch.linspace(-1, 1, out.numel()).reshape(out.shape)).sum().backward()
    state = model.state_dict()
    return {
        "keys": len(state), "last_key": list(state)[-1], "out": values(out, 8), "input_grad": values(x.grad, 4), "grads": gradients(model),
    }  # fmt: skip


def segmentation(torch, builder, name):
    torch.manual_seed(0)
    model = builder(weights=None, weights_backbone=None, num_classes=5, **({} if "lraspp" in name else {"aux_loss": True})).eval()
    out = model(wave(torch, 1, 3, 64, 64))
    sum((o * torch.linspace(-1, 1, o.numel()).reshape(o.shape)).sum() for o in out.values()).backward()
    return {"keys": len(model.state_dict()), **{k: values(v, 8) for k, v in out.items()}, "grads": gradients(model)}


def detection(torch, builder, name):
    score = {"score_thresh": 0.0} if name.startswith(("retina", "fcos", "ssd")) else {"box_score_thresh": 0.0}
    limit = {"detections_per_img": 10} if name.startswith(("retina", "fcos", "ssd")) else {"box_detections_per_img": 10}
    size = {} if name.startswith("ssd") else TINY
    torch.manual_seed(0)
    model = builder(weights=None, weights_backbone=None, num_classes=4, **size, **score, **limit)
    image = wave(torch, 3, 64, 80).abs()
    target = {"boxes": torch.tensor(TARGET["boxes"]), "labels": torch.tensor(TARGET["labels"])}
    if name.startswith("mask"):
        target["masks"] = (wave(torch, 2, 64, 80) > 0).to(torch.uint8)
    if name.startswith("keypoint"):
        target["keypoints"] = torch.cat([wave(torch, 2, 17, 2).abs() * 30 + 20, torch.ones(2, 17, 1)], -1)
    model.eval()
    with torch.no_grad():
        found = model([image])[0]
    record = {"keys": len(model.state_dict()), **{k: values(v, 8) for k, v in found.items()}}
    model.train()
    for m in model.modules():
        # Statistics of a few numbers would amplify rounding.
        if isinstance(m, torch.nn.BatchNorm2d):
            m.eval()
    losses = model([image, image.flip(-1)], [dict(target), dict(target)])
    sum(losses.values()).backward()
    return {**record, "losses": {k: float(f"{v.item():.7g}") for k, v in losses.items()}, "grads": gradients(model)}


def flow(torch, builder, name):
    torch.manual_seed(0)
    model = builder(weights=None).eval()
    a = wave(torch, 1, 3, 128, 128)
    out = model(a, a.roll(2, -1), num_flow_updates=2)[-1]
    out.abs().sum().backward()
    return {"keys": len(model.state_dict()), "out": values(out, 8), "grads": gradients(model)}


KINDS = {"models": classifier, "segmentation": segmentation, "detection": detection, "video": classifier, "optical_flow": flow}


def run(torch, models, pattern="*"):
    """(name, record) of the models of a package that match a pattern."""
    for kind, function in KINDS.items():
        module = models if kind == "models" else getattr(models, kind, None)
        for name in models.list_models(module) if module is not None else ():
            if fnmatch.fnmatch(name, pattern) and not any(fnmatch.fnmatch(name, s) for s in SKIP):
                yield name, function, models.get_model_builder(name)


def state(torch, builder):
    """A checksum of the names and shapes of what a model saves."""
    # torchvision computes the widths of RegNet and the anchors with tensors that need memory.
    options = {"init_weights": False} if builder.__name__ in ("googlenet", "inception_v3") else {}
    if "weights_backbone" in inspect.signature(builder).parameters:
        options["weights_backbone"] = None
    real = builder.__module__.startswith(("torchvision.models.regnet", "torchvision.models.detection"))
    with torch.device("cpu" if real else "meta"):
        model = builder(**options)
    text = "".join(f"{name} {list(v.shape)}\n" for name, v in model.state_dict().items())
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def differences(got, want, tolerance=1e-3):
    """What differs between two records, in words."""
    wrong = []
    for key in sorted(set(got) | set(want)):
        a, b = got.get(key), want.get(key)
        if isinstance(b, dict) and "values" in b:
            off = [abs(x - y) for x, y in zip(a["values"], b["values"])] if a and a["shape"] == b["shape"] else [math.inf]
            # NaN compares false with everything.
            if not max(off, default=0.0) <= tolerance * max(b["scale"], 1e-30):
                wrong.append(f"{key}: {a} for {b}")
        elif isinstance(b, dict):
            # Whether one of hundreds of boxes lies above a threshold is a matter of rounding, and shows in the losses.
            wrong += [f"{key}.{k}: {a.get(k)} for {v}" for k, v in b.items() if not abs(a.get(k, math.inf) - v) <= 3 * tolerance * max(abs(v), 1e-3)]
        elif isinstance(b, list):
            if len(a) != len(b) or any(not abs(x - y) <= 5 * tolerance * max(abs(y), 1e-6 + 1e-4 * max(b)) for x, y in zip(a, b)):
                wrong.append(f"{key}: {a} for {b}")
        elif a != b:
            wrong.append(f"{key}: {a} for {b}")
    return wrong


def main(command, pattern="*"):
    import torch
    import torchvision

    warnings.simplefilter("ignore")
    known = json.loads(REFERENCE.read_text()) if REFERENCE.exists() else {}
    failed = 0
    if command == "states":
        kinds = [torchvision.models if kind == "models" else getattr(torchvision.models, kind) for kind in KINDS]
        names = [name for kind in kinds for name in torchvision.models.list_models(kind)]
        known["states"] = {name: state(torch, torchvision.models.get_model_builder(name)) for name in names}
        command, pattern = "record", ""
    for name, function, builder in run(torch, torchvision.models, pattern):
        begin = time.time()
        try:
            record = function(torch, builder, name)
        except Exception as error:
            failed += 1
            print(f"{name}: {type(error).__name__}: {error}", flush=True)
            continue
        if command == "record":
            known[name] = record
        wrong = differences(record, known[name])
        failed += bool(wrong)
        print(f"{name}: {'; '.join(wrong) or 'ok'} ({time.time() - begin:.1f} s)", flush=True)
    if command == "record":
        REFERENCE.write_text("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in sorted(known.items())) + "\n}\n")
    print(f"{failed} differ")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
