"""How `linear_cross_entropy` may save memory."""

import dataclasses

__all__ = ["LinearCrossEntropyOptions"]


@dataclasses.dataclass
class LinearCrossEntropyOptions:
    """Accepted for programs that set it: the loss is computed whole, with the same values.

    Args:
        allow_retain_graph: whether `backward` may run twice.
        batch_chunk_size: rows that are computed at once; None for a size of the library's choice.
        chunking_method: "auto", or None for all rows at once.
        acc_policy: "accurate", "compact" or "auto": the precision of sums over chunks.
        acc_dtype: the dtype of these sums.
    """

    allow_retain_graph: bool = False
    batch_chunk_size: "int | None" = None
    chunking_method: "str | None" = "auto"
    acc_policy: str = "auto"
    acc_dtype: "object | None" = None
