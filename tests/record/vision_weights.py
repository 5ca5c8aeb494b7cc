"""Lists where torchvision's trained weights are, and what they expect: ``python tests/record/vision_weights.py``, with torchvision.

Writes `python/lumbre/vision/models/weights.json`: for each set of weights its members' names, addresses, preprocessing and figures.
"""

import json
from pathlib import Path

from torchvision import models
from torchvision.transforms import InterpolationMode

TARGET = Path(__file__).resolve().parents[2] / "python/lumbre/vision/models/weights.json"
MEAN, STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]


def preprocessing(partial):
    given = getattr(partial, "keywords", {})
    given = {k: v.value if isinstance(v, InterpolationMode) else v for k, v in given.items()}
    return {k: list(v) if isinstance(v, tuple) else v for k, v in given.items()}


def member(weights):
    meta = {k: v for k, v in weights.meta.items() if k not in ("categories", "_docs", "backend", "unquantized")}
    if "min_size" in meta:
        meta["min_size"] = list(meta["min_size"])
    preset = getattr(weights.transforms, "func", weights.transforms).__name__
    return {"url": weights.url, "preset": preset, "transforms": preprocessing(weights.transforms), "meta": meta}


def short(categories, lists):
    """The categories' name: lists that several sets share are written once."""
    for name, known in lists.items():
        if known == categories:
            return name
    name = {91: "coco", 21: "voc", 400: "kinetics", 2: "person", 90: "coco"}.get(len(categories), "list") + str(len(lists))
    lists[name] = categories
    return name


def main():
    classes = models.ResNet18_Weights.DEFAULT.meta["categories"]
    sets, lists = {}, {}
    names = [n for kind in (models, models.segmentation, models.detection, models.video, models.optical_flow) for n in models.list_models(kind)]
    for name in names:
        enum = models.get_model_weights(name)
        members = {w.name: member(w) for w in enum}
        for w in enum:
            # None for weights of the convolutions alone, none at all for flows.
            if w.meta.get("categories") != classes:
                known = w.meta.get("categories")
                members[w.name]["meta"]["categories"] = short(known, lists) if known else None
        sets[enum.__name__] = {"default": enum.DEFAULT.name if members else None, "members": members}
    lines = ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in sorted(sets.items()))
    TARGET.write_text(f'{{"categories": {json.dumps(classes)},\n"lists": {json.dumps(lists)},\n"sets": {{\n{lines}\n}}}}\n')


if __name__ == "__main__":
    main()
