"""The list of models by name, and the sets of trained weights that torchvision published for them."""

import fnmatch
import functools
import inspect
import json
import sys
import warnings
from enum import Enum
from pathlib import Path
from typing import Any, Callable, NamedTuple, Optional

from ... import hub
from ..transforms import _presets
from ..transforms._modes import InterpolationMode

__all__ = ["WeightsEnum", "Weights", "get_model", "get_model_builder", "get_model_weights", "get_weight", "list_models", "register_model"]

_BUILDERS = {}
_SETS = {}


class Weights:
    """Trained weights: their address, what makes an input of an image, and figures about them."""

    def __init__(self, url: str, transforms: Callable, meta: dict[str, Any]):
        self.url, self.transforms, self.meta = url, transforms, meta

    def __eq__(self, other):
        return isinstance(other, Weights) and (self.url, self.meta) == (other.url, other.meta)

    def __hash__(self):
        return hash(self.url)

    def __repr__(self):
        return f"Weights(url={self.url!r}, transforms={self.transforms!r}, meta=...)"


class WeightsEnum(Enum):
    """The sets of trained weights of one model. `DEFAULT` is the best of them."""

    @classmethod
    def verify(cls, obj):
        """The member that `obj` is or names; None stays None."""
        if obj is None or isinstance(obj, cls):
            return obj
        if isinstance(obj, str):
            return cls[obj.replace(cls.__name__ + ".", "")]
        raise TypeError(f"Invalid Weight class provided; expected {cls.__name__} but received {obj.__class__.__name__}.")

    def get_state_dict(self, *args, **kwargs):
        """Downloads the weights (or finds them in the cache): see `hub.load_state_dict_from_url`."""
        return hub.load_state_dict_from_url(self.url, *args, **kwargs)

    def __repr__(self):
        return f"{type(self).__name__}.{self._name_}"

    url = property(lambda self: self.value.url)
    transforms = property(lambda self: self.value.transforms)
    meta = property(lambda self: self.value.meta)


@functools.lru_cache(maxsize=1)
def _published():
    return json.loads((Path(__file__).parent / "weights.json").read_text())


def _member(known):
    given = dict(known["transforms"])
    preset = getattr(_presets, known.get("preset", "ImageClassification"))
    if "interpolation" in given:
        given["interpolation"] = InterpolationMode(given["interpolation"])
    meta = {"categories": _published()["categories"], **known["meta"]}
    if isinstance(meta["categories"], str):
        # The name of a list that several sets share.
        meta["categories"] = _published()["lists"][meta["categories"]]
    if preset is _presets.OpticalFlow:
        del meta["categories"]
    if "min_size" in meta:
        meta["min_size"] = tuple(meta["min_size"])
    return Weights(known["url"], functools.partial(preset, **given), meta)


def weights_set(name):
    """The enumeration of a model's published weights, by the name it has in torchvision."""
    if name not in _SETS:
        known = _published()["sets"][name]
        members = {n: _member(m) for n, m in known["members"].items()}
        if known["default"]:
            members["DEFAULT"] = members[known["default"]]
        _SETS[name] = WeightsEnum(name, members, module=__package__) if members else None
        if members:
            _SETS[name].__doc__ = f"The sets of trained weights of {name.removesuffix('_Weights')}: {', '.join(members)}."
    return _SETS[name]


def register_model(name=None):
    """A decorator that enters a function which makes a model in the list of models."""

    def enter(fn):
        key = fn.__name__ if name is None else name
        if key in _BUILDERS:
            raise ValueError(f"An entry is already registered under the name '{key}'.")
        _BUILDERS[key] = fn
        return fn

    return enter


class Fixed(NamedTuple):
    """An argument that trained weights decide: its name and its value for them."""

    name: str
    value: Callable


NUM_CLASSES = Fixed("num_classes", lambda weights: len(weights.meta["categories"]))


def _settle(kwargs, fixed, weights):
    if fixed is NUM_CLASSES and weights.meta["categories"] is None:
        # Weights of the convolutions alone: the file has a classifier without meaning.
        return
    value = fixed.value(weights)
    if kwargs.setdefault(fixed.name, value) != value:
        raise ValueError(f"The parameter '{fixed.name}' expected value {value} but got {kwargs[fixed.name]} instead.")


def _legacy(name, args, kwargs, enum):
    """`weights` of a call that may still say `pretrained=True`, or give it first."""
    if len(args) > 2:
        raise TypeError(f"{name}() takes at most 2 positional arguments but {len(args)} were given")
    kwargs.update(zip(("weights", "progress"), args))
    if "pretrained" in kwargs or isinstance(kwargs.get("weights"), bool):
        wanted = kwargs.pop("pretrained", None) or kwargs.get("weights")
        if wanted and enum is None:
            raise ValueError(f"No weights available for model {name}")
        kwargs["weights"] = next(iter(enum)) if wanted is True else None
        warnings.warn(f"'pretrained' is deprecated since torchvision 0.13: {name}(weights={kwargs['weights']}) says the same.", stacklevel=3)
    return kwargs.pop("weights", None), kwargs.pop("progress", True)


def builder(name, weights, make, *config, fixed=(NUM_CLASSES,), doc=None, **defaults):
    """The public function of a model: `name(*, weights=None, progress=True, **kwargs)`.

    It calls `make(*config, **defaults, **kwargs)`, then loads the weights. `weights` is the name of their set.
    """
    enum = weights_set(weights)

    def build(*args, **kwargs):
        chosen, progress = _legacy(name, args, kwargs, enum)
        if enum is None and chosen is not None:
            raise ValueError(f"No weights available for model {name}")
        chosen = enum.verify(chosen) if enum is not None else None
        if chosen is None:
            return make(*config, **{**defaults, **kwargs})
        for f in fixed:
            _settle(kwargs, f, chosen)
        before, after = getattr(make, "around_weights", (dict, lambda model, asked: model))
        model = make(*config, **{**defaults, **before(kwargs)})
        model.load_state_dict(chosen.get_state_dict(progress=progress, check_hash=True))
        return after(model, kwargs)

    build.__name__ = build.__qualname__ = name
    build.__module__ = make.__module__
    build.__doc__ = doc or f"{make.__doc__ or ''}\n\n`weights`: a member of `{weights}`, its name, or None for weights drawn at random."
    parameters = [
        inspect.Parameter("weights", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Optional[enum or WeightsEnum]),
        inspect.Parameter("progress", inspect.Parameter.KEYWORD_ONLY, default=True, annotation=bool),
        inspect.Parameter("kwargs", inspect.Parameter.VAR_KEYWORD),
    ]
    build.__signature__ = inspect.Signature(parameters)
    build._weights = enum
    setattr(sys.modules[make.__module__], weights, enum)
    return register_model()(build)


def task_builder(name, weights, backbone, make, classes, options=(), fixed=()):
    """The public function of a model over a classifier's convolutions: ``name(*, weights=None, num_classes=None, weights_backbone=..., ...)``.

    It calls ``make(num_classes, weights_backbone, progress, trained=..., **kwargs)``, then loads the weights. ``backbone`` is the
    classifier's set of weights and the member taken where no weights are asked for; ``classes`` is the default number of classes,
    ``options`` are further arguments (name, default), ``fixed`` those that weights decide.
    """
    enum, first = weights_set(weights), weights_set(backbone[0])
    default = first[backbone[1]] if backbone[1] else None

    def build(*args, **kwargs):
        if "pretrained_backbone" in kwargs:
            wanted = kwargs.pop("pretrained_backbone")
            warnings.warn("'pretrained_backbone' is deprecated since torchvision 0.13: use weights_backbone.", stacklevel=2)
            kwargs["weights_backbone"] = default if wanted else None
        chosen, progress = _legacy(name, args, kwargs, enum)
        chosen, below = enum.verify(chosen), first.verify(kwargs.pop("weights_backbone", default))
        if kwargs.get("num_classes") is None:
            kwargs.pop("num_classes", None)
        for option, value in options:
            if kwargs.get(option) is None:
                kwargs.pop(option, None)
                if value is not None:
                    kwargs[option] = value
        if chosen is not None:
            below = None
            for f in (NUM_CLASSES, *fixed):
                _settle(kwargs, f, chosen)
        model = make(kwargs.pop("num_classes", classes), below, progress, trained=chosen is not None, **kwargs)
        if chosen is not None:
            model.load_state_dict(chosen.get_state_dict(progress=progress, check_hash=True))
            getattr(make, "after_weights", lambda model, chosen: None)(model, chosen)
        return model

    build.__name__ = build.__qualname__ = name
    build.__module__ = make.__module__
    build.__doc__ = (
        f"{make.__doc__ or ''}\n\n`weights`: a member of `{weights}`, its name, or None; `weights_backbone`: those of the classifier alone, a "
        f"member of `{backbone[0]}` ({backbone[1]} unless told otherwise), or None for weights drawn at random."
    )
    known = [("weights", None), ("progress", True), ("num_classes", None), *options, ("weights_backbone", default)]
    parameters = [inspect.Parameter(n, inspect.Parameter.KEYWORD_ONLY, default=value) for n, value in known]
    build.__signature__ = inspect.Signature([*parameters, inspect.Parameter("kwargs", inspect.Parameter.VAR_KEYWORD)])
    build._weights = enum
    setattr(sys.modules[make.__module__], weights, enum)
    return register_model()(build)


def publish(package, modules, networks):
    """Puts the builders, the named classes and the sets of weights of the modules into a package; gives their names."""
    names = []
    for module in modules:
        for name, value in vars(module).items():
            if name in networks or name.endswith("_Weights") or hasattr(value, "_weights") and callable(value):
                if getattr(value, "__module__", "").startswith(package["__name__"]) or name in networks or name.endswith("_Weights"):
                    package[name] = value
                    names.append(name)
    return sorted(set(names))


def list_models(module=None, include=None, exclude=None):
    """The names of the models, of one module (`models`) where given, that match (or do not match) patterns such as ``"resnet*"``."""
    names = {k for k, fn in _BUILDERS.items() if module is None or fn.__module__.rsplit(".", 1)[0] == module.__name__}
    if include:
        names = {n for pattern in ([include] if isinstance(include, str) else include) for n in fnmatch.filter(names, pattern)}
    for pattern in [exclude] if isinstance(exclude, str) else exclude or ():
        names -= set(fnmatch.filter(names, pattern))
    return sorted(names)


def get_model_builder(name):
    """The function that makes a model, by its name. Raises ValueError where there is none."""
    try:
        return _BUILDERS[name.lower()]
    except KeyError:
        raise ValueError(f"Unknown model {name}") from None


def get_model(name, **config):
    """A model by its name: `get_model("resnet18", weights="DEFAULT")`."""
    return get_model_builder(name)(**config)


def get_model_weights(name):
    """The enumeration of a model's weights; the model is a name or a function."""
    build = get_model_builder(name) if isinstance(name, str) else name
    enum = getattr(build, "_weights", None)
    if enum is None:
        raise ValueError("The WeightsEnum class for the specific method couldn't be retrieved.")
    return enum


def get_weight(name):
    """One set of weights by its whole name, such as ``"ResNet50_Weights.IMAGENET1K_V2"``."""
    enum, dot, member = name.partition(".")
    if not dot or "." in member:
        raise ValueError(f"Invalid weight name provided: '{name}'.")
    if enum not in _published()["sets"]:
        raise ValueError(f"The weight enum '{enum}' for the specific method couldn't be retrieved.")
    return weights_set(enum)[member]
