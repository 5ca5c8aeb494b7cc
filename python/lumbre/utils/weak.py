"""Containers that hold tensors weakly, by identity."""

import weakref
from collections.abc import MutableMapping
from weakref import ref

__all__ = ["TensorWeakRef", "WeakIdRef", "WeakIdKeyDictionary", "WeakTensorKeyDictionary"]


class WeakIdRef(weakref.ref):
    """A weak reference that is equal to another where both mean the same object."""

    __slots__ = ("_id",)

    def __init__(self, key, callback=None):
        self._id = id(key)
        super().__init__(key, callback)

    def __call__(self):
        return super().__call__()

    def __hash__(self):
        return self._id

    def __eq__(self, other):
        a, b = self(), other()
        return a is b if a is not None and b is not None else self is other


class TensorWeakRef:
    """A weak reference to a tensor."""

    def __init__(self, tensor):
        self.ref = ref(tensor)

    def __call__(self):
        return self.ref()


class WeakIdKeyDictionary(MutableMapping):
    """A dict whose keys are held weakly and told apart by identity."""

    def __init__(self, dict=None, ref_type=WeakIdRef):  # noqa: A002
        self.data = {}
        self.ref_type = ref_type
        data = self.data
        self._remove = lambda key: data.pop(key, None)
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self.data[self.ref_type(key)]

    def __setitem__(self, key, value):
        self.data[self.ref_type(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[self.ref_type(key)]

    def __iter__(self):
        for r in list(self.data):
            key = r()
            if key is not None:
                yield key

    def __len__(self):
        return sum(1 for _ in self)

    def __contains__(self, key):
        try:
            return self.ref_type(key) in self.data
        except TypeError:
            return False

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"

    def copy(self):
        """Another one with the same keys and values."""
        new = type(self)()
        for key in self:
            new[key] = self[key]
        return new

    __copy__ = copy

    def keyrefs(self):
        """The weak references."""
        return list(self.data)


WeakTensorKeyDictionary = WeakIdKeyDictionary
