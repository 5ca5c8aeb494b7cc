"""Names that exist so that programs can import and compare with them; work that is not here is refused when it is asked for."""


def function(name):
    """A function that raises `NotImplementedError` with its name."""

    def refuse(*args, **kwargs):
        raise NotImplementedError(name)

    refuse.__doc__ = "Not part of this build: raises NotImplementedError."
    refuse.__name__ = refuse.__qualname__ = name.rpartition(".")[2]
    return refuse


def kind(name, *bases):
    """A class nobody can make objects of; `isinstance` answers False."""

    def __init__(self, *args, **kwargs):
        raise NotImplementedError(name)

    module, _, short = name.rpartition(".")
    return type(short, bases or (object,), {"__init__": __init__, "__module__": f"torch.{module}", "__doc__": "Not part of this build."})


def device(module, name):
    """Fills `module` with what PyTorch's modules of accelerators answer where there is none, `name` being theirs."""

    def none(doc, answer):
        def function(*args, **kwargs):
            return answer

        function.__doc__ = doc
        return function

    answers = {
        "is_available": ("Whether a device can be used: no.", False),
        "is_initialized": ("Whether a device is in use: no.", False),
        "is_current_stream_capturing": ("Whether a graph is being captured: no.", False),
        "device_count": ("How many devices there are: none.", 0),
        "manual_seed": ("Seeds the device: there is none.", None),
        "manual_seed_all": ("Seeds every device: there is none.", None),
        "empty_cache": ("Gives cached memory back: there is none.", None),
    }
    for short, (doc, answer) in answers.items():
        answering = module[short] = none(doc, answer)
        answering.__name__ = answering.__qualname__ = short
        answering.__module__ = module["__name__"]

    def __getattr__(short):
        if short.startswith("__"):
            raise AttributeError(short)
        return (function if short[:1].islower() else kind)(f"{name}.{short}")

    module["__getattr__"] = __getattr__
