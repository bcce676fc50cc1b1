"""The network over the encoder's states."""

import numpy as np

from bot.rasa import network

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float32)
EITHER = np.array([0, 1, 1, 0])


def points(count: int, seed: int):
    """Points near the corners of a square; the label tells whether the corner has one coordinate of two."""
    chance = np.random.default_rng(seed)
    places = chance.integers(0, 4, count)
    return (CORNERS[places] + chance.normal(0, 0.1, (count, 2))).astype(np.float32), EITHER[places]


def test_it_learns_what_no_straight_line_tells() -> None:
    # GIVEN examples whose two features count only together
    seen, right = points(400, seed=1)
    # WHEN a network learns them
    learned = network.fit(seen, right, 2)
    # THEN it is right about points that it has not seen
    fresh, truth = points(200, seed=2)
    assert (network.scores(learned, fresh).argmax(axis=1) == truth).mean() > 0.95


def test_the_same_examples_give_the_same_network() -> None:
    seen, right = points(100, seed=3)
    first, second = network.fit(seen, right, 2), network.fit(seen, right, 2)
    assert all(np.array_equal(first[name], second[name]) for name in first)
