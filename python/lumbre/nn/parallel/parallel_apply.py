"""Several modules at once, each in a thread of its own."""

import threading

import lumbre

__all__ = ["get_a_var", "parallel_apply"]


def get_a_var(obj):
    """The first tensor in nested lists, tuples and dicts; None without one."""
    if isinstance(obj, lumbre.Tensor):
        return obj
    for item in obj.values() if isinstance(obj, dict) else obj if isinstance(obj, (list, tuple)) else ():
        found = get_a_var(item)
        if found is not None:
            return found
    return None


def parallel_apply(modules, inputs, kwargs_tup=None, devices=None):
    """``modules[i](*inputs[i], **kwargs_tup[i])`` for all i at once; a list of the results. What one raises is raised here."""
    count = len(modules)
    kwargs = kwargs_tup if kwargs_tup is not None else [{}] * count
    if not count == len(inputs) == len(kwargs) or devices is not None and len(devices) != count:
        raise AssertionError(f"parallel_apply: {count} modules, but {len(inputs)} inputs and {len(kwargs)} sets of keyword arguments")
    results, grad, autocast = [None] * count, lumbre.is_grad_enabled(), lumbre.is_autocast_enabled("cpu")

    def work(i):
        args = inputs[i] if isinstance(inputs[i], (list, tuple)) else (inputs[i],)
        try:
            with lumbre.set_grad_enabled(grad), lumbre.amp.autocast("cpu", enabled=autocast):
                results[i] = modules[i](*args, **kwargs[i])
        except Exception as error:
            results[i] = error

    threads = [threading.Thread(target=work, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results
