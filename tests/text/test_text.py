"""Padding, packing, batches and tokenizers."""

import lumbre
import numpy as np
import pytest
from lumbre import text


def test_sequences_are_padded_on_either_side():
    x, mask = text.pad_sequences([[1, 2, 3], [], lumbre.tensor([4])], value=9, side="left")
    assert x.tolist() == [[1, 2, 3], [9, 9, 9], [9, 9, 4]] and x.dtype == lumbre.int64
    assert mask.tolist() == [[True] * 3, [False] * 3, [False, False, True]]
    x, mask = text.pad_sequences([np.arange(3), np.arange(5)], multiple=4)
    assert x.tolist() == [[0, 1, 2, 0, 0, 0, 0, 0], [0, 1, 2, 3, 4, 0, 0, 0]]
    assert text.pad_sequences([[1, 2, 3], [4]], length=2)[0].tolist() == [[1, 2], [4, 0]]
    for wrong in (lambda: text.pad_sequences([]), lambda: text.pad_sequences([[[1]]]), lambda: text.pad_sequences([[1]], side="top")):
        with pytest.raises(ValueError, match="pad_sequences"):
            wrong()


def test_documents_are_packed_without_gaps():
    assert text.pack_blocks([[1, 2], [3], [4, 5, 6]], 4, separator=0).tolist() == [[1, 2, 0, 3], [0, 4, 5, 6]]
    assert text.pack_blocks([[1]], 4).shape == (0, 4)
    assert text.truncate_pair([1, 2, 3, 4], [5, 6], 4) == ([1, 2], [5, 6])


@pytest.mark.parametrize("shuffle", [False, True])
@pytest.mark.parametrize("drop", [False, True])
def test_buckets_hold_everything_once_and_alike_lengths_together(shuffle, drop):
    lengths = [(7 * i) % 31 for i in range(103)]
    sampler = text.BucketSampler(lengths, 4, shuffle, drop, pool=5, generator=lumbre.Generator().manual_seed(1))
    batches = list(sampler)
    assert len(batches) == len(sampler)
    seen = sorted(i for b in batches for i in b)
    assert seen == sorted(set(seen)) and (len(seen) == 100 if drop else len(seen) == 103)
    padding = sum(max(lengths[i] for i in b) * len(b) - sum(lengths[i] for i in b) for b in batches)
    plain = sum(max(lengths[i : i + 4]) * len(lengths[i : i + 4]) - sum(lengths[i : i + 4]) for i in range(0, 103, 4))
    assert padding < plain / 3


def test_mean_pooling_leaves_out_padding():
    x = lumbre.arange(12.0).reshape(2, 3, 2)
    mask = lumbre.tensor([[1, 1, 0], [0, 0, 0]])
    assert text.mean_pooling(x, mask).tolist() == [[1.0, 2.0], [0.0, 0.0]]
    assert abs(float(text.mean_pooling(x, mask, normalize=True)[0].norm()) - 1) < 1e-6


def test_tokenizers_give_padded_tensors_and_keep_their_settings(tmp_path):
    pytest.importorskip("tokenizers")
    lines = ["the cat sat on the mat", "a dog ran", "the dog sat on a cat"] * 20
    tokenizer = text.train_tokenizer(lines, vocab_size=300)
    tokenizer.enable_truncation(2)
    batch = text.encode(tokenizer, ["the cat sat on the mat", "a dog"])
    ids, mask = batch["input_ids"], batch["attention_mask"]
    assert tokenizer.decode(ids[0].tolist()) == "the cat sat on the mat" and tokenizer.truncation["max_length"] == 2
    assert ids.shape == mask.shape and int(mask[1].sum()) < ids.shape[1] and bool((ids[1][mask[1] == 0] == tokenizer.token_to_id("[PAD]")).all())
    assert text.encode(tokenizer, "the cat sat on the mat", max_length=3)["input_ids"].shape == (1, 3)
    tokenizer.no_truncation()
    rows = text.encode(tokenizer, ["the cat", "a dog ran"], padding=False)["input_ids"]
    assert [r.tolist() for r in rows] == [tokenizer.encode(t).ids for t in ("the cat", "a dog ran")]
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    again = text.load_tokenizer(tmp_path)
    assert again.encode("ünseen ☃").ids == tokenizer.encode("ünseen ☃").ids
    assert tokenizer.decode(again.encode("ünseen ☃").ids) == "ünseen ☃"
    with pytest.raises(FileNotFoundError, match="load_tokenizer"):
        text.load_tokenizer(tmp_path / "nowhere")
