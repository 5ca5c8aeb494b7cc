"""What makes an input of an image, for each kind of trained weights."""

import lumbre
from lumbre import nn

from . import functional as F
from ._modes import InterpolationMode

MEAN, STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


class ImageClassification(nn.Module):
    """Resize, crop the centre, scale to [0, 1], normalise: PIL image or (..., 3, height, width) -> float (..., 3, crop, crop)."""

    def __init__(self, *, crop_size, resize_size=256, mean=MEAN, std=STD, interpolation=InterpolationMode.BILINEAR, antialias=True):
        super().__init__()
        self.crop_size, self.resize_size = [crop_size], [resize_size]
        self.mean, self.std, self.interpolation, self.antialias = [*mean], [*std], interpolation, antialias

    def forward(self, img):
        img = F.center_crop(F.resize(img, self.resize_size, interpolation=self.interpolation, antialias=self.antialias), self.crop_size)
        if not isinstance(img, lumbre.Tensor):
            img = F.pil_to_tensor(img)
        return F.normalize(F.convert_image_dtype(img, lumbre.float), mean=self.mean, std=self.std)

    def __repr__(self):
        fields = "".join(f"\n    {n}={getattr(self, n)}" for n in ("crop_size", "resize_size", "mean", "std", "interpolation"))
        return f"{type(self).__name__}({fields}\n)"

    def describe(self):
        """The steps in words."""
        return (
            f"Takes PIL images and tensors (..., C, H, W): resized to {self.resize_size} by {self.interpolation}, the central "
            f"{self.crop_size} cut out, scaled to [0, 1], normalised by mean={self.mean} and std={self.std}."
        )


class ObjectDetection(nn.Module):
    """PIL image or tensor -> float tensor in [0, 1]."""

    def forward(self, img):
        return F.convert_image_dtype(img if isinstance(img, lumbre.Tensor) else F.pil_to_tensor(img), lumbre.float)


class SemanticSegmentation(nn.Module):
    """Resize, scale to [0, 1], normalise."""

    def __init__(self, *, resize_size, mean=MEAN, std=STD, interpolation=InterpolationMode.BILINEAR, antialias=True):
        super().__init__()
        self.resize_size = [resize_size] if resize_size is not None else None
        self.mean, self.std, self.interpolation, self.antialias = [*mean], [*std], interpolation, antialias

    def forward(self, img):
        if self.resize_size is not None:
            img = F.resize(img, self.resize_size, interpolation=self.interpolation, antialias=self.antialias)
        if not isinstance(img, lumbre.Tensor):
            img = F.pil_to_tensor(img)
        return F.normalize(F.convert_image_dtype(img, lumbre.float), mean=self.mean, std=self.std)


class VideoClassification(nn.Module):
    """Resize, crop the centre, scale to [0, 1], normalise: (..., time, 3, height, width) -> float (..., 3, time, crop, crop)."""

    def __init__(
        self, *, crop_size, resize_size, mean=(0.43216, 0.394666, 0.37645), std=(0.22803, 0.22145, 0.216989),
        interpolation=InterpolationMode.BILINEAR,
    ):  # fmt: skip
        super().__init__()
        self.crop_size, self.resize_size = [*crop_size], [*resize_size]
        self.mean, self.std, self.interpolation = [*mean], [*std], interpolation

    def forward(self, vid):
        frames = F.resize(vid.flatten(0, -4) if vid.ndim > 4 else vid, self.resize_size, interpolation=self.interpolation, antialias=False)
        frames = F.convert_image_dtype(F.center_crop(frames, self.crop_size), lumbre.float)
        frames = F.normalize(frames, mean=self.mean, std=self.std)
        return frames.reshape(*vid.shape[:-2], *self.crop_size).transpose(-4, -3)


class OpticalFlow(nn.Module):
    """Two pictures as float tensors in [-1, 1]."""

    def forward(self, img1, img2):
        both = (F.convert_image_dtype(i if isinstance(i, lumbre.Tensor) else F.pil_to_tensor(i), lumbre.float) for i in (img1, img2))
        return tuple(F.normalize(i, mean=[0.5] * 3, std=[0.5] * 3).contiguous() for i in both)
