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


# ONNX's element types by the names that PyTorch gives scalar types.
cast_pytorch_to_onnx = {
    "Byte": 2, "Char": 3, "Double": 11, "Float": 1, "Half": 10, "Int": 6, "Long": 7, "Short": 5, "Bool": 9, "ComplexFloat": 14,
    "ComplexDouble": 15, "BFloat16": 16, "Undefined": 0,
}
