"""Averages of gradients, and averages in half precision. A hook gets a bucket and gives a `Future` of its averaged elements."""

import lumbre

from ... import _collectives, _groups

__all__ = ["allreduce_hook", "fp16_compress_hook", "bf16_compress_hook", "fp16_compress_wrapper", "bf16_compress_wrapper"]


def _then(future, f):
    return future.then(lambda done: f(done.value()))


def allreduce_hook(process_group, bucket):
    """The mean over the processes."""
    pg = _groups.member(process_group)
    buffer = bucket.buffer().div_(pg.size())
    return _then(_collectives.all_reduce(buffer, group=pg, async_op=True).get_future(), lambda tensors: tensors[0])


def _compressed(dtype, process_group, bucket):
    pg, buffer = _groups.member(process_group), bucket.buffer()
    small = buffer.to(dtype).div_(pg.size())
    return _then(_collectives.all_reduce(small, group=pg, async_op=True).get_future(), lambda tensors: buffer.copy_(tensors[0]))


def fp16_compress_hook(process_group, bucket):
    """The mean, sent in float16."""
    return _compressed(lumbre.float16, process_group, bucket)


def bf16_compress_hook(process_group, bucket):
    """The mean, sent in bfloat16."""
    return _compressed(lumbre.bfloat16, process_group, bucket)


def _wrapper(dtype, hook):
    def wrapped(state, bucket):
        buffer = bucket.buffer()
        bucket.set_buffer(buffer.to(dtype))
        return _then(hook(state, bucket), lambda out: buffer.copy_(out[0] if isinstance(out, (list, tuple)) else out))

    return wrapped


def fp16_compress_wrapper(hook):
    """A hook that works on float16 copies."""
    return _wrapper(lumbre.float16, hook)


def bf16_compress_wrapper(hook):
    """A hook that works on bfloat16 copies."""
    return _wrapper(lumbre.bfloat16, hook)
