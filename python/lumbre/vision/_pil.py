"""Pillow, imported when an image needs it."""

import sys


def pillow():
    """The package PIL; its absence is said in words that help."""
    try:
        import PIL.Image
        import PIL.ImageDraw
        import PIL.ImageEnhance
        import PIL.ImageOps
    except ImportError as error:
        raise ImportError("lumbre.vision reads, writes and changes pictures by Pillow: `pip install pillow`") from error
    return PIL


def is_pil(x):
    """Whether `x` is a picture of Pillow. Nobody has one who has not imported it."""
    module = sys.modules.get("PIL.Image")
    return module is not None and isinstance(x, module.Image)
