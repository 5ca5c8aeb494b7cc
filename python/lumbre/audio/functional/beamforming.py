"""Beamforming: spatial covariances of several microphones and the weights made from them.

Spectrograms are complex, (..., channel, freq, time); covariances (..., freq, channel, channel); weights (..., freq, channel).
Souden et al., "On optimal frequency-domain multichannel linear filtering for noise reduction", 2010.
"""

import lumbre


def psd(specgram, mask=None, normalize=True, eps=1e-10):
    """Covariance of the channels at each frequency, ``sum(mask * x x^H)`` over time, by a ``mask`` (..., freq, time) if given.

    ``normalize`` divides the mask by its sum over time, plus ``eps``.
    """
    x = specgram.transpose(-3, -2)
    if mask is None:
        return x @ x.conj().transpose(-1, -2)
    if mask.shape[:-1] != x.shape[:-2] or mask.shape[-1] != x.shape[-1]:
        raise ValueError(
            "The dimensions of mask except the channel dimension should be the same as specgram. "
            f"Found {mask.shape} for mask and {x.shape} for specgram."
        )
    if normalize:
        mask = mask / (mask.sum(dim=-1, keepdim=True) + eps)
    return (x * mask.unsqueeze(-2)) @ x.conj().transpose(-1, -2)


def _trace(x):
    return lumbre.diagonal(x, 0, dim1=-1, dim2=-2).sum(-1)


def _loaded(matrix, reg, eps=1e-8):
    """The matrix with a little of its trace on the diagonal, so that it can be inverted."""
    eye = lumbre.eye(matrix.size(-1), dtype=matrix.dtype, device=matrix.device)
    return matrix + (_trace(matrix).real[..., None, None] * reg + eps) * eye


def _check_pair(psd_s, psd_n):
    if psd_s.ndim < 3 or psd_n.ndim < 3:
        raise ValueError(f"Expected at least 3D Tensor (..., freq, channel, channel) for psd_s and psd_n. Found {psd_s.shape} and {psd_n.shape}.")
    if not (psd_s.is_complex() and psd_n.is_complex()):
        raise TypeError(f"The type of psd_s and psd_n must be ``torch.cfloat`` or ``torch.cdouble``. Found {psd_s.dtype} and {psd_n.dtype}.")
    if psd_s.shape != psd_n.shape:
        raise ValueError(f"The dimensions of psd_s and psd_n should be the same. Found {psd_s.shape} and {psd_n.shape}.")
    if psd_s.shape[-1] != psd_s.shape[-2]:
        raise ValueError(f"The last two dimensions of psd_s should be the same. Found {psd_s.shape}.")


def _reference(x, channel, dtype):
    """The column of a reference channel: an index, or weights over channels (..., channel)."""
    if isinstance(channel, lumbre.Tensor):
        return (x * channel.to(dtype)[..., None, None, :]).sum(-1)
    if isinstance(channel, int):
        return x[..., channel]
    raise TypeError(f'Expected "int" or "Tensor" for reference_channel. Found: {type(channel)}.')


def mvdr_weights_souden(psd_s, psd_n, reference_channel, diagonal_loading=True, diag_eps=1e-7, eps=1e-8):
    """Minimum variance distortionless weights from the covariances of speech and noise: ``(N^-1 S / trace(N^-1 S)) u``."""
    _check_pair(psd_s, psd_n)
    if diagonal_loading:
        psd_n = _loaded(psd_n, diag_eps)
    top = lumbre.linalg.solve(psd_n, psd_s)
    return _reference(top / (_trace(top)[..., None, None] + eps), reference_channel, psd_n.dtype)


def mvdr_weights_rtf(rtf, psd_n, reference_channel=None, diagonal_loading=True, diag_eps=1e-7, eps=1e-8):
    """The weights from the transfer function ``v`` (..., freq, channel) and the noise: ``N^-1 v / (v^H N^-1 v)``.

    With a ``reference_channel`` they are scaled by its part of ``v``, conjugated.
    """
    if rtf.ndim < 2:
        raise ValueError(f"Expected at least 2D Tensor (..., freq, channel) for rtf. Found {rtf.shape}.")
    if psd_n.ndim < 3:
        raise ValueError(f"Expected at least 3D Tensor (..., freq, channel, channel) for psd_n. Found {psd_n.shape}.")
    if not (rtf.is_complex() and psd_n.is_complex()):
        raise TypeError(f"The type of rtf and psd_n must be ``torch.cfloat`` or ``torch.cdouble``. Found {rtf.dtype} and {psd_n.dtype}.")
    if rtf.shape != psd_n.shape[:-1]:
        raise ValueError(f"The dimensions of rtf and those of psd_n but the last should be the same. Found {rtf.shape} and {psd_n.shape}.")
    if psd_n.shape[-1] != psd_n.shape[-2]:
        raise ValueError(f"The last two dimensions of psd_n should be the same. Found {psd_n.shape}.")
    if diagonal_loading:
        psd_n = _loaded(psd_n, diag_eps)
    top = lumbre.linalg.solve(psd_n, rtf.unsqueeze(-1)).squeeze(-1)
    weights = top / ((rtf.conj() * top).sum(-1).real.unsqueeze(-1) + eps)
    if reference_channel is None:
        return weights
    scale = _reference(rtf.conj().unsqueeze(-2), reference_channel, psd_n.dtype)
    return weights * scale


def rtf_evd(psd_s):
    """The transfer function (..., freq, channel) as the eigenvector of the speech covariance's largest eigenvalue."""
    if not psd_s.is_complex():
        raise TypeError(f"The type of psd_s must be ``torch.cfloat`` or ``torch.cdouble``. Found {psd_s.dtype}.")
    if psd_s.shape[-1] != psd_s.shape[-2]:
        raise ValueError(f"The last two dimensions of psd_s should be the same. Found {psd_s.shape}.")
    return lumbre.linalg.eigh(psd_s)[1][..., -1]


def rtf_power(psd_s, psd_n, reference_channel, n_iter=3, diagonal_loading=True, diag_eps=1e-7):
    """The transfer function by ``n_iter`` steps of the power method on ``N^-1 S``, from its reference column."""
    _check_pair(psd_s, psd_n)
    if n_iter <= 0:
        raise ValueError("The number of iteration must be greater than 0.")
    if diagonal_loading:
        psd_n = _loaded(psd_n, diag_eps)
    phi = lumbre.linalg.solve(psd_n, psd_s)
    rtf = _reference(phi, reference_channel, psd_n.dtype).unsqueeze(-1)
    for _ in range(n_iter - 2):
        rtf = phi @ rtf
    return ((psd_s if n_iter >= 2 else psd_n) @ rtf).squeeze(-1)


def apply_beamforming(beamform_weights, specgram):
    """One channel from many: ``w^H x`` at each frequency and time, (..., freq, time)."""
    if beamform_weights.shape[:-2] != specgram.shape[:-3]:
        raise ValueError(
            "The dimensions except the last two of beamform_weights should be those except the last three of specgram. "
            f"Found {beamform_weights.shape} for beamform_weights and {specgram.shape} for specgram."
        )
    if not (beamform_weights.is_complex() and specgram.is_complex()):
        raise TypeError(
            "The type of beamform_weights and specgram must be ``torch.cfloat`` or ``torch.cdouble``. "
            f"Found {beamform_weights.dtype} for beamform_weights and {specgram.dtype} for specgram."
        )
    return lumbre.einsum("...fc,...cft->...ft", beamform_weights.conj(), specgram)
