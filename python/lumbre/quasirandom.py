"""Sobol's sequences: points that fill the unit cube more evenly than random ones."""

import lumbre

__all__ = ["SobolEngine"]


def _directions(dimension, bits):
    """Joe and Kuo's direction numbers, int64 (dimension, bits), of scipy's table."""
    try:
        from scipy.stats import qmc
    except ImportError as error:
        raise ImportError("quasirandom.SobolEngine takes its direction numbers from scipy: `pip install scipy`") from error
    return lumbre.from_numpy(qmc.Sobol(dimension, scramble=False, bits=bits)._sv.astype("int64"))


class SobolEngine:
    """Points of [0, 1) in up to 21201 dimensions, in the order of PyTorch's engine. Joe and Kuo, 2008.

    ``scramble`` mixes the digits at random (Owen, 1998; `seed` draws them), which keeps the evenness and moves the first point off 0.
    """

    MAXDIM, MAXBIT = 21201, 30

    def __init__(self, dimension, scramble=False, seed=None):
        if not 1 <= dimension <= self.MAXDIM:
            raise ValueError(f"Supported range of dimensionality for SobolEngine is [1, {self.MAXDIM}]")
        self.seed, self.scramble, self.dimension = seed, scramble, dimension
        with lumbre.device("cpu"):
            self.sobolstate = _directions(dimension, self.MAXBIT)
            self.shift = lumbre.zeros(dimension, dtype=lumbre.int64)
            if scramble:
                self._scramble()
            self.quasi = self.shift.clone()
            self._first_point = (self.quasi / 2**self.MAXBIT).reshape(1, -1)
        self.num_generated = 0

    def _scramble(self):
        generator = None
        if self.seed is not None:
            generator = lumbre.Generator().manual_seed(self.seed)
        bits = self.MAXBIT
        digits = lumbre.randint(2, (self.dimension, bits), generator=generator)
        self.shift = (digits * 2 ** lumbre.arange(bits)).sum(-1)
        mix = lumbre.randint(2, (self.dimension, bits, bits), generator=generator).tril()
        mix.diagonal(0, -2, -1).fill_(1)
        # Digits of the direction numbers, the highest first, times the triangular matrices, modulo 2.
        high = lumbre.arange(bits - 1, -1, -1)
        known = (self.sobolstate[:, :, None] >> high) & 1
        mixed = (mix[:, None].double() @ known[..., None].double()).squeeze(-1).to(lumbre.int64) % 2
        self.sobolstate = (mixed * 2**high).sum(-1)

    def _steps(self, n, start):
        """The integers of points start + 1 … start + n: each differs from the one before by one direction number."""
        counts = lumbre.arange(start, start + n)
        # The lowest zero digit of the count says which.
        free = ~counts & (counts + 1)
        which = lumbre.log2(free.double()).to(lumbre.int64)
        return self.sobolstate.T[which]

    def _advance(self, n, start):
        out = lumbre.empty(n, self.dimension, dtype=lumbre.int64)
        state = self.quasi
        for i, step in enumerate(self._steps(n, start)):
            state = state ^ step
            out[i] = state
        self.quasi = state
        return out

    def draw(self, n=1, out=None, dtype=None):
        """The next `n` points: (n, dimension)."""
        kind = lumbre.get_default_dtype() if dtype is None else dtype
        with lumbre.device("cpu"), lumbre.no_grad():
            if self.num_generated == 0:
                rest = self._advance(n - 1, 0)
                result = lumbre.cat([self._first_point.to(kind), (rest.double() * 2.0**-self.MAXBIT).to(kind)])
            else:
                result = (self._advance(n, self.num_generated - 1).double() * 2.0**-self.MAXBIT).to(kind)
        self.num_generated += n
        if out is None:
            return result
        return out.resize_as_(result).copy_(result)

    def draw_base2(self, m, out=None, dtype=None):
        """The next 2**m points, while all points so far are a power of two: then they are balanced in every half."""
        total = self.num_generated + 2**m
        if total & (total - 1):
            raise ValueError(
                "The balance properties of Sobol' points require n to be a power of 2. "
                f"{self.num_generated} points have been previously generated, then: n={self.num_generated}+2**{m}={total}. "
                "If you still want to do this, please use 'SobolEngine.draw()' instead."
            )
        return self.draw(2**m, out=out, dtype=dtype)

    def reset(self):
        """Back to the first point."""
        self.quasi, self.num_generated = self.shift.clone(), 0
        return self

    def fast_forward(self, n):
        """Leaves out the next `n` points."""
        if n > 0:
            self._advance(n - 1 if self.num_generated == 0 else n, max(self.num_generated - 1, 0))
        self.num_generated += n
        return self

    def __repr__(self):
        parts = [f"dimension={self.dimension}", *(["scramble=True"] if self.scramble else []), *([f"seed={self.seed}"] if self.seed is not None else [])]
        return f"{type(self).__name__}({', '.join(parts)})"
