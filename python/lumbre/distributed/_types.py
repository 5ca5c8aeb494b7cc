"""Errors, ways to combine tensors, and names of backends."""

import enum

__all__ = ["DistError", "DistBackendError", "DistNetworkError", "DistStoreError", "DistQueueEmptyError", "ReduceOp", "Backend", "reduce_op"]


class DistError(RuntimeError):
    """Something went wrong between processes."""


class DistBackendError(DistError):
    """In a backend."""


class DistNetworkError(DistError):
    """In the network."""


class DistStoreError(DistError):
    """In a store."""


class DistQueueEmptyError(DistStoreError):
    """Nothing is in a queue."""


class ReduceOp:
    """How tensors of several processes are combined."""

    class RedOpType(enum.IntEnum):
        """The names of the ways."""

        SUM, AVG, PRODUCT, MIN, MAX, BAND, BOR, BXOR, PREMUL_SUM = range(9)

    SUM, AVG, PRODUCT, MIN, MAX, BAND, BOR, BXOR, PREMUL_SUM = RedOpType

    def __new__(cls, op=RedOpType.SUM):
        return cls.RedOpType(op)


# The older name.
reduce_op = ReduceOp


def op_name(op, what):
    """The name of a `ReduceOp`; None is a sum."""
    if op is None:
        return "SUM"
    if not isinstance(op, ReduceOp.RedOpType):
        raise TypeError(f"{what}: op must be a ReduceOp, got {type(op).__name__}")
    if op == ReduceOp.PREMUL_SUM:
        raise NotImplementedError(f"{what}: ReduceOp.PREMUL_SUM")
    return op.name


class Backend(str):
    """The name of a way to communicate."""

    UNDEFINED, GLOO, NCCL, MPI, UCC, XCCL = "undefined", "gloo", "nccl", "mpi", "ucc", "xccl"
    backend_list = [UNDEFINED, GLOO, NCCL, XCCL, UCC, MPI]

    def __new__(cls, name):
        if not isinstance(name, str):
            raise ValueError(f"Backend constructor parameter must be string-ish but got {type(name)!r}")
        return super().__new__(cls, name.lower())
