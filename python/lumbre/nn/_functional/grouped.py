"""Products of several matrices in one call, as mixtures of experts need them."""

from enum import Enum

import lumbre

from ..._absent import function

__all__ = ["ScalingType", "SwizzleType", "grouped_mm", "scaled_mm", "scaled_grouped_mm", "scaled_addmm", "scaled_addmm_"]


class ScalingType(Enum):
    """How scales of 8-bit matrices are laid out."""

    TensorWise, RowWise, BlockWise1x16, BlockWise1x32, BlockWise1x128, BlockWise128x128 = range(6)


class SwizzleType(Enum):
    """How scales of 8-bit matrices are shuffled."""

    NO_SWIZZLE, SWIZZLE_32_4_4 = range(2)


def grouped_mm(mat_a, mat_b, *, offs=None, bias=None, out_dtype=None):
    """The products of the groups of two matrices or batches.

    A batch (groups, m, k) has a group in each place; a matrix has the groups one behind the other, and ``offs`` (groups,) of integers says
    where each ends: rows of ``mat_a`` (m, k), columns of ``mat_b`` (k, n), or, for two matrices, their common dimension. Gives
    (groups, m, n), or (m, n) where one is a matrix. Source: PyTorch's ``grouped_mm``; computed group by group.
    """
    if mat_a.dim() not in (2, 3) or mat_b.dim() not in (2, 3):
        raise ValueError(f"grouped_mm: expected matrices or batches of them, got {mat_a.dim()} and {mat_b.dim()} dimensions")
    if mat_a.shape[-1] != mat_b.shape[-2]:
        raise RuntimeError(f"grouped_mm: contraction dimension of mat_a and mat_b must match, got {mat_a.shape} and {mat_b.shape}")
    if bias is not None:
        raise NotImplementedError("grouped_mm: bias")
    flat = mat_a.dim() == 2 or mat_b.dim() == 2
    if flat != (offs is not None):
        raise ValueError(f"grouped_mm: offs has to be given {'where' if flat else 'only where'} there is a matrix")
    dtype = mat_a.dtype if out_dtype is None else out_dtype
    if not flat:
        return (mat_a @ mat_b).to(dtype)
    ends = [0, *offs.tolist()]
    spans = list(zip(ends, ends[1:]))
    if mat_a.dim() == mat_b.dim():
        return lumbre.stack([mat_a[:, i:j] @ mat_b[i:j] for i, j in spans]).to(dtype)
    if mat_a.dim() == 2:
        groups, out, dim = [mat_a[i:j] @ b for (i, j), b in zip(spans, mat_b)], mat_a.shape[0], 0
        rest = (out - ends[-1], mat_b.shape[-1])
    else:
        groups, out, dim = [a @ mat_b[:, i:j] for (i, j), a in zip(spans, mat_a)], mat_b.shape[1], 1
        rest = (mat_a.shape[1], out - ends[-1])
    # What lies behind the last group belongs to none.
    return lumbre.cat([*groups, mat_a.new_zeros(rest)], dim).to(dtype)


scaled_mm, scaled_grouped_mm, scaled_addmm, scaled_addmm_ = (
    function(f"nn.functional.{name}") for name in ("scaled_mm", "scaled_grouped_mm", "scaled_addmm", "scaled_addmm_")
)
