"""Pictures and targets as the detectors take them, and detections as the pictures have them."""

import math

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf

from .image_list import ImageList
from .roi_heads import paste_masks_in_image

MEAN, STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]


def _ratios(original_size, new_size):
    """How many times larger, along the height and the width."""
    return [float(new) / float(old) for new, old in zip(new_size, original_size)]


def resize_boxes(boxes, original_size, new_size):
    """Boxes (n, 4) of a picture (height, width) in one of another size."""
    y, x = _ratios(original_size, new_size)
    return boxes * boxes.new_tensor([x, y, x, y])


def resize_keypoints(keypoints, original_size, new_size):
    """Points (n, points, 3) of a picture (height, width) in one of another size."""
    y, x = _ratios(original_size, new_size)
    return keypoints * keypoints.new_tensor([x, y, 1.0])


class GeneralizedRCNNTransform(nn.Module):
    """Norms and resizes pictures: the shorter side to ``min_size`` (in training one of several), the longer at most ``max_size``.

    ``fixed_size`` (width, height) resizes to just that. The batch is filled up to multiples of ``size_divisible``.
    """

    def __init__(self, min_size, max_size, image_mean, image_std, size_divisible=32, fixed_size=None, **kwargs):
        super().__init__()
        self.min_size = tuple(min_size) if isinstance(min_size, (list, tuple)) else (min_size,)
        self.max_size, self.image_mean, self.image_std = max_size, image_mean, image_std
        self.size_divisible, self.fixed_size = size_divisible, fixed_size
        self._skip_resize = kwargs.pop("_skip_resize", False)

    def forward(self, images, targets=None):
        targets = [None] * len(images) if targets is None else [dict(t) for t in targets]
        made = []
        for image, target in zip(images, targets):
            if image.dim() != 3:
                raise ValueError(f"images is expected to be a list of 3d tensors of shape [C, H, W], got {image.shape}")
            made.append(self.resize(self.normalize(image), target))
        images, targets = [image for image, _ in made], [target for _, target in made]
        batch = ImageList(self.batch_images(images, self.size_divisible), [tuple(image.shape[-2:]) for image in images])
        return batch, None if targets and targets[0] is None else targets

    def normalize(self, image):
        """The picture with the channels' means at 0 and deviations at 1."""
        if not image.is_floating_point():
            raise TypeError(f"Expected input images to be of floating type (in range [0, 1]), but found type {image.dtype} instead")
        mean, std = (image.new_tensor(v)[:, None, None] for v in (self.image_mean, self.image_std))
        return (image - mean) / std

    def resize(self, image, target=None):
        """The picture and its target at the size wanted."""
        old = tuple(image.shape[-2:])
        if self.training and self._skip_resize:
            return image, target
        size = self.min_size[-1]
        if self.training:
            size = self.min_size[int(lumbre.empty(1).uniform_(0.0, float(len(self.min_size))))]
        if self.fixed_size is not None:
            to = {"size": [self.fixed_size[1], self.fixed_size[0]]}
        else:
            to = {"scale_factor": min(size / min(old), self.max_size / max(old)), "recompute_scale_factor": True}
        image = nnf.interpolate(image[None], mode="bilinear", align_corners=False, **to)[0]
        if target is None:
            return image, target
        if "masks" in target:
            target["masks"] = nnf.interpolate(target["masks"][:, None].float(), **to)[:, 0].byte()
        target["boxes"] = resize_boxes(target["boxes"], old, image.shape[-2:])
        if "keypoints" in target:
            target["keypoints"] = resize_keypoints(target["keypoints"], old, image.shape[-2:])
        return image, target

    def batch_images(self, images, size_divisible=32):
        """The pictures as one tensor, zeros to the right and below."""
        height, width = (math.ceil(max(image.shape[d] for image in images) / size_divisible) * size_divisible for d in (-2, -1))
        return lumbre.stack([nnf.pad(i, (0, width - i.shape[-1], 0, height - i.shape[-2])) for i in images])

    def postprocess(self, result, image_shapes, original_image_sizes):
        """Detections in the pixels of the pictures as they were."""
        if self.training:
            return result
        for found, now, before in zip(result, image_shapes, original_image_sizes):
            found["boxes"] = resize_boxes(found["boxes"], now, before)
            if "masks" in found:
                found["masks"] = paste_masks_in_image(found["masks"], found["boxes"], before)
            if "keypoints" in found:
                found["keypoints"] = resize_keypoints(found["keypoints"], now, before)
        return result

    def __repr__(self):
        return (
            f"{type(self).__name__}(\n    Normalize(mean={self.image_mean}, std={self.image_std})\n"
            f"    Resize(min_size={self.min_size}, max_size={self.max_size}, mode='bilinear')\n)"
        )
