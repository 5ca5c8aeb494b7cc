"""`safetensors.torch` where the real package is not installed."""

from lumbre.utils.safetensors import load, load_file, load_model, save, save_file, save_model

__all__ = ["load", "load_file", "load_model", "save", "save_file", "save_model"]
