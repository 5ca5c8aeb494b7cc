"""A character model in nanoGPT's manner: causal attention blocks, tied weights, AdamW with two groups, warm-up and cosine decay."""

import math
import sys

import torch
import torch.nn as nn
from torch.nn import functional as F

TEXT = "".join(f"{n} and {n + 1} make {2 * n + 1}; {n} times {n} is {n * n}.\n" for n in range(300))
BLOCK, BATCH, WIDTH, HEADS, LAYERS = 32, 16, 64, 4, 2


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH, bias=False)
        self.proj = nn.Linear(WIDTH, WIDTH, bias=False)
        self.drop = nn.Dropout(0.1)

    def forward(self, x):
        b, t, c = x.size()
        q, k, v = (part.view(b, t, HEADS, c // HEADS).transpose(1, 2) for part in self.qkv(x).split(WIDTH, dim=2))
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.drop(self.proj(y.transpose(1, 2).contiguous().view(b, t, c)))


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.ln_1, self.attn = nn.LayerNorm(WIDTH), Attention()
        self.ln_2 = nn.LayerNorm(WIDTH)
        self.mlp = nn.ModuleDict({"fc": nn.Linear(WIDTH, 4 * WIDTH), "proj": nn.Linear(4 * WIDTH, WIDTH), "drop": nn.Dropout(0.1)})

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp["drop"](self.mlp["proj"](F.gelu(self.mlp["fc"](self.ln_2(x)))))


class GPT(nn.Module):
    def __init__(self, vocab):
        super().__init__()
        self.tokens, self.places = nn.Embedding(vocab, WIDTH), nn.Embedding(BLOCK, WIDTH)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.norm, self.head = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, vocab, bias=False)
        self.tokens.weight = self.head.weight
        self.apply(self.init)
        for name, p in self.named_parameters():
            if name.endswith("proj.weight"):
                nn.init.normal_(p, mean=0.0, std=0.02 / math.sqrt(2 * LAYERS))

    def init(self, module):
        if isinstance(module, (nn.Linear, nn.Embedding)):
            nn.init.normal_(module.weight, mean=0.0, std=0.02)
        if isinstance(module, nn.Linear) and module.bias is not None:
            nn.init.zeros_(module.bias)

    def forward(self, ids, targets=None):
        x = self.tokens(ids) + self.places(torch.arange(ids.size(1)))
        for block in self.blocks:
            x = block(x)
        logits = self.head(self.norm(x))
        if targets is None:
            return logits, None
        return logits, F.cross_entropy(logits.view(-1, logits.size(-1)), targets.view(-1), ignore_index=-1)

    @torch.no_grad()
    def generate(self, ids, count, top_k=5):
        for _ in range(count):
            logits = self(ids[:, -BLOCK:])[0][:, -1, :] / 0.8
            kept, _ = torch.topk(logits, top_k)
            logits[logits < kept[:, [-1]]] = -float("inf")
            ids = torch.cat((ids, torch.multinomial(F.softmax(logits, dim=-1), 1)), dim=1)
        return ids


def main(steps):
    torch.manual_seed(1337)
    letters = sorted(set(TEXT))
    data = torch.tensor([letters.index(c) for c in TEXT], dtype=torch.long)
    model = GPT(len(letters))
    decay = [p for p in model.parameters() if p.dim() >= 2]
    rest = [p for p in model.parameters() if p.dim() < 2]
    optimizer = torch.optim.AdamW([{"params": decay, "weight_decay": 0.1}, {"params": rest, "weight_decay": 0.0}], lr=1e-3, betas=(0.9, 0.99))
    for step in range(steps):
        rate = 2e-3 * min((step + 1) / 20, 0.1 + 0.45 * (1 + math.cos(math.pi * step / 200)))
        for group in optimizer.param_groups:
            group["lr"] = rate
        at = torch.randint(len(data) - BLOCK, (BATCH,))
        x = torch.stack([data[i : i + BLOCK] for i in at])
        y = torch.stack([data[i + 1 : i + 1 + BLOCK] for i in at])
        loss = model(x, y)[1]
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        print(step, loss.item())
    model.eval()
    ids = model.generate(torch.zeros((1, 1), dtype=torch.long), 40)[0].tolist()
    print("text", repr("".join(letters[i] for i in ids)))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
