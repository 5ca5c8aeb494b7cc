"""What functions that write ops in ONNX are decorated with."""

import functools


def parse_args(*arg_descriptors):
    """Marks how the arguments of a symbolic function are read."""

    def decorator(fn):
        fn._arg_descriptors = arg_descriptors

        @functools.wraps(fn)
        def wrapper(g, *args, **kwargs):
            return fn(g, *args, **kwargs)

        return wrapper

    return decorator


def quantized_args(*arg_q_descriptors, scale=None, zero_point=None, quantize_output=True):
    return lambda fn: fn
