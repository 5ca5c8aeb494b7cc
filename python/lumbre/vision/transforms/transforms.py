"""Transforms as objects: what torchvision.transforms offers, with its arguments, its random draws and its values."""

import random
import warnings
from collections.abc import Sequence

import lumbre
from lumbre import Tensor, nn

from . import _draw
from . import functional as F
from ._modes import InterpolationMode, as_mode

_BILINEAR, _NEAREST = InterpolationMode.BILINEAR, InterpolationMode.NEAREST


class _Shown:
    """Prints its class and its fields."""

    _fields = ()

    def __repr__(self):
        values = ((n, getattr(self, n)) for n in self._fields)
        return f"{type(self).__name__}({', '.join(f'{n}={v.value if isinstance(v, InterpolationMode) else v}' for n, v in values)})"


class _Module(_Shown, nn.Module):
    """A transform that can stand in a `Sequential`."""


class Compose:
    """One transform after another."""

    def __init__(self, transforms):
        self.transforms = transforms

    def __call__(self, img):
        for t in self.transforms:
            img = t(img)
        return img

    def __repr__(self):
        return "\n".join([f"{type(self).__name__}(", *(f"    {t}" for t in self.transforms), ")"])


class ToTensor(_Shown):
    """See `functional.to_tensor`."""

    def __call__(self, pic):
        return F.to_tensor(pic)


class PILToTensor(_Shown):
    """See `functional.pil_to_tensor`."""

    def __call__(self, pic):
        return F.pil_to_tensor(pic)


class ConvertImageDtype(_Module):
    """See `functional.convert_image_dtype`."""

    def __init__(self, dtype):
        super().__init__()
        self.dtype = dtype

    def forward(self, image):
        return F.convert_image_dtype(image, self.dtype)


class ToPILImage(_Shown):
    """See `functional.to_pil_image`."""

    def __init__(self, mode=None):
        self.mode = mode

    def __call__(self, pic):
        return F.to_pil_image(pic, self.mode)

    def __repr__(self):
        return f"{type(self).__name__}({'' if self.mode is None else f'mode={self.mode}'})"


class Normalize(_Module):
    """`(x - mean) / std` by channel."""

    _fields = ("mean", "std")

    def __init__(self, mean, std, inplace=False):
        super().__init__()
        self.mean, self.std, self.inplace = mean, std, inplace

    def forward(self, tensor):
        return F.normalize(tensor, self.mean, self.std, self.inplace)


class Resize(_Module):
    """See `functional.resize`."""

    _fields = ("size", "interpolation", "max_size", "antialias")

    def __init__(self, size, interpolation=_BILINEAR, max_size=None, antialias=True):
        super().__init__()
        if not isinstance(size, (int, Sequence)):
            raise TypeError(f"Size should be int or sequence. Got {type(size)}")
        if isinstance(size, Sequence) and len(size) not in (1, 2):
            raise ValueError("If size is a sequence, it should have 1 or 2 values")
        self.size, self.interpolation, self.max_size, self.antialias = size, as_mode(interpolation), max_size, antialias

    def forward(self, img):
        return F.resize(img, self.size, self.interpolation, self.max_size, self.antialias)


class CenterCrop(_Module):
    """See `functional.center_crop`."""

    _fields = ("size",)

    def __init__(self, size):
        super().__init__()
        self.size = _draw.size(size)

    def forward(self, img):
        return F.center_crop(img, self.size)


class Pad(_Module):
    """See `functional.pad`."""

    _fields = ("padding", "fill", "padding_mode")

    def __init__(self, padding, fill=0, padding_mode="constant"):
        super().__init__()
        if not isinstance(padding, (int, float, tuple, list)):
            raise TypeError("Got inappropriate padding arg")
        if not isinstance(fill, (int, float, tuple, list)):
            raise TypeError("Got inappropriate fill arg")
        if padding_mode not in ("constant", "edge", "reflect", "symmetric"):
            raise ValueError("Padding mode should be either constant, edge, reflect or symmetric")
        if isinstance(padding, Sequence) and len(padding) not in (1, 2, 4):
            raise ValueError(f"Padding must be an int or a 1, 2, or 4 element tuple, not a {len(padding)} element tuple")
        self.padding, self.fill, self.padding_mode = padding, fill, padding_mode

    def forward(self, img):
        return F.pad(img, self.padding, self.fill, self.padding_mode)


class Lambda(_Shown):
    """A function of one's own."""

    def __init__(self, lambd):
        if not callable(lambd):
            raise TypeError(f"Argument lambd should be callable, got {type(lambd).__name__!r}")
        self.lambd = lambd

    def __call__(self, img):
        return self.lambd(img)


class RandomTransforms(Compose):
    """A list of transforms from which something is chosen."""

    def __init__(self, transforms):
        if not isinstance(transforms, Sequence):
            raise TypeError("Argument transforms should be a sequence")
        super().__init__(transforms)

    def __call__(self, *args, **kwargs):
        raise NotImplementedError


class RandomApply(nn.Module):
    """All of the transforms, with probability `p`."""

    def __init__(self, transforms, p=0.5):
        super().__init__()
        self.transforms, self.p = transforms, p

    def forward(self, img):
        if self.p < lumbre.rand(1).item():
            return img
        for t in self.transforms:
            img = t(img)
        return img

    def __repr__(self):
        return "\n".join([f"{type(self).__name__}(", f"    p={self.p}", *(f"    {t}" for t in self.transforms), ")"])


class RandomOrder(RandomTransforms):
    """All of the transforms, in random order (by Python's generator)."""

    def __call__(self, img):
        order = list(range(len(self.transforms)))
        random.shuffle(order)
        for i in order:
            img = self.transforms[i](img)
        return img


class RandomChoice(RandomTransforms):
    """One of the transforms (by Python's generator), with weights `p`."""

    def __init__(self, transforms, p=None):
        super().__init__(transforms)
        if p is not None and not isinstance(p, Sequence):
            raise TypeError("Argument p should be a sequence")
        self.p = p

    def __call__(self, *args):
        return random.choices(self.transforms, weights=self.p)[0](*args)

    def __repr__(self):
        return f"{super().__repr__()}(p={self.p})"


class RandomCrop(_Module):
    """A part of the given size, of the image padded first where asked for (`padding`) or too small (`pad_if_needed`)."""

    _fields = ("size", "padding")

    def __init__(self, size, padding=None, pad_if_needed=False, fill=0, padding_mode="constant"):
        super().__init__()
        self.size = tuple(_draw.size(size))
        self.padding, self.pad_if_needed, self.fill, self.padding_mode = padding, pad_if_needed, fill, padding_mode

    @staticmethod
    def get_params(img, output_size):
        """(top, left, height, width)"""
        (_, h, w), (th, tw) = F.get_dimensions(img), output_size
        if h < th or w < tw:
            raise ValueError(f"Required crop size {(th, tw)} is larger than input image size {(h, w)}")
        return (0, 0, h, w) if (h, w) == (th, tw) else (_draw.integer(0, h - th + 1), _draw.integer(0, w - tw + 1), th, tw)

    def forward(self, img):
        if self.padding is not None:
            img = F.pad(img, self.padding, self.fill, self.padding_mode)
        _, h, w = F.get_dimensions(img)
        for border in ([self.size[1] - w, 0], [0, self.size[0] - h]):
            if self.pad_if_needed and max(border) > 0:
                img = F.pad(img, border, self.fill, self.padding_mode)
        return F.crop(img, *self.get_params(img, self.size))


class _WithChance(_Module):
    """A transform that acts with probability `p`."""

    _fields = ("p",)

    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, img):
        return self._act(img) if _draw.chance(self.p) else img


class RandomHorizontalFlip(_WithChance):
    """Exchanges left and right with probability `p`."""

    def _act(self, img):
        return F.hflip(img)


class RandomVerticalFlip(_WithChance):
    """Exchanges top and bottom with probability `p`."""

    def _act(self, img):
        return F.vflip(img)


def _colours(fill, img):
    """The fill colour, as one float for each channel of a tensor."""
    if not isinstance(img, Tensor) or fill is None:
        return fill
    return [float(fill)] * F.get_dimensions(img)[0] if isinstance(fill, (int, float)) else [float(f) for f in fill]


class RandomPerspective(_WithChance):
    """Moves the corners inward by up to `distortion_scale` of half the size, with probability `p`."""

    def __init__(self, distortion_scale=0.5, p=0.5, interpolation=_BILINEAR, fill=0):
        super().__init__(p)
        self.interpolation, self.distortion_scale, self.fill = as_mode(interpolation), distortion_scale, _draw.fill_of(fill)

    @staticmethod
    def get_params(width, height, distortion_scale):
        """(start points, end points)"""
        return _draw.corners(width, height, distortion_scale)

    def _act(self, img):
        _, h, w = F.get_dimensions(img)
        return F.perspective(img, *self.get_params(w, h, self.distortion_scale), self.interpolation, _colours(self.fill, img))


class RandomResizedCrop(_Module):
    """A part with random area and ratio, resized to `size`."""

    _fields = ("size", "scale", "ratio", "interpolation", "antialias")

    def __init__(self, size, scale=(0.08, 1.0), ratio=(3.0 / 4.0, 4.0 / 3.0), interpolation=_BILINEAR, antialias=True):
        super().__init__()
        for name, v in (("Scale", scale), ("Ratio", ratio)):
            if not isinstance(v, Sequence):
                raise TypeError(f"{name} should be a sequence")
        if scale[0] > scale[1] or ratio[0] > ratio[1]:
            warnings.warn("Scale and ratio should be of kind (min, max)", stacklevel=2)
        self.size, self.interpolation = _draw.size(size), as_mode(interpolation)
        self.antialias, self.scale, self.ratio = antialias, scale, ratio

    @staticmethod
    def get_params(img, scale, ratio):
        """(top, left, height, width)"""
        return _draw.resized_crop(*F.get_dimensions(img)[1:], scale, ratio)

    def forward(self, img):
        part = self.get_params(img, self.scale, self.ratio)
        return F.resized_crop(img, *part, self.size, self.interpolation, antialias=self.antialias)


class FiveCrop(_Module):
    """See `functional.five_crop`."""

    _fields = ("size",)

    def __init__(self, size):
        super().__init__()
        self.size = _draw.size(size)

    def forward(self, img):
        return F.five_crop(img, self.size)


class TenCrop(FiveCrop):
    """See `functional.ten_crop`."""

    _fields = ("size", "vertical_flip")

    def __init__(self, size, vertical_flip=False):
        super().__init__(size)
        self.vertical_flip = vertical_flip

    def forward(self, img):
        return F.ten_crop(img, self.size, self.vertical_flip)


class LinearTransformation(_Module):
    """`(flat - mean_vector) @ transformation_matrix` of the flattened image, such as whitening."""

    _fields = ("transformation_matrix", "mean_vector")

    def __init__(self, transformation_matrix, mean_vector):
        super().__init__()
        n = transformation_matrix.size(0)
        if n != transformation_matrix.size(1):
            raise ValueError(f"transformation_matrix should be square. Got {tuple(transformation_matrix.size())} rectangular matrix.")
        if mean_vector.size(0) != n:
            raise ValueError(f"mean_vector should have the same length {mean_vector.size(0)} as the transformation_matrix [{tuple(transformation_matrix.size())}]")
        self.transformation_matrix, self.mean_vector = transformation_matrix, mean_vector

    def forward(self, tensor):
        n = tensor.shape[-3] * tensor.shape[-2] * tensor.shape[-1]
        if n != self.transformation_matrix.shape[0]:
            raise ValueError(f"Input tensor and transformation matrix have incompatible shape: {list(tensor.shape)}, {self.transformation_matrix.shape[0]}")
        flat = tensor.reshape(-1, n) - self.mean_vector
        return (flat @ self.transformation_matrix.to(flat.dtype)).reshape(tensor.shape)


class ColorJitter(_Module):
    """Changes brightness, contrast, saturation and hue by random factors, in random order."""

    _fields = ("brightness", "contrast", "saturation", "hue")
    _changes = F.adjust_brightness, F.adjust_contrast, F.adjust_saturation, F.adjust_hue

    def __init__(self, brightness=0, contrast=0, saturation=0, hue=0):
        super().__init__()
        self.brightness, self.contrast = _draw.factors(brightness, "brightness"), _draw.factors(contrast, "contrast")
        self.saturation, self.hue = _draw.factors(saturation, "saturation"), _draw.factors(hue, "hue", center=0, bound=(-0.5, 0.5))

    @staticmethod
    def get_params(brightness, contrast, saturation, hue):
        """(order, brightness, contrast, saturation, hue)"""
        return _draw.jitter(brightness, contrast, saturation, hue)

    def forward(self, img):
        order, *factors = self.get_params(self.brightness, self.contrast, self.saturation, self.hue)
        for i in order.tolist():
            if factors[i] is not None:
                img = self._changes[i](img, factors[i])
        return img


class RandomRotation(_Module):
    """Turns by a random angle within `degrees` (or -degrees to degrees)."""

    _fields = ("degrees", "interpolation", "expand", "fill")

    def __init__(self, degrees, interpolation=_NEAREST, expand=False, center=None, fill=0):
        super().__init__()
        self.degrees, self.interpolation = _draw.angles(degrees, "degrees"), as_mode(interpolation)
        if center is not None:
            _draw.sequence(center, "center", (2,))
        self.center, self.expand, self.fill = center, expand, _draw.fill_of(fill)

    @staticmethod
    def get_params(degrees):
        """The angle."""
        return _draw.uniform(float(degrees[0]), float(degrees[1]))

    def forward(self, img):
        return F.rotate(img, self.get_params(self.degrees), self.interpolation, self.expand, self.center, _colours(self.fill, img))


class RandomAffine(_Module):
    """A random affine map: angles in degrees, `translate` in shares of the size, ranges of scales and shears."""

    _fields = ("degrees", "translate", "scale", "shear")

    def __init__(self, degrees, translate=None, scale=None, shear=None, interpolation=_NEAREST, fill=0, center=None):
        super().__init__()
        self.degrees, self.translate, self.scale, self.shear, self.center = _draw.affine_arguments(degrees, translate, scale, shear, center)
        self.interpolation, self.fill = as_mode(interpolation), _draw.fill_of(fill)

    @staticmethod
    def get_params(degrees, translate, scale_ranges, shears, img_size):
        """(angle, translation, scale, shear)"""
        return _draw.affine(degrees, translate, scale_ranges, shears, *img_size)

    def forward(self, img):
        _, h, w = F.get_dimensions(img)
        drawn = self.get_params(self.degrees, self.translate, self.scale, self.shear, [w, h])
        return F.affine(img, *drawn, interpolation=self.interpolation, fill=_colours(self.fill, img), center=self.center)


class Grayscale(_Module):
    """See `functional.rgb_to_grayscale`."""

    _fields = ("num_output_channels",)

    def __init__(self, num_output_channels=1):
        super().__init__()
        self.num_output_channels = num_output_channels

    def forward(self, img):
        return F.rgb_to_grayscale(img, num_output_channels=self.num_output_channels)


class RandomGrayscale(_WithChance):
    """Grey with as many channels as before, with probability `p`."""

    def __init__(self, p=0.1):
        super().__init__(p)

    def _act(self, img):
        return F.rgb_to_grayscale(img, num_output_channels=F.get_image_num_channels(img))


class RandomErasing(_WithChance):
    """Overwrites a random part of a tensor by `value`, or by noise for "random", with probability `p`."""

    _fields = ("p", "scale", "ratio", "value", "inplace")

    def __init__(self, p=0.5, scale=(0.02, 0.33), ratio=(0.3, 3.3), value=0, inplace=False):
        _draw.erasing_arguments(p, scale, ratio, value)
        if scale[0] > scale[1] or ratio[0] > ratio[1]:
            warnings.warn("Scale and ratio should be of kind (min, max)", stacklevel=2)
        super().__init__(p)
        self.scale, self.ratio, self.value, self.inplace = scale, ratio, value, inplace

    @staticmethod
    def get_params(img, scale, ratio, value=None):
        """(top, left, height, width, values)"""
        c, h, w = img.shape[-3:]
        return _draw.erased(c, h, w, scale, ratio, value) or (0, 0, h, w, img)

    def _act(self, img):
        value = None if isinstance(self.value, str) else [float(v) for v in (self.value if isinstance(self.value, (list, tuple)) else [self.value])]
        if value is not None and len(value) not in (1, img.shape[-3]):
            raise ValueError(f"If value is a sequence, it should have either a single value or {img.shape[-3]} (number of input channels)")
        return F.erase(img, *self.get_params(img, self.scale, self.ratio, value), self.inplace)


class GaussianBlur(_Module):
    """Blurs by a bell of random deviation."""

    _fields = ("kernel_size", "sigma")

    def __init__(self, kernel_size, sigma=(0.1, 2.0)):
        super().__init__()
        self.kernel_size, self.sigma = _draw.blur_arguments(kernel_size, sigma)

    @staticmethod
    def get_params(sigma_min, sigma_max):
        """The deviation in pixels."""
        return _draw.uniform(sigma_min, sigma_max)

    def forward(self, img):
        sigma = self.get_params(*self.sigma)
        return F.gaussian_blur(img, self.kernel_size, [sigma, sigma])


class RandomInvert(_WithChance):
    """The negative, with probability `p`."""

    def _act(self, img):
        return F.invert(img)


class RandomPosterize(_WithChance):
    """Keeps the upper `bits` of each byte, with probability `p`."""

    _fields = ("bits", "p")

    def __init__(self, bits, p=0.5):
        super().__init__(p)
        self.bits = bits

    def _act(self, img):
        return F.posterize(img, self.bits)


class RandomSolarize(_WithChance):
    """The negative of values from `threshold` on, with probability `p`."""

    _fields = ("threshold", "p")

    def __init__(self, threshold, p=0.5):
        super().__init__(p)
        self.threshold = threshold

    def _act(self, img):
        return F.solarize(img, self.threshold)


class RandomAdjustSharpness(_WithChance):
    """Sharpens by a fixed factor, with probability `p`."""

    _fields = ("sharpness_factor", "p")

    def __init__(self, sharpness_factor, p=0.5):
        super().__init__(p)
        self.sharpness_factor = sharpness_factor

    def _act(self, img):
        return F.adjust_sharpness(img, self.sharpness_factor)


class RandomAutocontrast(_WithChance):
    """Stretches the channels to the full range, with probability `p`."""

    def _act(self, img):
        return F.autocontrast(img)


class RandomEqualize(_WithChance):
    """Makes the channels' histograms level, with probability `p`."""

    def _act(self, img):
        return F.equalize(img)


class ElasticTransform(_Module):
    """Moves the pixels by smooth noise: `alpha` is its strength, `sigma` its smoothness in pixels."""

    _fields = ("alpha", "sigma", "interpolation", "fill")

    def __init__(self, alpha=50.0, sigma=5.0, interpolation=_BILINEAR, fill=0):
        super().__init__()
        self.alpha, self.sigma = _draw.elastic_arguments(alpha, sigma)
        self.interpolation, self.fill = as_mode(interpolation), [float(fill)] if isinstance(fill, (int, float)) else [float(f) for f in fill]

    @staticmethod
    def get_params(alpha, sigma, size):
        """The displacement, (1, height, width, 2)."""
        return _draw.displacement(*size, alpha, sigma, F.gaussian_blur)

    def forward(self, tensor):
        moves = self.get_params(self.alpha, self.sigma, F.get_dimensions(tensor)[1:])
        return F.elastic_transform(tensor, moves, self.interpolation, self.fill)


__all__ = [n for n, v in list(globals().items()) if isinstance(v, type) and v.__module__ == __name__ and n[0] != "_" and n != "RandomTransforms"]
