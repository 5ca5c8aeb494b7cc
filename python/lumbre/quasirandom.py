"""Low-discrepancy sequences: not part of this build; `scipy.stats.qmc.Sobol` gives them as arrays."""

__all__ = ["SobolEngine"]


class SobolEngine:
    """Raises `NotImplementedError`."""

    MAXDIM, MAXBIT = 21201, 30

    def __init__(self, dimension, scramble=False, seed=None):
        raise NotImplementedError("torch.quasirandom.SobolEngine")
