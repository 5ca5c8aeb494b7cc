"""The collector may come at any moment of an object's life."""

import gc

import lumbre


def test_collection_while_an_object_of_a_subclass_is_made():
    before = gc.get_threshold()
    data = [lumbre.zeros(2) for _ in range(300)]
    try:
        for threshold in range(1, 12):
            # Dicts in use leave none to be used again, so the object's own is an allocation, which may start a collection.
            held, kept = [{} for _ in range(500)], []
            gc.set_threshold(threshold)
            for t in data:
                held += [{}, {}]
                kept.append(lumbre.nn.Parameter(t))
            gc.set_threshold(*before)
            assert all(p.requires_grad and p.shape == (2,) for p in kept)
    finally:
        gc.set_threshold(*before)
