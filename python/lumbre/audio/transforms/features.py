"""Modules over spectrograms: masks of SpecAugment, deltas, running means."""

import lumbre
from lumbre.nn import Module

from .. import functional as F


class _AxisMasking(Module):
    __constants__ = ["mask_param", "axis", "iid_masks", "p"]

    def __init__(self, mask_param, axis, iid_masks, p=1.0):
        super().__init__()
        self.mask_param, self.axis, self.iid_masks, self.p = mask_param, axis, iid_masks, p

    def forward(self, specgram, mask_value=0.0):
        axis = self.axis + specgram.dim() - 3
        if self.iid_masks:
            return F.mask_along_axis_iid(specgram, self.mask_param, mask_value, axis, p=self.p)
        return F.mask_along_axis(specgram, self.mask_param, float(mask_value), axis, p=self.p)


class FrequencyMasking(_AxisMasking):
    """Mask a random band of at most ``freq_mask_param`` frequencies of (..., freq, time); one for each channel if ``iid_masks``."""

    def __init__(self, freq_mask_param, iid_masks=False):
        super().__init__(freq_mask_param, 1, iid_masks)


class TimeMasking(_AxisMasking):
    """Mask a random stretch of at most ``time_mask_param`` frames, and at most the part ``p`` of all."""

    def __init__(self, time_mask_param, iid_masks=False, p=1.0):
        if not 0.0 <= p <= 1.0:
            raise ValueError(f"The value of p must be between 0.0 and 1.0 ({p} given).")
        super().__init__(time_mask_param, 2, iid_masks, p=p)


class SpecAugment(Module):
    """Several time and frequency masks at once, filled with zero (``zero_masking``) or the mean. Park et al., "SpecAugment", 2019."""

    __constants__ = ["n_time_masks", "time_mask_param", "n_freq_masks", "freq_mask_param", "iid_masks", "p", "zero_masking"]

    def __init__(
        self, n_time_masks, time_mask_param, n_freq_masks, freq_mask_param, iid_masks=True, p=1.0, zero_masking=False
    ):
        super().__init__()
        self.n_time_masks, self.time_mask_param = n_time_masks, time_mask_param
        self.n_freq_masks, self.freq_mask_param = n_freq_masks, freq_mask_param
        self.iid_masks, self.p, self.zero_masking = iid_masks, p, zero_masking

    def forward(self, specgram):
        value = 0.0 if self.zero_masking else specgram.mean()
        mask = F.mask_along_axis_iid if specgram.dim() > 2 and self.iid_masks else F.mask_along_axis
        dim = specgram.dim()
        for _ in range(self.n_time_masks):
            specgram = mask(specgram, self.time_mask_param, value, dim - 1, p=self.p)
        for _ in range(self.n_freq_masks):
            specgram = mask(specgram, self.freq_mask_param, value, dim - 2, p=self.p)
        return specgram


class ComputeDeltas(Module):
    """Slope along time; see `lumbre.audio.functional.compute_deltas`."""

    __constants__ = ["win_length"]

    def __init__(self, win_length=5, mode="replicate"):
        super().__init__()
        self.win_length, self.mode = win_length, mode

    def forward(self, specgram):
        return F.compute_deltas(specgram, win_length=self.win_length, mode=self.mode)


class SlidingWindowCmn(Module):
    """Features (..., frames, freq) less their running mean; see `lumbre.audio.functional.sliding_window_cmn`."""

    def __init__(self, cmn_window=600, min_cmn_window=100, center=False, norm_vars=False):
        super().__init__()
        self.cmn_window, self.min_cmn_window, self.center, self.norm_vars = cmn_window, min_cmn_window, center, norm_vars

    def forward(self, specgram):
        return F.sliding_window_cmn(specgram, self.cmn_window, self.min_cmn_window, self.center, self.norm_vars)


class PSD(Module):
    """Covariance of the channels; see `lumbre.audio.functional.psd`. ``multi_mask``: the mask has channels and is averaged over them."""

    def __init__(self, multi_mask=False, normalize=True, eps=1e-15):
        super().__init__()
        self.multi_mask, self.normalize, self.eps = multi_mask, normalize, eps

    def forward(self, specgram, mask=None):
        if mask is not None and self.multi_mask:
            mask = mask.mean(dim=-3)
        return F.psd(specgram, mask, self.normalize, self.eps)


class RTFMVDR(Module):
    """Beamforming by a relative transfer function; see `lumbre.audio.functional.mvdr_weights_rtf`."""

    def forward(self, specgram, rtf, psd_n, reference_channel, diagonal_loading=True, diag_eps=1e-7, eps=1e-8):
        weights = F.mvdr_weights_rtf(rtf, psd_n, reference_channel, diagonal_loading, diag_eps, eps)
        return F.apply_beamforming(weights, specgram)


class SoudenMVDR(Module):
    """Beamforming by the covariances of speech and noise; see `lumbre.audio.functional.mvdr_weights_souden`."""

    def forward(self, specgram, psd_s, psd_n, reference_channel, diagonal_loading=True, diag_eps=1e-7, eps=1e-8):
        weights = F.mvdr_weights_souden(psd_s, psd_n, reference_channel, diagonal_loading, diag_eps, eps)
        return F.apply_beamforming(weights, specgram)


class MVDR(Module):
    """Beamforming of (..., channel, freq, time) by masks of speech and noise (..., freq, time), in double precision.

    ``solution``: "ref_channel" (Souden), "stv_evd" or "stv_power". ``online`` keeps a running covariance over calls, in buffers.
    """

    def __init__(
        self, ref_channel=0, solution="ref_channel", multi_mask=False, diag_loading=True, diag_eps=1e-7, online=False
    ):
        super().__init__()
        if solution not in ("ref_channel", "stv_evd", "stv_power"):
            raise ValueError(f'`solution` must be one of ["ref_channel", "stv_evd", "stv_power"]. Given {solution}')
        self.ref_channel, self.solution, self.multi_mask = ref_channel, solution, multi_mask
        self.diag_loading, self.diag_eps, self.online = diag_loading, diag_eps, online
        self.psd = PSD(multi_mask)
        for name in ("psd_s", "psd_n", "mask_sum_s", "mask_sum_n"):
            self.register_buffer(name, lumbre.zeros(1))

    def _running(self, kind, psd, mask):
        """The covariance over all calls so far, weighted with the masks' sums."""
        if self.multi_mask:
            mask = mask.mean(dim=-3)
        new, old, mean = mask.sum(dim=-1), getattr(self, f"mask_sum_{kind}"), getattr(self, f"psd_{kind}")
        if mean.ndim == 1:
            total = new
        else:
            total = old + new
            psd = mean * (old / total)[..., None, None] + psd * (1 / total)[..., None, None]
        setattr(self, f"psd_{kind}", psd)
        setattr(self, f"mask_sum_{kind}", total)
        return psd

    def forward(self, specgram, mask_s, mask_n=None):
        if specgram.ndim < 3:
            raise ValueError(f"Expected at least 3D tensor (..., channel, freq, time). Found: {specgram.shape}")
        if not specgram.is_complex():
            raise ValueError(f"The type of ``specgram`` tensor must be ``torch.cfloat`` or ``torch.cdouble``. Found: {specgram.dtype}")
        wide = specgram.to(lumbre.complex128)
        if mask_n is None:
            import warnings

            warnings.warn("MVDR: ``mask_n`` is not given, ``1 - mask_s`` is taken", stacklevel=2)
            mask_n = 1 - mask_s
        psd_s, psd_n = self.psd(wide, mask_s), self.psd(wide, mask_n)
        if self.online:
            psd_s, psd_n = self._running("s", psd_s, mask_s), self._running("n", psd_n, mask_n)
        u = lumbre.zeros(wide.shape[:-2], device=wide.device, dtype=lumbre.complex128)
        u[..., self.ref_channel].fill_(1)
        if self.solution == "ref_channel":
            weights = F.mvdr_weights_souden(psd_s, psd_n, u, self.diag_loading, self.diag_eps)
        else:
            if self.solution == "stv_evd":
                rtf = F.rtf_evd(psd_s)
            else:
                rtf = F.rtf_power(psd_s, psd_n, u, diagonal_loading=self.diag_loading, diag_eps=self.diag_eps)
            weights = F.mvdr_weights_rtf(rtf, psd_n, u, self.diag_loading, self.diag_eps)
        return F.apply_beamforming(weights, wide).to(specgram.dtype)
