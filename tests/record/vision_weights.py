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
    given = {k: v.value if isinstance(v, InterpolationMode) else v for k, v in partial.keywords.items()}
    return {k: list(v) if isinstance(v, tuple) else v for k, v in given.items()}


def member(weights):
    meta = {k: v for k, v in weights.meta.items() if k not in ("categories", "_docs", "backend", "unquantized")}
    meta["min_size"] = list(meta["min_size"])
    if weights.meta["categories"] is None:
        meta["categories"] = None
    return {"url": weights.url, "transforms": preprocessing(weights.transforms), "meta": meta}


def main():
    classes = None
    sets = {}
    for name in models.list_models(models):
        enum = models.get_model_weights(name)
        members = {w.name: member(w) for w in enum}
        for w in enum:
            classes = classes or w.meta["categories"]
            # None for weights of the convolutions alone.
            assert w.meta["categories"] in (classes, None)
        sets[enum.__name__] = {"default": enum.DEFAULT.name if members else None, "members": members}
    lines = ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in sorted(sets.items()))
    TARGET.write_text(f'{{"categories": {json.dumps(classes)},\n"sets": {{\n{lines}\n}}}}\n')


if __name__ == "__main__":
    main()
