"""Augmentation by learned and by random policies."""

import lumbre
from lumbre import Tensor, nn

from . import functional as F
from ._modes import InterpolationMode
from ._policies import COLOURS, LEVELS, MOVES, AutoAugmentPolicy, change, policies, space
from .transforms import _colours, _Shown

__all__ = ["AutoAugmentPolicy", "AutoAugment", "RandAugment", "TrivialAugmentWide", "AugMix"]
_ORDER = (*MOVES, *COLOURS, *LEVELS)


def _choose(known):
    """One change and its strengths."""
    name = list(known)[int(lumbre.randint(len(known), (1,)).item())]
    return name, *known[name]


def _either_way(strength, signed):
    return -strength if signed and lumbre.randint(2, (1,)).item() else strength


class _Policy(_Shown, nn.Module):
    def __init__(self, interpolation, fill):
        super().__init__()
        self.interpolation, self.fill = interpolation, fill

    def _change(self, img, name, strength):
        return change(img, name, strength, self.interpolation, _colours(self.fill, img))


class AutoAugment(_Policy):
    """One of 25 learned pairs of changes. Cubuk et al., "AutoAugment", 2019."""

    _fields = ("policy", "fill")

    def __init__(self, policy=AutoAugmentPolicy.IMAGENET, interpolation=InterpolationMode.NEAREST, fill=None):
        super().__init__(interpolation, fill)
        self.policy, self.policies = policy, policies(policy)

    def _augmentation_space(self, num_bins, image_size):
        h, w = image_size
        return space((*_ORDER, "Invert"), num_bins, 0.3, 150.0 / 331.0 * w, 150.0 / 331.0 * h, 30.0, 0.9)

    @staticmethod
    def get_params(transform_num):
        """(number of the pair, two probabilities, two signs)"""
        return int(lumbre.randint(transform_num, (1,)).item()), lumbre.rand((2,)), lumbre.randint(2, (2,))

    def forward(self, img):
        chosen, probs, signs = self.get_params(len(self.policies))
        known = self._augmentation_space(10, F.get_dimensions(img)[1:])
        for (name, p, number), drawn, sign in zip(self.policies[chosen], probs, signs):
            # Compared in single precision, as both are drawn and learned.
            if bool(drawn <= p):
                strengths, signed = known[name]
                strength = float(strengths[number]) if number is not None else 0.0
                img = self._change(img, name, -strength if signed and sign == 0 else strength)
        return img


class RandAugment(_Policy):
    """`num_ops` random changes of one strength. Cubuk et al., "RandAugment", 2020."""

    _fields = ("num_ops", "magnitude", "num_magnitude_bins", "interpolation", "fill")

    def __init__(self, num_ops=2, magnitude=9, num_magnitude_bins=31, interpolation=InterpolationMode.NEAREST, fill=None):
        super().__init__(interpolation, fill)
        self.num_ops, self.magnitude, self.num_magnitude_bins = num_ops, magnitude, num_magnitude_bins

    def _augmentation_space(self, num_bins, image_size):
        h, w = image_size
        return space(("Identity", *_ORDER), num_bins, 0.3, 150.0 / 331.0 * w, 150.0 / 331.0 * h, 30.0, 0.9)

    def forward(self, img):
        known = self._augmentation_space(self.num_magnitude_bins, F.get_dimensions(img)[1:])
        for _ in range(self.num_ops):
            name, strengths, signed = _choose(known)
            strength = float(strengths[self.magnitude]) if strengths is not None else 0.0
            img = self._change(img, name, _either_way(strength, signed))
        return img


class TrivialAugmentWide(_Policy):
    """One random change of random strength. Müller and Hutter, "TrivialAugment", 2021."""

    _fields = ("num_magnitude_bins", "interpolation", "fill")

    def __init__(self, num_magnitude_bins=31, interpolation=InterpolationMode.NEAREST, fill=None):
        super().__init__(interpolation, fill)
        self.num_magnitude_bins = num_magnitude_bins

    def _augmentation_space(self, num_bins):
        return space(("Identity", *_ORDER), num_bins, 0.99, 32.0, 32.0, 135.0, 0.99, bits=(8, 6))

    def forward(self, img):
        name, strengths, signed = _choose(self._augmentation_space(self.num_magnitude_bins))
        strength = float(strengths[lumbre.randint(len(strengths), (1,))]) if strengths is not None else 0.0
        return self._change(img, name, _either_way(strength, signed))


class AugMix(_Policy):
    """A random mixture of the image with chains of changes of it. Hendrycks et al., "AugMix", 2020."""

    _PARAMETER_MAX = 10
    _fields = ("severity", "mixture_width", "chain_depth", "alpha", "all_ops", "interpolation", "fill")

    def __init__(
        self, severity=3, mixture_width=3, chain_depth=-1, alpha=1.0, all_ops=True, interpolation=InterpolationMode.BILINEAR, fill=None
    ):
        super().__init__(interpolation, fill)
        if not 1 <= severity <= self._PARAMETER_MAX:
            raise ValueError(f"The severity must be between [1, {self._PARAMETER_MAX}]. Got {severity} instead.")
        self.severity, self.mixture_width, self.chain_depth, self.alpha, self.all_ops = severity, mixture_width, chain_depth, alpha, all_ops

    def _augmentation_space(self, num_bins, image_size):
        h, w = image_size
        names = (*MOVES, *LEVELS, *(COLOURS if self.all_ops else ()))
        return space(names, num_bins, 0.3, w / 3.0, h / 3.0, 30.0, 0.9, bits=(4, 4))

    def _weights(self, n, batch):
        return lumbre._sample_dirichlet(lumbre.tensor([self.alpha] * n).expand(batch, -1).contiguous())

    def forward(self, orig_img):
        whole = orig_img if isinstance(orig_img, Tensor) else F.pil_to_tensor(orig_img).contiguous()
        known = self._augmentation_space(self._PARAMETER_MAX, F.get_dimensions(whole)[1:])
        batch = whole.reshape(*[1] * max(4 - whole.ndim, 0), *whole.shape)
        shape = [batch.size(0)] + [1] * (batch.ndim - 1)
        share = self._weights(2, shape[0]).to(batch.device)
        weights = self._weights(self.mixture_width, shape[0]).to(batch.device) * share[:, 1].view(-1, 1)
        mix = share[:, 0].view(shape) * batch
        for i in range(self.mixture_width):
            img = batch
            for _ in range(self.chain_depth if self.chain_depth > 0 else int(lumbre.randint(1, 4, (1,)).item())):
                name, strengths, signed = _choose(known)
                strength = float(strengths[lumbre.randint(self.severity, (1,))]) if strengths is not None else 0.0
                img = self._change(img, name, _either_way(strength, signed))
            mix += weights[:, i].view(shape) * img
        mix = mix.view(whole.shape).to(whole.dtype)
        return mix if isinstance(orig_img, Tensor) else F.to_pil_image(mix)
