"""Learns the network from examples.

The loss of a question is the negative logarithm of the share that the right spans have of the softmax over all
spans of the parts looked at (Clark and Gardner 2018, 2.3: the sum over all right ones, since words of an answer
may stand in several places), weighted by its set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from assistant.answering.choosing.network import Network
from evals.chooser.data import ChooserSet
from evals.chooser.examples import LONGEST, Example

_CROSSINGS = 4
_AS_LONG = 8
"""Parts from which on longer spans begin no worse."""
_NO_SPREAD = 1e-4
_CLIPPED = 5.0
_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides the weights, besides the data."""

    hidden: int = 48
    epochs: int = 11
    batch: int = 128
    rate: float = 2e-3
    decay: float = 1e-4
    dropout: float = 0.2
    dropped_features: float = 0.05
    """Share of the features left out of each batch, so that none is relied on alone."""
    seed: int = 17
    networks: int = 3
    """Learned from different seeds and joined in one that gives the mean of their outputs."""


class _Module(torch.nn.Module):
    def __init__(self, features: int, recipe: Recipe) -> None:
        super().__init__()
        self.direct = torch.nn.Linear(features, 3)
        self.hidden = torch.nn.Linear(features, recipe.hidden)
        self.dropout = torch.nn.Dropout(recipe.dropout)
        self.output = torch.nn.Linear(recipe.hidden, 3, bias=False)
        for zeros in (self.direct.weight, self.direct.bias, self.output.weight):
            torch.nn.init.zeros_(zeros)
        self.by_parts = torch.nn.Parameter(-0.7 * torch.arange(LONGEST, dtype=torch.float32).clamp(max=_AS_LONG))
        self.by_crossings = torch.nn.Parameter(-torch.arange(_CROSSINGS, dtype=torch.float32))

    def forward(self, x: torch.Tensor, valid: torch.Tensor, crossings: torch.Tensor) -> torch.Tensor:
        """Scores of the spans, shape (parts, LONGEST)."""
        outputs = self.direct(x) + self.output(self.dropout(torch.relu(self.hidden(x))))
        sums = torch.cat([torch.zeros(1), torch.cumsum(outputs[:, 2], 0)])
        first = torch.arange(len(x))[:, None]
        last = (first + torch.arange(LONGEST)).clamp(max=len(x) - 1)
        scores = outputs[:, :1] + outputs[last, 1] + (sums[last + 1] - sums[first])
        scores = scores + self.by_parts + self.by_crossings[crossings.clamp(max=_CROSSINGS - 1)]
        return torch.where(valid, scores, torch.tensor(_NEVER))


def fit(sets: Sequence[ChooserSet], recipe: Recipe) -> Network:
    """The network learned from `sets`. Raises ValueError where no question has a right span."""
    pairs = [
        (item, weight)
        for found in sets
        for item, weight in zip(found.examples, found.weights, strict=True)
        if item.right.any()
    ]
    if not pairs:
        raise ValueError("no question has a right span, so there is nothing to learn from")
    examples = [item for item, _ in pairs]
    weights = torch.tensor([weight for _, weight in pairs], dtype=torch.float32)
    weights = weights / weights.mean()
    values = np.concatenate([item.measured.values for item in examples])
    mean, spread = values.mean(axis=0), values.std(axis=0)
    scale = np.where(spread < _NO_SPREAD, 0, 1 / np.maximum(spread, _NO_SPREAD)).astype(np.float32)
    inputs = [torch.from_numpy(((e.measured.values - mean) * scale).clip(-_CLIPPED, _CLIPPED)) for e in examples]
    networks = []
    for seed in range(recipe.seed, recipe.seed + recipe.networks):
        torch.manual_seed(seed)
        module = _Module(values.shape[1], recipe)
        _learn(module, examples, inputs, weights, replace(recipe, seed=seed))
        networks.append(_network(module, examples[0].measured.names, mean, scale))
    return joined(networks)


def joined(networks: Sequence[Network]) -> Network:
    """One network whose outputs are the mean of those of `networks`, which share features and standardisation."""
    first, count = networks[0], len(networks)
    return replace(
        first,
        hidden=np.concatenate([one.hidden for one in networks], axis=1),
        hidden_bias=np.concatenate([one.hidden_bias for one in networks]),
        output=(np.concatenate([one.output for one in networks]) / count).astype(np.float32),
        **{
            name: np.mean([getattr(one, name) for one in networks], axis=0)
            for name in ("direct", "bias", "by_parts", "by_crossings")
        },
    )


def _learn(
    module: _Module, examples: Sequence[Example], inputs: Sequence[torch.Tensor], weights: torch.Tensor, recipe: Recipe
) -> None:
    dice = np.random.default_rng(recipe.seed)
    steps = recipe.epochs * -(-len(examples) // recipe.batch)
    optimiser = torch.optim.AdamW(module.parameters(), lr=recipe.rate, weight_decay=recipe.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, recipe.rate, total_steps=steps + 1)
    module.train()
    for _ in range(recipe.epochs):
        order = dice.permutation(len(examples))
        for start in range(0, len(order), recipe.batch):
            batch = order[start : start + recipe.batch].tolist()
            loss = _loss(module, [examples[i] for i in batch], [inputs[i] for i in batch], weights[batch], recipe)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
    module.eval()


def _loss(
    module: _Module, batch: Sequence[Example], inputs: Sequence[torch.Tensor], weights: torch.Tensor, recipe: Recipe
) -> torch.Tensor:
    x = torch.cat(list(inputs))
    x = x * (torch.rand(x.shape[1]) > recipe.dropped_features)
    valid = torch.from_numpy(np.concatenate([e.spans.valid & ~e.ignored[:, None] for e in batch]))
    crossings = torch.from_numpy(np.concatenate([e.spans.crossings for e in batch]))
    right = torch.from_numpy(np.concatenate([e.right for e in batch]))
    scores = module(x, valid, crossings)
    powers = torch.exp((scores - scores.max().detach()).clamp(min=-80))
    question = torch.from_numpy(np.repeat(np.arange(len(batch)), [len(part) for part in inputs]))
    nothing = torch.zeros(len(batch))
    whole = nothing.index_add(0, question, powers.sum(1))
    of_right = nothing.index_add(0, question, (powers * right).sum(1))
    loss: torch.Tensor = ((torch.log(whole) - torch.log(of_right + 1e-30)) * weights).mean()
    return loss


def _network(
    module: _Module,
    names: tuple[str, ...],
    mean: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
    scale: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
) -> Network:
    def array(values: torch.Tensor) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return values.detach().numpy().astype(np.float32)

    return Network(
        names,
        mean.astype(np.float32),
        scale,
        array(module.direct.weight).T,
        array(module.direct.bias),
        array(module.hidden.weight).T,
        array(module.hidden.bias),
        array(module.output.weight).T,
        array(module.by_parts),
        array(module.by_crossings),
    )
