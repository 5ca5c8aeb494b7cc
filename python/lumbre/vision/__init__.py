"""Vision: transforms, networks, data sets, operations and files with the names and values of torchvision.

    model = lumbre.vision.models.resnet18(weights="DEFAULT").eval()
    image = lumbre.vision.io.read_image("cat.png")                    # uint8 (channel, height, width)
    logits = model(lumbre.vision.models.ResNet18_Weights.DEFAULT.transforms()(image)[None])
"""

from . import datasets, extension, io, models, ops, transforms, tv_tensors, utils

__version__ = "0.29.2+lumbre"
__all__ = [
    "datasets", "io", "models", "ops", "transforms", "tv_tensors", "utils", "extension", "get_image_backend", "set_image_backend", "get_video_backend",
    "set_video_backend", "disable_beta_transforms_warning",
]  # fmt: skip


def get_image_backend():
    """The package that reads images: Pillow."""
    return "PIL"


def set_image_backend(backend):
    """Accepts "PIL", which is all there is; ValueError otherwise."""
    if backend != "PIL":
        raise ValueError(f"Invalid backend '{backend}'. Options are 'PIL'")


def get_video_backend():
    """There is no decoder of videos; programs ask for its name."""
    return "pyav"


def set_video_backend(backend):
    """Raises: there is no decoder of videos."""
    raise NotImplementedError("vision.set_video_backend: video files")


def disable_beta_transforms_warning():
    """There is no such warning."""


def _is_tracing():
    import lumbre

    return lumbre.jit.is_tracing()
