"""The functions of one kind of input, by torchvision's names (`resize_image`, `resize_mask`, `resize_bounding_boxes`...), and new kinds."""

import functools
import inspect

import lumbre

from ....tv_tensors import BoundingBoxes, BoundingBoxFormat, Image, KeyPoints, Mask, TVTensor, Video
from ._kinds import plain

_PIXELS = """
    adjust_brightness adjust_contrast adjust_gamma adjust_hue adjust_saturation adjust_sharpness affine autocontrast center_crop crop
    elastic equalize erase five_crop gaussian_blur gaussian_noise get_dimensions get_num_channels get_size grayscale_to_rgb horizontal_flip
    invert jpeg normalize pad permute_channels perspective posterize resize resized_crop rgb_to_grayscale rotate solarize ten_crop
    to_dtype vertical_flip
""".split()
_ONLY_VIDEOS = ["get_num_frames", "uniform_temporal_subsample"]
_NOT_OF_VIDEOS = ["grayscale_to_rgb", "rgb_to_grayscale"]
GENERAL = [*_PIXELS, *_ONLY_VIDEOS]
# The arguments after the first; "*" marks those functions that also answer with the new canvas.
_MASKS = {
    "affine": "angle translate scale shear fill=None center=None",
    "center_crop": "output_size",
    "crop": "top left height width",
    "elastic": "displacement fill=None",
    "get_size": "",
    "horizontal_flip": "",
    "pad": "padding fill=None padding_mode",
    "perspective": "startpoints endpoints fill=None coefficients=None",
    "resize": "size interpolation max_size",
    "resized_crop": "top left height width size",
    "rotate": "angle expand center fill",
    "vertical_flip": "",
}
_BOXES = {
    "affine": "format canvas_size angle translate scale shear center clamping_mode",
    "center_crop": "*format canvas_size output_size clamping_mode",
    "crop": "*format top left height width clamping_mode",
    "elastic": "format canvas_size displacement clamping_mode",
    "horizontal_flip": "format canvas_size",
    "pad": "*format canvas_size padding padding_mode clamping_mode",
    "perspective": "format canvas_size startpoints endpoints coefficients clamping_mode",
    "resize": "*canvas_size size max_size format=XYXY clamping_mode",
    "resized_crop": "*format top left height width size clamping_mode",
    "rotate": "*format canvas_size angle expand center clamping_mode",
    "vertical_flip": "format canvas_size",
}
_POINTS = {
    "affine": "*canvas_size angle translate scale shear center",
    "center_crop": "*canvas_size output_size",
    "crop": "*top left height width",
    "elastic": "canvas_size displacement",
    "horizontal_flip": "canvas_size",
    "pad": "*canvas_size padding padding_mode",
    "perspective": "canvas_size startpoints endpoints coefficients",
    "resize": "*size canvas_size max_size",
    "resized_crop": "*top left height width size",
    "rotate": "*canvas_size angle expand center",
    "vertical_flip": "canvas_size",
}
_DEFAULTS = {"clamping_mode": "soft", "format=XYXY": BoundingBoxFormat.XYXY}


def _signature(first, names, of):
    """A signature with the defaults of the general function's where no others are given."""
    known = inspect.signature(of).parameters
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    parameters = [inspect.Parameter(first, kind)]
    for name in names:
        bare, _, given = name.partition("=")
        default = None if given == "None" else _DEFAULTS.get(name, known[bare].default if bare in known else inspect.Parameter.empty)
        parameters.append(inspect.Parameter(bare, kind, default=default))
    return inspect.Signature(parameters)


def _named(function, name, signature, of):
    function.__name__ = function.__qualname__ = name
    function.__signature__ = signature
    function.__doc__ = of.__doc__
    function.__module__ = of.__module__
    return function


def _free(out):
    if isinstance(out, lumbre.Tensor):
        return plain(out)
    return tuple(map(plain, out)) if isinstance(out, tuple) else out


def _of_pixels(name, kind, of):
    first, *rest = inspect.signature(of).parameters.values()
    signature = inspect.Signature([first.replace(name=kind), *rest])

    def kernel(*args, **kwargs):
        image, *values = signature.bind(*args, **kwargs).args
        return _free(of(plain(image), *values))

    return _named(kernel, f"{name}_{kind}", signature, of)


def _typed(name, kind, names, of, make):
    """A kernel that gives plain numbers their type, calls the general function and takes the type off."""
    with_canvas = names.startswith("*")
    first = "inpt" if (name, kind) == ("center_crop", "keypoints") else kind
    signature = _signature(first, names.lstrip("*").split(), of)

    def kernel(*args, **kwargs):
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        given = dict(bound.arguments)
        out = of(make(plain(given.pop(first)), given), **given)
        return (plain(out), tuple(out.canvas_size)) if with_canvas else _free(out)

    return _named(kernel, f"{name}_{kind}", signature, of)


def _mask(numbers, given):
    return Mask(numbers)


def _canvas(given):
    # The result of a crop does not depend on the canvas before it.
    return given.pop("canvas_size") if "canvas_size" in given else (given["height"], given["width"])


def _boxes(numbers, given):
    return BoundingBoxes(numbers, format=given.pop("format"), canvas_size=_canvas(given), clamping_mode=given.pop("clamping_mode", "soft"))


def _points(numbers, given):
    return KeyPoints(numbers, canvas_size=_canvas(given))


def kernels(functions):
    """All functions of one kind, by name, from the general ones."""
    made = [_of_pixels(n, "image", functions[n]) for n in _PIXELS]
    made += [_of_pixels(n, "video", functions[n]) for n in _PIXELS + _ONLY_VIDEOS if n not in _NOT_OF_VIDEOS]
    made += [_typed(n, "mask", names, functions[n], _mask) for n, names in _MASKS.items()]
    made += [_typed(n, "bounding_boxes", names, functions[n], _boxes) for n, names in _BOXES.items()]
    made += [_typed(n, "keypoints", names, functions[n], _points) for n, names in _POINTS.items()]
    return {kernel.__name__: kernel for kernel in made}


_OWN = (Image, Video, Mask, BoundingBoxes, KeyPoints)
_registered = {}


def knows(x):
    """Whether some function has a way for an input of a user's own type (always, for other inputs)."""
    if not isinstance(x, TVTensor) or isinstance(x, _OWN):
        return True
    return any(cls in table for table in _registered.values() for cls in type(x).__mro__)


def open_to_new_kinds(function):
    """The function, which asks the registered kernels first."""
    table = _registered.setdefault(function.__name__, {})

    @functools.wraps(function)
    def dispatched(*args, **kwargs):
        if table and args and isinstance(args[0], TVTensor):
            for cls in type(args[0]).__mro__:
                if cls in table:
                    return table[cls](*args, **kwargs)
        return function(*args, **kwargs)

    dispatched.__signature__ = inspect.signature(function)
    return dispatched


def registrar(namespace):
    """`register_kernel` for the functions of a namespace."""

    def register_kernel(functional, tv_tensor_cls):
        """A decorator: `functional` (or its name) calls the decorated function for inputs of a user's own `TVTensor` class."""
        if isinstance(functional, str):
            if functional not in _registered:
                raise ValueError(f"Could not find functional with name '{functional}' in lumbre.vision.transforms.v2.functional.")
            functional = namespace[functional]
        name = getattr(functional, "__name__", None)
        if name not in _registered or namespace[name] is not functional:
            raise ValueError(
                "Kernels can only be registered on functionals from the lumbre.vision.transforms.v2.functional namespace, "
                f"but got {functional}."
            )
        if not (isinstance(tv_tensor_cls, type) and issubclass(tv_tensor_cls, TVTensor)):
            raise ValueError(f"Kernels can only be registered for subclasses of lumbre.vision.tv_tensors.TVTensor, but got {tv_tensor_cls}.")
        if tv_tensor_cls in _OWN:
            raise ValueError(f"Kernels cannot be registered for the builtin tv_tensor classes, but got {tv_tensor_cls}")
        table = _registered[name]
        if tv_tensor_cls in table:
            raise ValueError(f"Functional {functional} already has a kernel registered for type {tv_tensor_cls}.")

        def register(kernel):
            table[tv_tensor_cls] = kernel
            return kernel

        return register

    return register_kernel
