"""Lists and dicts for a node's arguments: changing one in place would leave the graph's records of uses behind."""

from ..utils import _pytree

__all__ = ["immutable_list", "immutable_dict"]


def _refuse(kind, name):
    def method(self, *args, **kwargs):
        raise NotImplementedError(
            f"'{type(self).__name__}' object does not support mutation. If you are attempting to modify the kwargs or args of a "
            "torch.fx.Node object,\ninstead create a new copy of it and assign the copy to the node:\n"
            "    new_args = ... # copy and mutate args\n    node.args = new_args\n"
        )

    method.__name__ = name
    return method


_LIST = ("__delitem__", "__iadd__", "__imul__", "__setitem__", "append", "clear", "extend", "insert", "pop", "remove", "reverse", "sort")
_DICT = ("__delitem__", "__ior__", "__setitem__", "clear", "pop", "popitem", "setdefault", "update")


class immutable_list(list):
    """A list that cannot be changed."""

    def __reduce__(self):
        return immutable_list, (tuple(self),)

    def __hash__(self):
        return hash(tuple(self))


class immutable_dict(dict):
    """A dict that cannot be changed."""

    def __reduce__(self):
        return immutable_dict, (tuple(self.items()),)

    def __hash__(self):
        return hash(frozenset(self.items()))


for _name in _LIST:
    setattr(immutable_list, _name, _refuse(list, _name))
for _name in _DICT:
    setattr(immutable_dict, _name, _refuse(dict, _name))

_pytree.register_pytree_node(
    immutable_list, lambda x: (list(x), None), lambda values, context: immutable_list(values), serialized_type_name="torch.fx.immutable_list"
)
_pytree.register_pytree_node(
    immutable_dict, lambda x: (list(x.values()), list(x)), lambda values, keys: immutable_dict(zip(keys, values)),
    serialized_type_name="torch.fx.immutable_dict",
)
