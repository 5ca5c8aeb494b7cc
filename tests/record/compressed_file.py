"""Writes PyTorch's file of compressed sparse tensors: `python tests/record/compressed_file.py`, where torch is."""

from pathlib import Path

import torch

DENSE = torch.tensor([[0, 1.5, 0, 0], [2, 0, 3, 0], [0, 0, 0, 0], [0, 0, 0, -4]])


def main():
    parts = {"csr": DENSE.to_sparse_csr(), "csc": DENSE.to_sparse_csc(), "bsr": DENSE.to_sparse_bsr((2, 2)), "bsc": DENSE.to_sparse_bsc((2, 1))}
    torch.save({"dense": DENSE, **parts}, Path(__file__).resolve().parent.parent / "reference/compressed.pt")


if __name__ == "__main__":
    main()
