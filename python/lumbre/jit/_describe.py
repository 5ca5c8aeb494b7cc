"""What a file says of the module whose programs it holds."""


def weights_of(module):
    """(name, kind, tensor) of every parameter and buffer, each once; the second names of shared ones; all names in order."""
    seen, out, tied, order = {}, [], {}, []
    for kind, items in (("parameter", module.named_parameters(remove_duplicate=False)), ("buffer", module.named_buffers(remove_duplicate=False))):
        for name, t in items:
            order.append(name)
            if id(t) in seen:
                tied[name] = seen[id(t)]
            else:
                seen[id(t)] = name
                out.append((name, kind, t))
    return out, tied, order


def describe(module):
    """The part of a signature that rebuilds the tree of modules."""
    _, tied, order = weights_of(module)
    persistent = module.state_dict(keep_vars=True)
    return {
        # Pairs: the keys of objects have no order in the file.
        "modules": [[path, type(m).__name__] for path, m in module.named_modules()],
        "tied": tied,
        "order": order,
        "training": module.training,
        "transient": [name for name, _ in module.named_buffers(remove_duplicate=False) if name not in persistent],
    }
