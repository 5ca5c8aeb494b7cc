"""Tokenizers of the library `tokenizers`, imported when one is needed."""

import os

import lumbre

from ._batches import pad_sequences


def _library():
    try:
        import tokenizers
    except ImportError as error:
        raise ImportError("lumbre.text takes its tokenizers from the library of that name: `pip install tokenizers`") from error
    return tokenizers


def load_tokenizer(path):
    """The tokenizer in a file ``tokenizer.json``, or in a folder that has one."""
    path = os.fspath(path)
    if os.path.isdir(path):
        path = os.path.join(path, "tokenizer.json")
    if not os.path.isfile(path):
        raise FileNotFoundError(f"load_tokenizer: no file {path}")
    return _library().Tokenizer.from_file(path)


def train_tokenizer(texts, vocab_size=8000, special_tokens=("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"), lowercase=False):
    """A byte-pair tokenizer learned from an iterable of texts; bytes that were never seen stay bytes, so nothing is unknown."""
    t = _library()
    made = t.Tokenizer(t.models.BPE())
    made.normalizer = t.normalizers.Sequence([t.normalizers.NFC(), *([t.normalizers.Lowercase()] if lowercase else [])])
    made.pre_tokenizer = t.pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = t.decoders.ByteLevel()
    trainer = t.trainers.BpeTrainer(
        vocab_size=vocab_size, special_tokens=list(special_tokens), initial_alphabet=t.pre_tokenizers.ByteLevel.alphabet(), show_progress=False
    )
    made.train_from_iterator(texts, trainer)
    return made


def encode(tokenizer, texts, pairs=None, max_length=None, padding=True, side="right", pad_id=None):
    """Texts (or pairs of texts) as tensors: ``input_ids``, ``attention_mask`` (1 for tokens) and ``token_type_ids``, int64 (batch, length).

    ``max_length`` cuts longer ones, special tokens included. Without ``padding`` the values are lists of tensors. ``pad_id`` is the
    tokenizer's own ``[PAD]`` or ``<pad>``, or 0.
    """
    texts = [texts] if isinstance(texts, str) else list(texts)
    if pairs is not None:
        texts = list(zip(texts, [pairs] if isinstance(pairs, str) else pairs))
    before = tokenizer.truncation, tokenizer.padding
    tokenizer.no_padding()
    tokenizer.no_truncation() if max_length is None else tokenizer.enable_truncation(max_length)
    try:
        found = tokenizer.encode_batch(texts)
    finally:
        # The tokenizer is the caller's: its settings stay as they were.
        tokenizer.no_truncation() if before[0] is None else tokenizer.enable_truncation(**before[0])
        tokenizer.no_padding() if before[1] is None else tokenizer.enable_padding(**before[1])
    if pad_id is None:
        known = (tokenizer.token_to_id(t) for t in ("[PAD]", "<pad>"))
        pad_id = next((i for i in known if i is not None), 0)
    if not padding:
        rows = {"input_ids": [f.ids for f in found], "attention_mask": [[1] * len(f.ids) for f in found], "token_type_ids": [f.type_ids for f in found]}
        return {k: [lumbre.tensor(r, dtype=lumbre.int64) for r in v] for k, v in rows.items()}
    ids, mask = pad_sequences([f.ids for f in found], pad_id, side, dtype=lumbre.int64)
    kinds, _ = pad_sequences([f.type_ids for f in found], 0, side, dtype=lumbre.int64)
    return {"input_ids": ids, "attention_mask": mask.to(lumbre.int64), "token_type_ids": kinds}
