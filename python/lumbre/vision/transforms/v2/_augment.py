"""Erasing, mixing of samples, compression, and policies of augmentation."""

import math

import lumbre
from lumbre.nn import functional as nnf
from lumbre.utils._pytree import tree_flatten, tree_unflatten

from ..._pil import is_pil
from ...tv_tensors import BoundingBoxes, KeyPoints, Mask, TVTensor, Video, wrap
from .. import _draw
from .. import autoaugment as v1
from .._modes import InterpolationMode, as_mode
from .._policies import change, policies
from . import functional as F
from ._base import Transform, fill_for, fills, has_any, labels_of, query_chw, query_size
from ._color import Pictures, PicturesWithChance
from .functional._kinds import is_image, plain


class RandomErasing(PicturesWithChance):
    """Overwrites a random part by `value`, or by noise for "random", with probability `p`."""

    def __init__(self, p=0.5, scale=(0.02, 0.33), ratio=(0.3, 3.3), value=0.0, inplace=False):
        super().__init__(p)
        _draw.erasing_arguments(p, scale, ratio, value)
        self.scale, self.ratio, self.inplace = scale, ratio, inplace
        self.value = None if isinstance(value, str) else [float(v) for v in (value if isinstance(value, (list, tuple)) else [value])]

    def make_params(self, flat_inputs):
        c, h, w = query_chw(flat_inputs)
        if self.value is not None and len(self.value) not in (1, c):
            raise ValueError(f"If value is a sequence, it should have either a single value or {c} (number of inpt channels)")
        return {"part": _draw.erased(c, h, w, self.scale, self.ratio, self.value)}

    def transform(self, inpt, params):
        return inpt if params["part"] is None else F.erase(inpt, *params["part"], inplace=self.inplace)


class _Mixing(Transform):
    """Mixes each sample of a batch with the one before it, and the labels alike."""

    def __init__(self, *, alpha=1.0, num_classes=None, labels_getter="default"):
        super().__init__()
        from lumbre.distributions import Beta

        self.alpha, self.num_classes = float(alpha), num_classes
        self._dist = Beta(lumbre.tensor([alpha]), lumbre.tensor([alpha]))
        self._labels_getter = labels_of(labels_getter)

    def _check(self, labels):
        if not isinstance(labels, lumbre.Tensor):
            raise ValueError(f"The labels must be a tensor, but got {type(labels)} instead.")
        if labels.ndim not in (1, 2):
            raise ValueError(
                "labels should be index based with shape (batch_size,) or probability based with shape (batch_size, num_classes), "
                f"but got a tensor of shape {labels.shape} instead."
            )
        if labels.ndim == 2 and self.num_classes is not None and labels.shape[-1] != self.num_classes:
            raise ValueError(f"When passing 2D labels, the number of elements in last dimension must match num_classes: {labels.shape[-1]} != {self.num_classes}.")
        if labels.ndim == 1 and self.num_classes is None:
            raise ValueError("num_classes must be passed if the labels are index-based (1D)")

    def forward(self, *inputs):
        sample = inputs if len(inputs) > 1 else inputs[0]
        flat, spec = tree_flatten(sample)
        if has_any(flat, is_pil, BoundingBoxes, Mask, KeyPoints):
            raise ValueError(f"{type(self).__name__}() does not support PIL images, bounding boxes, keypoints and masks.")
        labels = self._labels_getter(sample)
        self._check(labels)
        wanted = self._needs_transform_list(flat)
        drawn, share = self._draw([x for x, want in zip(flat, wanted) if want])
        out = []
        for x, want in zip(flat, wanted):
            if x is labels:
                out.append(self._labels(x, share))
            elif want and is_image(x):
                rank = 5 if isinstance(x, Video) else 4
                if x.ndim != rank:
                    raise ValueError(f"Expected a batched input with {rank} dims, but got {x.ndim} dimensions instead.")
                if len(x) != len(labels):
                    raise ValueError(f"The batch size of the image or video does not match the batch size of the labels: {len(x)} != {len(labels)}.")
                mixed = self._mix(plain(x), drawn)
                out.append(wrap(mixed, like=x) if isinstance(x, TVTensor) else mixed)
            else:
                out.append(x)
        return tree_unflatten(out, spec)

    def _labels(self, labels, share):
        if labels.ndim == 1:
            labels = nnf.one_hot(labels, num_classes=self.num_classes)
        labels = labels if labels.is_floating_point() else labels.float()
        return labels.roll(1, 0).mul_(1.0 - share).add_(labels.mul(share))


class MixUp(_Mixing):
    """`share * x + (1 - share) * other`. Zhang et al., "mixup", 2018."""

    def _draw(self, flat):
        share = float(self._dist.sample(()))
        return share, share

    def _mix(self, x, share):
        return x.roll(1, 0).mul_(1.0 - share).add_(x.mul(share))


class CutMix(_Mixing):
    """A rectangle of the other sample. Yun et al., "CutMix", 2019."""

    def _draw(self, flat):
        share = float(self._dist.sample(()))
        h, w = query_size(flat)
        x, y = _draw.integer(0, w), _draw.integer(0, h)
        r = 0.5 * math.sqrt(1.0 - share)
        across, down = int(r * w), int(r * h)
        box = max(x - across, 0), max(y - down, 0), min(x + across, w), min(y + down, h)
        return box, float(1.0 - (box[2] - box[0]) * (box[3] - box[1]) / (w * h))

    def _mix(self, x, box):
        x1, y1, x2, y2 = box
        out = x.clone()
        out[..., y1:y2, x1:x2] = x.roll(1, 0)[..., y1:y2, x1:x2]
        return out


class JPEG(Pictures):
    """JPEG's compression with a random quality of a range within 1 ... 100."""

    def __init__(self, quality):
        super().__init__()
        quality = [quality, quality] if isinstance(quality, int) and not isinstance(quality, bool) else quality
        _draw.sequence(quality, "quality", (2,))
        if not (all(isinstance(q, int) for q in quality) and 1 <= quality[0] <= quality[1] <= 100):
            raise ValueError(f"quality must be an integer from 1 to 100, got {quality}")
        self.quality = quality

    def make_params(self, flat_inputs):
        return {"quality": _draw.integer(self.quality[0], self.quality[1] + 1)}

    def transform(self, inpt, params):
        return F.jpeg(inpt, **params)


class _Policy(Transform):
    """Changes of the one image or video in a sample."""

    _space = None

    def __init__(self, interpolation, fill):
        super().__init__()
        self.interpolation, self.fill, self._fill = interpolation, fill, fills(fill)

    def forward(self, *inputs):
        flat, spec = tree_flatten(inputs if len(inputs) > 1 else inputs[0])
        for x in flat:
            if isinstance(x, (BoundingBoxes, Mask, KeyPoints)):
                raise TypeError(f"Inputs of type {type(x).__name__} are not supported by {type(self).__name__}()")
        places = [i for i, want in enumerate(self._needs_transform_list(flat)) if want and is_image(flat[i])]
        if not places:
            raise TypeError("Found no image in the sample.")
        if len(places) > 1:
            raise TypeError(f"Auto augment transformations are only properly defined for a single image or video, but found {len(places)}.")
        x = flat[places[0]]
        out = self._augment(plain(x), fill_for(self._fill, x))
        flat[places[0]] = wrap(out, like=x) if isinstance(x, TVTensor) else out
        return tree_unflatten(flat, spec)

    def _known(self, space):
        """Thresholds are shares of full brightness."""
        return {k: (v / 255.0 if k == "Solarize" else v, signed) for k, (v, signed) in space.items()}

    def _change(self, x, fill, name, strengths, signed, number):
        strength = float(strengths[number()]) if strengths is not None else 0.0
        if strengths is not None and signed and lumbre.rand(()).item() <= 0.5:
            strength = -strength
        return change(x, name, strength, as_mode(self.interpolation), fill, relative=True)

    def _choose(self, known):
        name = list(known)[_draw.integer(0, len(known))]
        return name, *known[name]


class AutoAugment(_Policy):
    """One of 25 learned pairs of changes."""

    def __init__(self, policy=v1.AutoAugmentPolicy.IMAGENET, interpolation=InterpolationMode.NEAREST, fill=None):
        super().__init__(interpolation, fill)
        self.policy, self._policies = policy, policies(policy)

    def _augment(self, x, fill):
        known = self._known(v1.AutoAugment._augmentation_space(self, 10, F.get_size(x)))
        for name, p, number in self._policies[_draw.integer(0, len(self._policies))]:
            if lumbre.rand(()).item() <= p:
                x = self._change(x, fill, name, *known[name], lambda number=number: number)
        return x


class RandAugment(_Policy):
    """`num_ops` random changes of one strength."""

    def __init__(self, num_ops=2, magnitude=9, num_magnitude_bins=31, interpolation=InterpolationMode.NEAREST, fill=None):
        super().__init__(interpolation, fill)
        if not isinstance(num_ops, int) or num_ops < 0:
            raise ValueError(f"num_ops should be a non-negative integer, but got {num_ops} instead.")
        self.num_ops, self.magnitude, self.num_magnitude_bins = num_ops, magnitude, num_magnitude_bins

    def _augment(self, x, fill):
        known = self._known(v1.RandAugment._augmentation_space(self, self.num_magnitude_bins, F.get_size(x)))
        for _ in range(self.num_ops):
            x = self._change(x, fill, *self._choose(known), lambda: self.magnitude)
        return x


class TrivialAugmentWide(_Policy):
    """One random change of random strength."""

    def __init__(self, num_magnitude_bins=31, interpolation=InterpolationMode.NEAREST, fill=None):
        super().__init__(interpolation, fill)
        self.num_magnitude_bins = num_magnitude_bins

    def _augment(self, x, fill):
        known = self._known(v1.TrivialAugmentWide._augmentation_space(self, self.num_magnitude_bins))
        return self._change(x, fill, *self._choose(known), lambda: _draw.integer(0, self.num_magnitude_bins))


class AugMix(_Policy):
    """A random mixture of the image with chains of changes of it."""

    _PARAMETER_MAX = 10
    _weights = v1.AugMix._weights

    def __init__(
        self, severity=3, mixture_width=3, chain_depth=-1, alpha=1.0, all_ops=True, interpolation=InterpolationMode.BILINEAR, fill=None
    ):
        super().__init__(interpolation, fill)
        known = v1.AugMix(severity, mixture_width, chain_depth, alpha, all_ops)
        self.severity, self.mixture_width, self.chain_depth = known.severity, known.mixture_width, known.chain_depth
        self.alpha, self.all_ops = known.alpha, known.all_ops

    def _augment(self, x, fill):
        whole = F.pil_to_tensor(x).contiguous() if is_pil(x) else x
        known = self._known(v1.AugMix._augmentation_space(self, self._PARAMETER_MAX, F.get_size(x)))
        batch = whole.reshape(*[1] * max(4 - whole.ndim, 0), *whole.shape)
        shape = [batch.size(0)] + [1] * (batch.ndim - 1)
        share = self._weights(2, shape[0])
        weights = self._weights(self.mixture_width, shape[0]) * share[:, 1].reshape(-1, 1)
        mix = share[:, 0].reshape(shape) * batch
        for i in range(self.mixture_width):
            img = batch
            for _ in range(self.chain_depth if self.chain_depth > 0 else _draw.integer(1, 4)):
                img = self._change(img, fill, *self._choose(known), lambda: _draw.integer(0, self.severity))
            mix += weights[:, i].reshape(shape) * img
        mix = mix.reshape(whole.shape).to(whole.dtype)
        return F.to_pil_image(mix) if is_pil(x) else mix
