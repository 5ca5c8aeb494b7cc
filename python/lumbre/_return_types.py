"""Named results such as `max(x, dim)`: tuples with fields."""

from operator import itemgetter


def make(name, fields):
    """The class of results with these fields."""

    def new(cls, items):
        return tuple.__new__(cls, items)

    def text(self):
        return f"torch.return_types.{name}(\n" + ",\n".join(f"{f}={v!r}" for f, v in zip(fields, self)) + ")"

    space = {
        "__slots__": (), "__new__": new, "__repr__": text, "__module__": "torch.return_types", "_fields": tuple(fields),
        "n_fields": len(fields), "n_sequence_fields": len(fields), "n_unnamed_fields": 0,
        "__reduce__": lambda self: (tuple, (tuple(self),)),
    }
    for i, f in enumerate(fields):
        space[f] = property(itemgetter(i))
    return type(name, (tuple,), space)
