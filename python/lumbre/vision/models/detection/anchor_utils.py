"""Boxes all over a picture, which the networks then move and judge."""

import math

import lumbre
from lumbre import nn


class AnchorGenerator(nn.Module):
    """Boxes around every place of every level: sizes in pixels and aspect ratios (height / width), a tuple of them for each level."""

    def __init__(self, sizes=((128, 256, 512),), aspect_ratios=((0.5, 1.0, 2.0),)):
        super().__init__()
        sizes = sizes if isinstance(sizes[0], (list, tuple)) else tuple((s,) for s in sizes)
        if not isinstance(aspect_ratios[0], (list, tuple)):
            aspect_ratios = (aspect_ratios,) * len(sizes)
        self.sizes, self.aspect_ratios = sizes, aspect_ratios
        self.cell_anchors = [self.generate_anchors(s, a) for s, a in zip(sizes, aspect_ratios)]

    def generate_anchors(self, scales, aspect_ratios, dtype=lumbre.float32, device="cpu"):
        """The boxes around (0, 0), (ratios * sizes, 4), in whole pixels."""
        scales = lumbre.as_tensor(scales, dtype=dtype, device=device)
        heights = lumbre.as_tensor(aspect_ratios, dtype=dtype, device=device).sqrt()
        ws, hs = ((side[:, None] * scales).view(-1) for side in (1 / heights, heights))
        return (lumbre.stack([-ws, -hs, ws, hs], 1) / 2).round()

    def num_anchors_per_location(self):
        """How many boxes each level has at a place."""
        return [len(s) * len(a) for s, a in zip(self.sizes, self.aspect_ratios)]

    def grid_anchors(self, grid_sizes, strides):
        """The boxes of each level, (places * boxes, 4), row by row."""
        if not len(grid_sizes) == len(strides) == len(self.cell_anchors):
            raise AssertionError(
                "Anchors should be Tuple[Tuple[int]] because each feature map could potentially have different sizes and aspect ratios. There "
                "needs to be a match between the number of feature maps passed and the number of sizes / aspect ratios specified."
            )
        anchors = []
        for (rows, columns), (dy, dx), cell in zip(grid_sizes, strides, self.cell_anchors):
            y, x = (lumbre.arange(n, dtype=lumbre.int32, device=cell.device) * step for n, step in ((rows, dy), (columns, dx)))
            y, x = (v.reshape(-1) for v in lumbre.meshgrid(y, x, indexing="ij"))
            anchors.append((lumbre.stack([x, y, x, y], 1)[:, None] + cell).reshape(-1, 4))
        return anchors

    def forward(self, image_list, feature_maps):
        """For each image, the boxes of all levels (n, 4)."""
        like = feature_maps[0]
        self.cell_anchors = [cell.to(dtype=like.dtype, device=like.device) for cell in self.cell_anchors]
        height, width = image_list.tensors.shape[-2:]
        grids = [tuple(f.shape[-2:]) for f in feature_maps]
        anchors = lumbre.cat(self.grid_anchors(grids, [(height // h, width // w) for h, w in grids]))
        return [anchors for _ in image_list.image_sizes]


class DefaultBoxGenerator(nn.Module):
    """The boxes of SSD: two squares and the given aspect ratios at every place, larger from level to level, as shares of the picture."""

    def __init__(self, aspect_ratios, min_ratio=0.15, max_ratio=0.9, scales=None, steps=None, clip=True):
        super().__init__()
        if steps is not None and len(aspect_ratios) != len(steps):
            raise ValueError("aspect_ratios and steps should have the same length")
        self.aspect_ratios, self.steps, self.clip = aspect_ratios, steps, clip
        levels = len(aspect_ratios)
        if scales is None and levels > 1:
            scales = [min_ratio + (max_ratio - min_ratio) * k / (levels - 1.0) for k in range(levels)] + [1.0]
        self.scales = [min_ratio, max_ratio] if scales is None else scales
        self._wh_pairs = [self._pairs(k) for k in range(levels)]

    def _pairs(self, level):
        scale = self.scales[level]
        between = math.sqrt(scale * self.scales[level + 1])
        pairs = [[scale, scale], [between, between]]
        for ratio in self.aspect_ratios[level]:
            w, h = scale * math.sqrt(ratio), scale / math.sqrt(ratio)
            pairs += [[w, h], [h, w]]
        return lumbre.tensor(pairs, dtype=lumbre.float32)

    def num_anchors_per_location(self):
        """How many boxes each level has at a place."""
        return [2 + 2 * len(r) for r in self.aspect_ratios]

    def _level(self, k, grid, image, dtype):
        rows, columns = grid if self.steps is None else (image[0] / self.steps[k], image[1] / self.steps[k])
        x, y = (((lumbre.arange(n) + 0.5) / step).to(dtype) for n, step in ((grid[1], columns), (grid[0], rows)))
        y, x = lumbre.meshgrid(y, x, indexing="ij")
        pairs = self._wh_pairs[k].clamp(0, 1) if self.clip else self._wh_pairs[k]
        centres = lumbre.stack([x.reshape(-1), y.reshape(-1)], 1).repeat_interleave(len(pairs), 0)
        return lumbre.cat([centres, pairs.repeat(grid[0] * grid[1], 1)], 1)

    def forward(self, image_list, feature_maps):
        """For each image, the boxes of all levels (n, 4), in pixels."""
        image, like = tuple(image_list.tensors.shape[-2:]), feature_maps[0]
        grids = [tuple(f.shape[-2:]) for f in feature_maps]
        boxes = lumbre.cat([self._level(k, grid, image, like.dtype) for k, grid in enumerate(grids)]).to(like.device)
        size = lumbre.tensor([image[1], image[0]], device=boxes.device)
        centre, half = boxes[:, :2], 0.5 * boxes[:, 2:]
        boxes = lumbre.cat([(centre - half) * size, (centre + half) * size], 1)
        return [boxes for _ in image_list.image_sizes]

    def __repr__(self):
        return f"{type(self).__name__}(aspect_ratios={self.aspect_ratios}, clip={self.clip}, scales={self.scales}, steps={self.steps})"
