"""An LSTM language model over words: carried hidden state, truncated backpropagation, clipping, SGD with a plateau schedule."""

import random
import sys

import torch
from torch import nn

random.seed(0)
WORDS = ["the", "a", "cat", "dog", "bird", "sees", "hears", "likes", "small", "old", "red", "house", "tree", "river", "and", "then", "<eos>"]
ARTICLES, ANIMALS, VERBS, QUALITIES, THINGS = WORDS[:2], WORDS[2:5], WORDS[5:8], WORDS[8:11], WORDS[11:14]


def sentence():
    words = [random.choice(ARTICLES), random.choice(QUALITIES), random.choice(ANIMALS), random.choice(VERBS), random.choice(ARTICLES), random.choice(THINGS)]
    return words + (["and", "then"] + sentence() if random.random() < 0.2 else ["<eos>"])


class Model(nn.Module):
    def __init__(self, vocab, width, layers):
        super().__init__()
        self.drop = nn.Dropout(0.2)
        self.encoder = nn.Embedding(vocab, width)
        self.rnn = nn.LSTM(width, width, layers, dropout=0.2)
        self.decoder = nn.Linear(width, vocab)
        self.decoder.weight = self.encoder.weight
        nn.init.uniform_(self.encoder.weight, -0.1, 0.1)
        nn.init.zeros_(self.decoder.bias)

    def forward(self, ids, hidden):
        out, hidden = self.rnn(self.drop(self.encoder(ids)), hidden)
        return nn.functional.log_softmax(self.decoder(self.drop(out)).view(-1, self.decoder.out_features), dim=1), hidden


def main(steps):
    torch.manual_seed(1111)
    ids = torch.tensor([WORDS.index(w) for _ in range(900) for w in sentence()])
    columns = ids.narrow(0, 0, len(ids) // 10 * 10).view(10, -1).t().contiguous()
    model, criterion = Model(len(WORDS), 48, 2), nn.NLLLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=5.0)
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, factor=0.25, patience=3)
    hidden, at, total = None, 0, 0.0
    for step in range(steps):
        if at + 21 > len(columns):
            hidden, at = None, 0
        x, y = columns[at : at + 20], columns[at + 1 : at + 21].reshape(-1)
        at += 20
        hidden = hidden and tuple(h.detach() for h in hidden)
        model.zero_grad()
        out, hidden = model(x, hidden)
        loss = criterion(out, y)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 0.25)
        optimizer.step()
        total += loss.item()
        if step % 10 == 9:
            scheduler.step(total / 10)
            total = 0.0
        print(step, loss.item())


main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
