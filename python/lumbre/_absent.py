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
