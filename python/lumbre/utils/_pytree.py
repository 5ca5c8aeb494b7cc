"""Nested containers as trees: flatten to leaves and a spec, map over leaves, put together again.

Dicts, lists, tuples, named tuples, `OrderedDict`, `defaultdict` and `deque` are nodes, and what is registered;
everything else, None included, is a leaf.
"""

import json
from collections import OrderedDict, defaultdict, deque, namedtuple
from typing import Any, NamedTuple

__all__ = [
    "PyTree", "Context", "FlattenFunc", "UnflattenFunc", "TreeSpec", "LeafSpec", "keystr", "register_pytree_node",
    "tree_all", "tree_all_only", "tree_any", "tree_any_only", "tree_flatten", "tree_flatten_with_path", "tree_is_leaf",
    "tree_iter", "tree_leaves", "tree_leaves_with_path", "tree_map", "tree_map_", "tree_map_only", "tree_map_only_",
    "tree_map_with_path", "tree_structure", "tree_unflatten", "treespec_dumps", "treespec_loads", "treespec_pprint",
]  # fmt: skip

PyTree = Context = Any
FlattenFunc = UnflattenFunc = Any


class SequenceKey(NamedTuple):
    """A position in a list or tuple, within a path."""

    idx: int

    def __str__(self):
        return f"[{self.idx!r}]"

    def get(self, sequence):
        return sequence[self.idx]


class MappingKey(NamedTuple):
    """A key of a dict, within a path."""

    key: Any

    def __str__(self):
        return f"[{self.key!r}]"

    def get(self, mapping):
        return mapping[self.key]


class GetAttrKey(NamedTuple):
    """An attribute, within a path."""

    name: str

    def __str__(self):
        return f".{self.name}"

    def get(self, obj):
        return getattr(obj, self.name)


class NodeDef(NamedTuple):
    """How one container type is taken apart and put together."""

    type: Any
    flatten_fn: Any
    unflatten_fn: Any
    flatten_with_keys_fn: Any


SUPPORTED_NODES = {}
_SERIALIZED = {}


class _Serial(NamedTuple):
    name: str
    dump: Any
    load: Any


def register_pytree_node(
    cls, flatten_fn, unflatten_fn, *, serialized_type_name=None, to_dumpable_context=None,
    from_dumpable_context=None, flatten_with_keys_fn=None,
):  # fmt: skip
    """Make `cls` a node: `flatten_fn(x)` gives (children, context), `unflatten_fn(children, context)` the object."""
    if cls in SUPPORTED_NODES:
        raise ValueError(f"{cls} is already registered as pytree node.")
    _register(cls, flatten_fn, unflatten_fn, flatten_with_keys_fn)
    if (to_dumpable_context is None) != (from_dumpable_context is None):
        raise ValueError(
            f"Both to_dumpable_context and from_dumpable_context for {cls} must be None or registered."
        )
    _SERIALIZED[cls] = _Serial(serialized_type_name, to_dumpable_context, from_dumpable_context)


_register_pytree_node = register_pytree_node


def _register(cls, flatten, unflatten, with_keys=None):
    SUPPORTED_NODES[cls] = NodeDef(cls, flatten, unflatten, with_keys)


def _deregister_pytree_node(cls):
    SUPPORTED_NODES.pop(cls)
    _SERIALIZED.pop(cls, None)


def register_dataclass(cls, *, field_names=None, drop_field_names=None, serialized_type_name=None):
    """Make a dataclass a node whose children are its fields."""
    import dataclasses

    names = field_names or [f.name for f in dataclasses.fields(cls) if f.init]
    names = [n for n in names if n not in (drop_field_names or ())]

    def flatten(obj):
        return [getattr(obj, n) for n in names], names

    def with_keys(obj):
        return [(GetAttrKey(n), getattr(obj, n)) for n in names], names

    register_pytree_node(
        cls, flatten, lambda children, context: cls(**dict(zip(context, children))),
        serialized_type_name=serialized_type_name, flatten_with_keys_fn=with_keys,
    )  # fmt: skip


def _indexed(children):
    return [(SequenceKey(i), c) for i, c in enumerate(children)]


def _keyed(d):
    return [(MappingKey(k), v) for k, v in d.items()]


def _named_fields(t):
    return [(GetAttrKey(n), c) for n, c in zip(t._fields, t)], type(t)


_register(tuple, lambda t: (list(t), None), lambda c, _: tuple(c), lambda t: (_indexed(t), None))
_register(list, lambda x: (x, None), lambda c, _: list(c), lambda x: (_indexed(x), None))
_register(dict, lambda d: (list(d.values()), list(d)), lambda c, k: dict(zip(k, c)), lambda d: (_keyed(d), list(d)))
_register(namedtuple, lambda t: (list(t), type(t)), lambda c, kind: kind(*c) if hasattr(kind, "_make") else kind(c), _named_fields)
_register(
    OrderedDict, lambda d: (list(d.values()), list(d)), lambda c, k: OrderedDict(zip(k, c)), lambda d: (_keyed(d), list(d))
)
_register(
    defaultdict,
    lambda d: (list(d.values()), [d.default_factory, list(d)]),
    lambda c, context: defaultdict(context[0], zip(context[1], c)),
    lambda d: (_keyed(d), [d.default_factory, list(d)]),
)
_register(
    deque, lambda d: (list(d), d.maxlen), lambda c, n: deque(c, maxlen=n), lambda d: (_indexed(d), d.maxlen)
)


def is_namedtuple_class(cls):
    """Whether the class was made by `namedtuple` or `NamedTuple`."""
    return isinstance(cls, type) and issubclass(cls, tuple) and isinstance(getattr(cls, "_fields", None), tuple)


def is_namedtuple_instance(obj):
    return is_namedtuple_class(type(obj))


is_namedtuple = is_namedtuple_instance


def _node_type(tree):
    kind = type(tree)
    # Result types with names (`max(dim)`) are tuples with extras; they are registered or leaves.
    return namedtuple if kind not in SUPPORTED_NODES and is_namedtuple_class(kind) else kind


def _part(kind, field):
    return getattr(SUPPORTED_NODES[kind], field)


# The functions of the built-in containers, by the names that libraries register their own dicts and lists with.
_dict_flatten, _dict_unflatten, _dict_flatten_with_keys = (_part(dict, f) for f in NodeDef._fields[1:])
_list_flatten, _list_unflatten, _list_flatten_with_keys = (_part(list, f) for f in NodeDef._fields[1:])
_tuple_flatten, _tuple_unflatten, _tuple_flatten_with_keys = (_part(tuple, f) for f in NodeDef._fields[1:])
_get_node_type = _node_type


def tree_is_leaf(tree, is_leaf=None):
    """Whether `tree` is a leaf."""
    return (is_leaf is not None and is_leaf(tree)) or _node_type(tree) not in SUPPORTED_NODES


class TreeSpec:
    """The shape of a tree: a node type, its context, and the specs of its children."""

    def __init__(self, type, context=None, children_specs=()):  # noqa: A002
        self.type, self.context, self.children_specs = type, context, list(children_specs)
        leaf = type is None
        self.num_nodes = 1 + sum(c.num_nodes for c in self.children_specs)
        self.num_leaves = 1 if leaf else sum(c.num_leaves for c in self.children_specs)
        self.num_children = len(self.children_specs)

    def is_leaf(self):
        return self.type is None

    def children(self):
        return self.children_specs.copy()

    def child(self, index):
        return self.children_specs[index]

    def __eq__(self, other):
        if not isinstance(other, TreeSpec):
            return NotImplemented
        same = self.type is other.type and self.num_children == other.num_children
        return same and self.context == other.context and self.children_specs == other.children_specs

    def __hash__(self):
        return hash((self.type, repr(self.context), tuple(self.children_specs)))

    def __repr__(self, indent=0):
        if self.is_leaf():
            return "*"
        inner = [c.__repr__(indent + 2) for c in self.children_specs]
        lines = (",\n" + " " * (indent + 2)).join(inner)
        return f"TreeSpec({self.type.__name__}, {self.context!r}, [{lines}])"

    def unflatten(self, leaves):
        leaves = list(leaves)
        if len(leaves) != self.num_leaves:
            raise ValueError(
                f"treespec.unflatten(leaves): `leaves` has length {len(leaves)} but the spec refers to a pytree that "
                f"holds {self.num_leaves} items ({self})."
            )
        return self._build(iter(leaves))

    def _build(self, leaves):
        if self.is_leaf():
            return next(leaves)
        children = [c._build(leaves) for c in self.children_specs]
        return SUPPORTED_NODES[self.type].unflatten_fn(children, self.context)

    def flatten_up_to(self, tree):
        """The subtrees of `tree` at this spec's leaves."""
        out = []
        self._cut(tree, out)
        return out

    def _cut(self, tree, out):
        if self.is_leaf():
            out.append(tree)
            return
        kind = _node_type(tree)
        dicts = (dict, OrderedDict, defaultdict)
        if kind is not self.type and not (kind in dicts and self.type in dicts):
            raise ValueError(f"Type mismatch; expected {self.type!r}, but got {kind!r}.")
        children, context = SUPPORTED_NODES[kind].flatten_fn(tree)
        if len(children) != self.num_children:
            raise ValueError(f"Node arity mismatch; expected {self.num_children}, but got {len(children)}.")
        if kind in dicts:
            keys = self.context[1] if self.type is defaultdict else self.context
            if set(keys) != set(tree):
                missing, extra = set(keys) - set(tree), set(tree) - set(keys)
                raise ValueError(f"Node keys mismatch; missing key(s): {missing or '{}'}; extra key(s): {extra or '{}'}.")
            children = [tree[k] for k in keys]
        elif context != self.context:
            raise ValueError(f"Node context mismatch for node type {self.type!r}; {context!r} != {self.context!r}.")
        for spec, child in zip(self.children_specs, children):
            spec._cut(child, out)


class LeafSpec(TreeSpec):
    """The spec of a leaf."""

    def __init__(self):
        super().__init__(None, None, [])


_LEAF = LeafSpec()


def treespec_leaf():
    return _LEAF


def treespec_tuple(iterable=()):
    return TreeSpec(tuple, None, list(iterable))


def treespec_dict(mapping=(), **kwargs):
    children = dict(mapping, **kwargs)
    return TreeSpec(dict, list(children), list(children.values()))


def _flatten(tree, leaves, is_leaf):
    if tree_is_leaf(tree, is_leaf):
        leaves.append(tree)
        return _LEAF
    kind = _node_type(tree)
    children, context = SUPPORTED_NODES[kind].flatten_fn(tree)
    return TreeSpec(kind, context, [_flatten(c, leaves, is_leaf) for c in children])


def tree_flatten(tree, is_leaf=None):
    """The leaves of a tree in order, and its spec."""
    leaves = []
    spec = _flatten(tree, leaves, is_leaf)
    return leaves, spec


def tree_unflatten(leaves, treespec):
    """The tree of that spec with these leaves."""
    if not isinstance(treespec, TreeSpec):
        raise TypeError(
            f"tree_unflatten(leaves, treespec): Expected `treespec` to be instance of TreeSpec but got item of type {type(treespec)}."
        )
    return treespec.unflatten(leaves)


def tree_iter(tree, is_leaf=None):
    """The leaves, one by one."""
    if tree_is_leaf(tree, is_leaf):
        yield tree
        return
    for child in SUPPORTED_NODES[_node_type(tree)].flatten_fn(tree)[0]:
        yield from tree_iter(child, is_leaf)


def tree_leaves(tree, is_leaf=None):
    """The leaves, as a list."""
    return list(tree_iter(tree, is_leaf))


def tree_structure(tree, is_leaf=None):
    """The spec."""
    return tree_flatten(tree, is_leaf)[1]


def tree_map(func, tree, *rests, is_leaf=None):
    """A tree of `func(leaf, *leaves of the rests)`."""
    leaves, spec = tree_flatten(tree, is_leaf)
    columns = [leaves] + [spec.flatten_up_to(r) for r in rests]
    return spec.unflatten([func(*row) for row in zip(*columns)])


def tree_map_(func, tree, *rests, is_leaf=None):
    """Calls `func` on the leaves and returns `tree`."""
    leaves, spec = tree_flatten(tree, is_leaf)
    for row in zip(leaves, *[spec.flatten_up_to(r) for r in rests]):
        func(*row)
    return tree


def map_only(type_or_types_or_pred, /):
    """Decorates a function so that it leaves objects of other types as they are."""
    wants = _predicate(type_or_types_or_pred)

    def wrap(func):
        return lambda x: func(x) if wants(x) else x

    return wrap


def _predicate(types):
    if isinstance(types, (type, tuple)):
        return lambda x: isinstance(x, types)
    if callable(types):
        return types
    return lambda x: isinstance(x, types)


def tree_map_only(type_or_types_or_pred, /, func, tree, is_leaf=None):
    return tree_map(map_only(type_or_types_or_pred)(func), tree, is_leaf=is_leaf)


def tree_map_only_(type_or_types_or_pred, /, func, tree, is_leaf=None):
    return tree_map_(map_only(type_or_types_or_pred)(func), tree, is_leaf=is_leaf)


def tree_all(pred, tree, is_leaf=None):
    return all(map(pred, tree_iter(tree, is_leaf)))


def tree_any(pred, tree, is_leaf=None):
    return any(map(pred, tree_iter(tree, is_leaf)))


def tree_all_only(type_or_types, /, pred, tree, is_leaf=None):
    return all(pred(x) for x in tree_iter(tree, is_leaf) if isinstance(x, type_or_types))


def tree_any_only(type_or_types, /, pred, tree, is_leaf=None):
    return any(pred(x) for x in tree_iter(tree, is_leaf) if isinstance(x, type_or_types))


def _with_paths(path, tree, is_leaf):
    if tree_is_leaf(tree, is_leaf):
        yield path, tree
        return
    node = SUPPORTED_NODES[_node_type(tree)]
    if node.flatten_with_keys_fn is None:
        raise ValueError(f"Did not find a flatten_with_keys_fn for type: {node.type}. Please pass a flatten_with_keys_fn argument to register_pytree_node.")
    for key, child in node.flatten_with_keys_fn(tree)[0]:
        yield from _with_paths((*path, key), child, is_leaf)


def tree_leaves_with_path(tree, is_leaf=None):
    """Pairs of path and leaf."""
    return list(_with_paths((), tree, is_leaf))


def tree_flatten_with_path(tree, is_leaf=None):
    """Pairs of path and leaf, and the spec."""
    return tree_leaves_with_path(tree, is_leaf), tree_structure(tree, is_leaf)


def tree_map_with_path(func, tree, *rests, is_leaf=None):
    """As `tree_map`, of `func(path, leaf, …)`."""
    pairs, spec = tree_flatten_with_path(tree, is_leaf)
    columns = [*zip(*pairs)] + [spec.flatten_up_to(r) for r in rests] if pairs else []
    return spec.unflatten([func(*row) for row in zip(*columns)])


def keystr(path):
    """A path as text: `['a'][0].b`."""
    return "".join(map(str, path))


def key_get(obj, path):
    """What is at a path."""
    for key in path:
        obj = key.get(obj)
    return obj


def _broadcast_to_and_flatten(tree, treespec, is_leaf=None):
    """The leaves of `tree` repeated to the leaves of `treespec`; None where the shapes disagree."""
    if tree_is_leaf(tree, is_leaf):
        return [tree] * treespec.num_leaves
    if treespec.is_leaf() or _node_type(tree) is not treespec.type:
        return None
    children, context = SUPPORTED_NODES[treespec.type].flatten_fn(tree)
    if len(children) != treespec.num_children or context != treespec.context:
        return None
    out = []
    for child, spec in zip(children, treespec.children_specs):
        part = _broadcast_to_and_flatten(child, spec, is_leaf)
        if part is None:
            return None
        out += part
    return out


_JSON_NAMES = {kind: f"{kind.__module__}.{kind.__qualname__}" for kind in (tuple, list, dict, OrderedDict, deque)}


def treespec_dumps(treespec, protocol=None):
    """A spec as JSON."""
    if not isinstance(treespec, TreeSpec):
        raise TypeError(f"treespec_dumps(treespec): expected a TreeSpec, got {type(treespec)}")

    def dump(spec):
        if spec.is_leaf():
            return {"type": None, "context": None, "children_spec": []}
        children = [dump(c) for c in spec.children_specs]
        if spec.type is namedtuple:
            return {**_dump_named(spec.context), "children_spec": children}
        serial = _SERIALIZED.get(spec.type)
        name = _JSON_NAMES.get(spec.type) or (serial and serial.name)
        if not name:
            raise NotImplementedError(f"Serializing {spec.type} in pytree is not registered.")
        context = serial.dump(spec.context) if serial and serial.dump else json.dumps(spec.context)
        return {"type": name, "context": context, "children_spec": children}

    return json.dumps([protocol or 1, dump(treespec)])


_RESULTS = "torch.return_types."


def _dump_named(cls):
    """The class of a named tuple: a result type by its name, a program's own with its fields."""
    if cls.__module__ in ("torch.return_types", "lumbre.return_types"):
        return {"type": _RESULTS + cls.__name__, "context": "null"}
    name = f"{cls.__module__}.{cls.__qualname__}"
    return {"type": "collections.namedtuple", "context": json.dumps({"class_name": name, "fields": list(cls._fields)})}


def _load_named(d):
    """The class, or None where the node is no named tuple. A program's own class is made anew from its fields."""
    if d["type"].startswith(_RESULTS):
        from .. import return_types

        return getattr(return_types, d["type"].removeprefix(_RESULTS))
    if d["type"] != "collections.namedtuple":
        return None
    context = json.loads(d["context"])
    if "fields" not in context:
        raise NotImplementedError(f"Deserializing {context} in pytree is not registered.")
    return namedtuple(context["class_name"].rpartition(".")[2], context["fields"])


def treespec_loads(serialized):
    """The spec in a JSON text."""
    protocol, data = json.loads(serialized)
    if protocol != 1:
        raise ValueError(f"Unknown protocol {protocol}. Available protocols: [1]")
    kinds = {name: kind for kind, name in _JSON_NAMES.items()}
    kinds.update({s.name: kind for kind, s in _SERIALIZED.items() if s.name})

    def load(d):
        if d["type"] is None:
            return _LEAF
        named = _load_named(d)
        if named is not None:
            return TreeSpec(namedtuple, named, [load(c) for c in d["children_spec"]])
        kind = kinds.get(d["type"])
        if kind is None:
            raise NotImplementedError(f"Deserializing {d['type']} in pytree is not registered.")
        serial = _SERIALIZED.get(kind)
        context = serial.load(d["context"]) if serial and serial.load else json.loads(d["context"])
        return TreeSpec(kind, context, [load(c) for c in d["children_spec"]])

    return load(data)


def treespec_pprint(treespec):
    """A spec as text, leaves as stars."""
    return repr(treespec.unflatten([_Star()] * treespec.num_leaves))


class _Star:
    def __repr__(self):
        return "*"
