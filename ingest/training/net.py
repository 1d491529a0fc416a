"""The joint network: one MiniLM encoder, one pass, a head for every layer of annotation.

Words are the units. A word's vector is the mean of its first and last word piece, each a learned mix of
all encoder layers, next to an embedding of its letter case, which the uncased vocabulary loses. Arcs
are scored by a biaffine product; a word that scores itself as its head is the root (Dozat and Manning
2017, with the root on the diagonal).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

ARC, LABEL, CASES = 256, 128, 9


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many labels each head has."""

    tags: int
    features: int
    lemmas: int
    relations: int
    entities: int


class Net(nn.Module):  # type: ignore[misc]
    """The network as it was trained; parameter names are those of the checkpoint."""

    def __init__(self, encoder: Path, sizes: Sizes) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(str(encoder))
        config._attn_implementation = "eager"
        self.bert = BertModel(config, add_pooling_layer=False)
        width = config.hidden_size
        self.case = nn.Embedding(CASES, width)
        self.casew = nn.Embedding(CASES, 32)
        self.mix = nn.Parameter(torch.zeros(config.num_hidden_layers + 1))
        word = width + 32
        self.xpos = nn.Linear(word, sizes.tags)
        self.uf = nn.Linear(word, sizes.features)
        self.lem = nn.Linear(word, sizes.lemmas)
        self.sent = nn.Linear(word, 2)
        self.ner = nn.Sequential(nn.Linear(word, 256), nn.GELU(), nn.Dropout(0.2), nn.Linear(256, sizes.entities))
        self.ad, self.ah = (self._projection(word, ARC) for _ in range(2))
        self.ld, self.lh = (self._projection(word, LABEL) for _ in range(2))
        self.U = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.UL = nn.Parameter(torch.zeros(sizes.relations, LABEL + 1, LABEL + 1))

    @staticmethod
    def _projection(word: int, width: int) -> nn.Sequential:
        return nn.Sequential(nn.Linear(word, width), nn.GELU(), nn.Dropout(0.25))

    def forward(self, ids: Tensor, mask: Tensor, case: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """Score a batch; all inputs are int64.

        ``ids``, ``mask`` and ``case`` are (batch, pieces); ``first`` and ``last`` (batch, words) point at
        each word's pieces. Returns tags, features, lemma scripts, sentence starts and entities as
        (batch, words, labels), arcs as (batch, dependants, heads) and the two label projections.
        """
        embedded = self.bert.embeddings.word_embeddings(ids) + self.case(case)
        layers = self.bert(inputs_embeds=embedded, attention_mask=mask, output_hidden_states=True).hidden_states
        weights = torch.softmax(self.mix, 0)
        mixed = sum(weights[i] * layer for i, layer in enumerate(layers))
        at = [i.unsqueeze(-1).expand(-1, -1, mixed.shape[-1]) for i in (first, last)]
        pooled = (mixed.gather(1, at[0]) + mixed.gather(1, at[1])) * 0.5
        words = torch.cat([pooled, self.casew(case.gather(1, first))], -1)
        dependants = self.ad(words)
        dependants = torch.cat([dependants, torch.ones_like(dependants[..., :1])], -1)
        arcs = dependants @ self.U @ self.ah(words).transpose(1, 2)
        heads = (self.xpos(words), self.uf(words), self.lem(words), self.sent(words), self.ner(words))
        return (*heads, arcs, self.ld(words), self.lh(words))


class Relations(nn.Module):  # type: ignore[misc]
    """The relation of a dependant to its head, by a bilinear product: run on chosen arcs only.

    ``forward`` takes two (arcs, :data:`LABEL`) and returns (arcs, relations).
    """

    def __init__(self, bilinear: Tensor) -> None:
        super().__init__()
        self.count, self.width = bilinear.shape[0], bilinear.shape[1]
        self.weight = nn.Parameter(bilinear.detach().transpose(0, 1).reshape(self.width, -1).clone())

    def forward(self, dependants: Tensor, heads: Tensor) -> Tensor:
        left, right = (torch.cat([x, torch.ones_like(x[:, :1])], -1) for x in (dependants, heads))
        product = (left @ self.weight).reshape(-1, self.count, self.width)
        return (product * right.unsqueeze(1)).sum(-1)
