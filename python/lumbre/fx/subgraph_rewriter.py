"""Finding a pattern in a graph and putting something else in its place."""

import copy
from dataclasses import dataclass
from typing import NamedTuple

from ..nn import Module
from ._symbolic_trace import symbolic_trace
from .graph import Graph
from .graph_module import GraphModule
from .node import Node

__all__ = ["Match", "replace_pattern", "replace_pattern_with_filters", "ReplacedPatterns"]


class Match(NamedTuple):
    """Where a pattern was found: the node of its result, and the graph's node for each of the pattern's."""

    anchor: Node
    nodes_map: dict


@dataclass
class ReplacedPatterns:
    """A match, and the nodes put in its place."""

    anchor: Node
    nodes_map: dict
    replacements: list


def _graph_of(pattern):
    if isinstance(pattern, GraphModule):
        return pattern.graph
    return pattern if isinstance(pattern, Graph) else symbolic_trace(pattern).graph


class _Matcher:
    """Compares a pattern with the graph, from the results backwards."""

    def __init__(self, pattern, ignore_literals=False):
        self.pattern, self.ignore_literals = pattern, ignore_literals
        output = next(n for n in reversed(pattern.nodes) if n.op == "output")
        self.results = output.all_input_nodes
        self.inside = [n for n in pattern.nodes if n.op not in ("placeholder", "output")]

    def literal(self, a, b):
        if self.ignore_literals and isinstance(a, (int, float, str)) and isinstance(b, (int, float, str)):
            return True
        return type(a) is type(b) and a == b

    def same(self, a, b, found):
        """Whether two arguments agree; nodes are noted in `found`."""
        if isinstance(a, Node):
            return self.nodes(a, b, found) if isinstance(b, Node) else a.op == "placeholder" and self.bind(a, b, found)
        if isinstance(b, Node):
            return False
        if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
            return len(a) == len(b) and all(self.same(x, y, found) for x, y in zip(a, b))
        if isinstance(a, dict) and isinstance(b, dict):
            return a.keys() == b.keys() and all(self.same(a[k], b[k], found) for k in a)
        if isinstance(a, slice) and isinstance(b, slice):
            return self.same((a.start, a.stop, a.step), (b.start, b.stop, b.step), found)
        return self.literal(a, b)

    @staticmethod
    def bind(a, b, found):
        if a in found:
            return found[a] is b if isinstance(b, Node) else found[a] == b
        found[a] = b
        return True

    def nodes(self, a, b, found):
        if a in found:
            return found[a] is b
        if a.op == "placeholder":
            return self.bind(a, b, found)
        if a.op != b.op or a.target != b.target and not self.same_module(a, b):
            return False
        # Two nodes of the pattern are two nodes of the graph.
        if b in found.values():
            return False
        found[a] = b
        return self.same(a.args, b.args, found) and self.same(a.kwargs, b.kwargs, found)

    @staticmethod
    def same_module(a, b):
        if a.op not in ("call_module", "get_attr") or a.graph.owning_module is None or b.graph.owning_module is None:
            return False
        try:
            return a.op == "call_module" and type(a.graph.owning_module.get_submodule(a.target)) is type(b.graph.owning_module.get_submodule(b.target))
        except AttributeError:
            return False

    def contained(self, found):
        """Whether nobody outside uses what lies inside the match."""
        inner = {found[n] for n in self.inside}
        return all(user in inner for n in self.inside if n not in self.results for user in found[n].users)

    def match(self, graph):
        matches, used = [], set()
        if not self.results or any(r.op == "placeholder" for r in self.results):
            return matches
        for node in graph.nodes:
            found = {}
            if not self.nodes(self.results[0], node, found):
                continue
            if not self._others(graph, found) or any(n not in found for n in self.inside):
                continue
            mine = {found[n] for n in self.inside}
            if self.contained(found) and not mine & used:
                used |= mine
                matches.append((node, found))
        return matches

    def _others(self, graph, found):
        """The pattern's further results, wherever they fit."""
        for result in self.results[1:]:
            for candidate in graph.nodes:
                trial = dict(found)
                if self.nodes(result, candidate, trial):
                    found.update(trial)
                    break
            else:
                return False
        return True


def _move_attributes(gm, replacement):
    """Gives `gm` the submodules and attributes that the replacement names."""
    gm.delete_all_unused_submodules()
    if not isinstance(replacement, GraphModule):
        return
    replacement.graph.lint()
    from .graph_module import _assign_attr

    for node in replacement.graph.nodes:
        if node.op not in ("call_module", "get_attr"):
            continue
        try:
            gm_has = _fetch(gm, node.target) is not None
        except AttributeError:
            gm_has = False
        if gm_has:
            continue
        try:
            value = _fetch(replacement, node.target)
        except AttributeError:
            raise RuntimeError(
                f'Attempted to create a "{node.op}" node during subgraph rewriting with target {node.target}, but the referenced '
                "attribute does not exist in the replacement GraphModule"
            ) from None
        if isinstance(value, Module):
            gm.add_submodule(node.target, copy.deepcopy(value))
        else:
            _assign_attr(value, gm, node.target)


def _fetch(module, path):
    for part in path.split("."):
        module = getattr(module, part)
    return module


def replace_pattern(gm, pattern, replacement):
    """Replaces every match of `pattern` (a function or module, traced here) that does not overlap an earlier one by `replacement`.

    Both take the same arguments. What lies inside a match must not be used outside. Returns the matches.
    """
    replaced = _replace_pattern(gm, pattern, replacement)
    return [Match(anchor=r.anchor, nodes_map=r.nodes_map) for r in replaced]


def replace_pattern_with_filters(gm, pattern, replacement=None, match_filters=None, ignore_literals=False, replacement_callback=None, node_name_match=""):
    """As `replace_pattern`, for matches that all filters `(match, graph, pattern_graph)` accept."""
    return _replace_pattern(gm, pattern, replacement, match_filters, ignore_literals, replacement_callback)


def _replace_pattern(gm, pattern, replacement, match_filters=None, ignore_literals=False, replacement_callback=None):
    pattern_graph = _graph_of(pattern)
    matches = _Matcher(pattern_graph, ignore_literals).match(gm.graph)
    matches = [m for m in matches if all(f(Match(*m), gm.graph, pattern_graph) for f in match_filters or ())]
    traced = None
    if replacement_callback is None:
        traced = replacement if isinstance(replacement, (GraphModule, Graph)) else symbolic_trace(replacement)
    inputs, results = [n for n in pattern_graph.nodes if n.op == "placeholder"], _Matcher(pattern_graph).results
    replaced, changed = [], {}
    for anchor, found in matches:
        graph = _graph_of(traced) if traced is not None else replacement_callback(Match(anchor, found), gm.graph, pattern_graph)
        new_inputs = [n for n in graph.nodes if n.op == "placeholder"]
        if len(new_inputs) != len(inputs):
            raise AssertionError(f"pattern and replacement take {len(inputs)} and {len(new_inputs)} arguments")
        # An argument may itself be a match that was replaced before.
        values = {new: changed.get(found.get(old), found.get(old)) for new, old in zip(new_inputs, inputs) if old in found}
        inside = [found[n] for n in pattern_graph.nodes if n.op not in ("placeholder", "output")]
        first_user = min((u for r in results for u in found[r].users), default=None)
        before = first_user if first_user is not None and len(results) == 1 else _after_all(inside)
        known = set(gm.graph.nodes)
        with gm.graph.inserting_before(before):
            out = gm.graph.graph_copy(graph, values)
        outs = out if isinstance(out, (tuple, list)) else (out,)
        if len(outs) != len(results):
            raise AssertionError(f"pattern and replacement give {len(results)} and {len(outs)} results")
        for old, new in zip(results, outs):
            found[old].replace_all_uses_with(new)
            changed[found[old]] = new
        for node in reversed(inside):
            gm.graph.erase_node(node)
        replaced.append(ReplacedPatterns(anchor, found, [n for n in gm.graph.nodes if n not in known]))
    gm.recompile()
    if isinstance(traced, Module):
        _move_attributes(gm, traced)
    return replaced


def _after_all(nodes):
    return max(nodes).next
