"""`safetensors` where the real package is not installed: the readers and writers of the engine."""

from lumbre.utils.safetensors import safe_open

__all__ = ["SafetensorError", "deserialize", "safe_open", "serialize", "serialize_file"]
__version__ = "0.8.0"

# What the reader raises for a file that is damaged.
SafetensorError = RuntimeError


def _absent(name):
    def call(*args, **kwargs):
        raise NotImplementedError(f"safetensors.{name}: use safetensors.torch, or install the package safetensors")

    return call


serialize, serialize_file, deserialize = _absent("serialize"), _absent("serialize_file"), _absent("deserialize")
