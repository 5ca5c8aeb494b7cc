"""Colours of whole samples: masks, boxes and points stay."""

import lumbre

from ...tv_tensors import Image, Video
from ..._pil import is_pil
from .. import _draw
from .. import transforms as v1
from . import functional as F
from ._base import Transform, WithChance, query_chw
from .functional import is_pure_tensor

_PICTURES = (is_pure_tensor, Image, Video, is_pil)


class Pictures(Transform):
    """A transform of images and videos alone."""

    _kinds = _PICTURES


class PicturesWithChance(WithChance):
    """A transform of images and videos alone, with probability `p`."""

    _kinds = _PICTURES


class Grayscale(Pictures):
    """See `functional.rgb_to_grayscale`."""

    def __init__(self, num_output_channels=1):
        super().__init__()
        self.num_output_channels = num_output_channels

    def transform(self, inpt, params):
        return F.rgb_to_grayscale(inpt, num_output_channels=self.num_output_channels)


class RandomGrayscale(PicturesWithChance):
    """Grey with as many channels as before, with probability `p`."""

    def __init__(self, p=0.1):
        super().__init__(p)

    def transform(self, inpt, params):
        return F.rgb_to_grayscale(inpt, num_output_channels=F.get_num_channels(inpt))


class RGB(Pictures):
    """Three channels of one."""

    def transform(self, inpt, params):
        return F.grayscale_to_rgb(inpt)


_CHANGES = F.adjust_brightness, F.adjust_contrast, F.adjust_saturation, F.adjust_hue


class ColorJitter(Pictures):
    """Changes brightness, contrast, saturation and hue by random factors, in random order."""

    get_params = staticmethod(v1.ColorJitter.get_params)

    def __init__(self, brightness=None, contrast=None, saturation=None, hue=None):
        super().__init__()
        known = v1.ColorJitter(brightness or 0, contrast or 0, saturation or 0, hue or 0)
        self.brightness, self.contrast, self.saturation, self.hue = known.brightness, known.contrast, known.saturation, known.hue

    def make_params(self, flat_inputs):
        order, *factors = _draw.jitter(self.brightness, self.contrast, self.saturation, self.hue)
        return {"order": order.tolist(), "factors": factors}

    def transform(self, inpt, params):
        for i in params["order"]:
            if params["factors"][i] is not None:
                inpt = _CHANGES[i](inpt, params["factors"][i])
        return inpt


class RandomChannelPermutation(Pictures):
    """The channels in random order."""

    def make_params(self, flat_inputs):
        return {"permutation": lumbre.randperm(query_chw(flat_inputs)[0])}

    def transform(self, inpt, params):
        return F.permute_channels(inpt, **params)


class RandomPhotometricDistort(Pictures):
    """Changes of colour and of the order of channels, each with probability `p`. Liu et al., "SSD", 2016."""

    def __init__(self, brightness=(0.875, 1.125), contrast=(0.5, 1.5), saturation=(0.5, 1.5), hue=(-0.05, 0.05), p=0.5):
        super().__init__()
        self.brightness, self.contrast, self.saturation, self.hue, self.p = brightness, contrast, saturation, hue, p

    def make_params(self, flat_inputs):
        channels = query_chw(flat_inputs)[0]
        factors = [_draw.uniform(*r) if _draw.chance(self.p) else None for r in (self.brightness, self.contrast, self.saturation, self.hue)]
        early = _draw.chance(0.5)
        permutation = lumbre.randperm(channels) if _draw.chance(self.p) else None
        # Contrast comes second or last.
        return {"factors": factors, "order": (0, 1, 2, 3) if early else (0, 2, 3, 1), "permutation": permutation}

    def transform(self, inpt, params):
        for i in params["order"]:
            if params["factors"][i] is not None:
                inpt = _CHANGES[i](inpt, params["factors"][i])
        return inpt if params["permutation"] is None else F.permute_channels(inpt, params["permutation"])


class RandomEqualize(PicturesWithChance):
    """Makes the channels' histograms level, with probability `p`."""

    def transform(self, inpt, params):
        return F.equalize(inpt)


class RandomInvert(PicturesWithChance):
    """The negative, with probability `p`."""

    def transform(self, inpt, params):
        return F.invert(inpt)


class RandomAutocontrast(PicturesWithChance):
    """Stretches the channels to the full range, with probability `p`."""

    def transform(self, inpt, params):
        return F.autocontrast(inpt)


class RandomPosterize(PicturesWithChance):
    """Keeps the upper `bits` of each byte, with probability `p`."""

    def __init__(self, bits, p=0.5):
        super().__init__(p)
        self.bits = bits

    def transform(self, inpt, params):
        return F.posterize(inpt, bits=self.bits)


class RandomSolarize(PicturesWithChance):
    """The negative of values from `threshold` on, with probability `p`."""

    def __init__(self, threshold, p=0.5):
        super().__init__(p)
        self.threshold = threshold

    def transform(self, inpt, params):
        return F.solarize(inpt, threshold=self.threshold)


class RandomAdjustSharpness(PicturesWithChance):
    """Sharpens by a fixed factor, with probability `p`."""

    def __init__(self, sharpness_factor, p=0.5):
        super().__init__(p)
        self.sharpness_factor = sharpness_factor

    def transform(self, inpt, params):
        return F.adjust_sharpness(inpt, sharpness_factor=self.sharpness_factor)
