"""Sequence to sequence with additive attention: a bidirectional GRU over packed sequences, a GRU that looks back, teacher forcing. It reverses."""

import random
import sys

import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

PAD, START, END, VOCAB, WIDTH = 0, 1, 2, 16, 32


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(VOCAB, WIDTH, padding_idx=PAD)
        self.rnn = nn.GRU(WIDTH, WIDTH, batch_first=True, bidirectional=True)
        self.fc = nn.Linear(2 * WIDTH, WIDTH)

    def forward(self, ids, lengths):
        packed = pack_padded_sequence(self.embedding(ids), lengths, batch_first=True, enforce_sorted=False)
        out, hidden = self.rnn(packed)
        out, _ = pad_packed_sequence(out, batch_first=True)
        return out, torch.tanh(self.fc(torch.cat((hidden[0], hidden[1]), dim=1))).unsqueeze(0)


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.query, self.key, self.score = nn.Linear(WIDTH, WIDTH), nn.Linear(2 * WIDTH, WIDTH), nn.Linear(WIDTH, 1, bias=False)

    def forward(self, query, keys, mask):
        scores = self.score(torch.tanh(self.query(query) + self.key(keys))).squeeze(2)
        weights = F.softmax(scores.masked_fill(mask == 0, -1e10), dim=-1)
        return torch.bmm(weights.unsqueeze(1), keys)


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding, self.attention = nn.Embedding(VOCAB, WIDTH, padding_idx=PAD), Attention()
        self.rnn = nn.GRU(3 * WIDTH, WIDTH, batch_first=True)
        self.out = nn.Linear(3 * WIDTH, VOCAB)

    def forward(self, encoded, hidden, mask, targets, forcing):
        ids, logits = torch.full((encoded.size(0), 1), START), []
        for t in range(targets.size(1)):
            context = self.attention(hidden.permute(1, 0, 2), encoded, mask)
            step, hidden = self.rnn(torch.cat((self.embedding(ids), context), dim=2), hidden)
            logits.append(self.out(torch.cat((step, context), dim=2)))
            ids = targets[:, t : t + 1] if random.random() < forcing else logits[-1].argmax(-1).detach()
        return torch.cat(logits, dim=1)


def batch(n):
    words = [torch.randint(3, VOCAB, (random.randint(3, 8),)) for _ in range(n)]
    lengths = torch.tensor([len(w) for w in words])
    source = pad_sequence(words, batch_first=True, padding_value=PAD)
    target = pad_sequence([torch.cat([w.flip(0), torch.tensor([END])]) for w in words], batch_first=True, padding_value=PAD)
    return source, lengths, target


def main(steps):
    random.seed(3)
    torch.manual_seed(3)
    encoder, decoder = Encoder(), Decoder()
    optimizers = [torch.optim.Adam(m.parameters(), lr=5e-3) for m in (encoder, decoder)]
    scheduler = torch.optim.lr_scheduler.StepLR(optimizers[1], step_size=60, gamma=0.5)
    for step in range(steps):
        source, lengths, target = batch(32)
        for optimizer in optimizers:
            optimizer.zero_grad()
        encoded, hidden = encoder(source, lengths)
        logits = decoder(encoded, hidden, source != PAD, target, 0.7)
        loss = F.cross_entropy(logits.reshape(-1, VOCAB), target.reshape(-1), ignore_index=PAD)
        loss.backward()
        for module, optimizer in zip((encoder, decoder), optimizers):
            nn.utils.clip_grad_norm_(module.parameters(), 1.0)
            optimizer.step()
        scheduler.step()
        print(step, loss.item())


main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
