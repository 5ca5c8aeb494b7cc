"""Text as tensors: tokenizers of the library of that name, padding, packing and batches of alike lengths.

    tokenizer = lumbre.text.load_tokenizer("model/tokenizer.json")
    batch = lumbre.text.encode(tokenizer, ["a sentence", "another, longer one"])      # {"input_ids": (2, 7), "attention_mask": (2, 7), …}
"""

from ._batches import BucketSampler, pack_blocks, pad_sequences, truncate_pair
from ._pooling import mean_pooling
from ._tokens import encode, load_tokenizer, train_tokenizer

__all__ = ["BucketSampler", "encode", "load_tokenizer", "mean_pooling", "pack_blocks", "pad_sequences", "train_tokenizer", "truncate_pair"]
