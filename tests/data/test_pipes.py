"""Pipelines of datasets against the lists they stand for."""

import lumbre
import lumbre.utils.data
import pytest
from lumbre.utils.data import DataLoader, IterDataPipe, functional_datapipe
from lumbre.utils.data.datapipes.iter import FileLister, FileOpener, IterableWrapper
from lumbre.utils.data.datapipes.map import SequenceWrapper
from lumbre.utils.data.graph_settings import apply_shuffle_settings, get_all_graph_pipes
from lumbre.utils.data.graph import traverse_dps

pytestmark = pytest.mark.filterwarnings("ignore:This DataLoader will create")


def numbers(n):
    return IterableWrapper(range(n))


def test_steps_follow_each_other():
    assert list(numbers(6).map(lambda x: x * 2).filter(lambda x: x > 2)) == [4, 6, 8, 10]
    assert [list(b) for b in numbers(5).batch(2)] == [[0, 1], [2, 3], [4]]
    assert list(numbers(5).batch(2).unbatch()) == list(range(5))
    assert list(numbers(3).zip(IterableWrapper("abc"))) == [(0, "a"), (1, "b"), (2, "c")]
    assert list(numbers(2).concat(numbers(2))) == [0, 1, 0, 1]
    assert list(numbers(2).mux(IterableWrapper("abc"))) == [0, "a", 1, "b"]
    assert [list(p) for p in numbers(4).fork(2)] == [[0, 1, 2, 3]] * 2
    assert [list(p) for p in numbers(5).demux(2, lambda x: x % 2)] == [[0, 2, 4], [1, 3]]
    groups = IterableWrapper(["a1", "b1", "a2", "b2", "a3"]).groupby(lambda s: s[0], group_size=2)
    assert [list(g) for g in groups] == [["a1", "a2"], ["b1", "b2"], ["a3"]]
    assert list(IterableWrapper([(1, 2)]).map(lambda a, b: a + b, input_col=[0, 1], output_col=-1)) == [(1, 2, 3)]
    assert len(numbers(7).batch(3, drop_last=True)) == 2
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        numbers(2).nothing()


def test_shuffling_repeats_with_the_seed_and_loses_nothing():
    pipe = numbers(50).shuffle(buffer_size=8)
    lumbre.manual_seed(4)
    first = list(pipe)
    lumbre.manual_seed(4)
    assert list(pipe) == first != list(range(50))
    assert sorted(first) == list(range(50))
    assert list(apply_shuffle_settings(pipe, shuffle=False)) == list(range(50))
    assert sorted(SequenceWrapper(list("abc")).shuffle()) == ["a", "b", "c"]


def test_steps_of_ones_own_are_found_by_name_and_in_the_graph():
    @functional_datapipe("twice_for_the_test")
    class Twice(IterDataPipe):
        def __init__(self, source):
            self.source = source

        def __iter__(self):
            for x in self.source:
                yield x
                yield x

    pipe = numbers(2).twice_for_the_test()
    assert list(pipe) == [0, 0, 1, 1]
    assert [type(s).__name__ for s in get_all_graph_pipes(traverse_dps(pipe))] == ["Twice", "IterableWrapperIterDataPipe"]


@pytest.mark.parametrize("workers", [0, 2])
def test_a_loader_shuffles_and_shares_a_pipeline_out(workers):
    pipe = numbers(12).shuffle().sharding_filter()
    loader = DataLoader(pipe, batch_size=2, shuffle=True, num_workers=workers)
    epochs = [[b.tolist() for b in loader] for _ in range(2)]
    for epoch in epochs:
        assert sorted(sum(epoch, [])) == list(range(12))
    assert epochs[0] != epochs[1]
    fixed = DataLoader(pipe, batch_size=2, shuffle=False, num_workers=workers)
    assert sorted(sum((b.tolist() for b in fixed), [])) == list(range(12))


def test_files_are_listed_and_opened(tmp_path):
    for name in ("b.txt", "a.txt", "c.bin"):
        (tmp_path / name).write_text(name)
    files = FileOpener(FileLister(str(tmp_path), "*.txt"), mode="rt").read_from_stream()
    assert [text for _, text in files] == ["a.txt", "b.txt"]
