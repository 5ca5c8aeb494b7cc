"""Files of the projector."""

import math
import os

import numpy as np

from ._images import make_np, png, to_hwc

__all__ = ["write_embedding"]


def write_embedding(log_dir, vectors, metadata, pictures, global_step, tag, header):
    """Vectors, labels and a sheet of pictures under `log_dir`, entered in `projector_config.pbtxt`."""
    sub = f"{str(global_step).zfill(5)}/{tag.replace('%', '%25').replace(os.sep, '%2f')}"
    path = os.path.join(log_dir, sub)
    os.makedirs(path, exist_ok=True)
    if vectors.ndim != 2:
        raise AssertionError("mat should be 2D, where mat.size(0) is the number of data points")
    entry = [f'tensor_name: "{tag}:{str(global_step).zfill(5)}"', f'tensor_path: "{sub}/tensors.tsv"']
    if metadata is not None:
        if len(metadata) != len(vectors):
            raise AssertionError("#labels should equal with #data points")
        _write_labels(os.path.join(path, "metadata.tsv"), metadata, header)
        entry.append(f'metadata_path: "{sub}/metadata.tsv"')
    if pictures is not None:
        if len(pictures) != len(vectors):
            raise AssertionError("#images should equal with #data points")
        size = _write_sheet(os.path.join(path, "sprite.png"), make_np(pictures))
        entry.append(f'sprite {{\n    image_path: "{sub}/sprite.png"\n    single_image_dim: {size[1]}\n    single_image_dim: {size[0]}\n  }}')
    with open(os.path.join(path, "tensors.tsv"), "w") as file:
        for row in vectors:
            file.write("\t".join(str(float(v)) for v in row) + "\n")
    with open(os.path.join(log_dir, "projector_config.pbtxt"), "a") as file:
        file.write("embeddings {\n" + "".join(f"  {line}\n" for line in entry) + "}\n")


def _write_labels(path, metadata, header):
    rows = [str(m) for m in metadata]
    if header:
        if not all(len(m) == len(header) for m in metadata):
            raise AssertionError("len of header must be equal to the number of columns in metadata")
        rows = ["\t".join(header)] + ["\t".join(str(v) for v in m) for m in metadata]
    with open(path, "w", encoding="utf8") as file:
        file.write("\n".join(rows) + "\n")


def _write_sheet(path, pictures):
    """The pictures `(N, C, H, W)` in a square sheet; returns one picture's height and width."""
    n, _, height, width = pictures.shape
    side = math.ceil(n**0.5)
    sheet = np.zeros((side * side, *pictures.shape[1:]), pictures.dtype)
    sheet[:n] = pictures
    tiles = sheet.reshape(side, side, *pictures.shape[1:]).transpose(2, 0, 3, 1, 4)
    array = to_hwc(tiles.reshape(pictures.shape[1], side * height, side * width), "CHW")
    scale = 1 if array.dtype == np.uint8 else 255
    with open(path, "wb") as file:
        file.write(png((array.astype(np.float32) * scale).clip(0, 255).astype(np.uint8)))
    return height, width
