import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from tui_tutor.neural_network import attention, causal_attention


def sequence(t=5, d=3, m=4, seed=0):
    rng = np.random.RandomState(seed)
    return rng.randn(t, d), rng.randn(t, d), rng.randn(t, m)


def weight(q, k, keys):
    return np.exp(q @ k / np.sqrt(len(q))) / sum(np.exp(q @ other / np.sqrt(len(q))) for other in keys)


def test_every_query_takes_a_mixture_of_the_values_weighted_by_its_scores():
    Q, K, V = sequence()
    by_hand = [sum(weight(q, k, K) * v for k, v in zip(K, V, strict=True)) for q in Q]
    assert_allclose(attention(Q, K, V), by_hand)


def test_there_may_be_another_number_of_keys_than_of_queries():
    Q, K, V = sequence()
    assert_allclose(attention(Q[:2], K, V), attention(Q, K, V)[:2])


def test_equal_keys_give_the_mean_of_the_values():
    Q, _, V = sequence()
    assert_allclose(attention(Q, np.ones((5, 3)), V), np.tile(V.mean(axis=0), (5, 1)))


def test_the_first_position_of_a_causal_sequence_sees_only_itself():
    Q, K, V = sequence()
    assert_array_equal(causal_attention(Q, K, V)[0], V[0])


def test_a_causal_position_is_what_attention_gives_when_the_later_ones_are_cut_off():
    Q, K, V = sequence()
    for i in range(5):
        alone = attention(Q[i : i + 1], K[: i + 1], V[: i + 1])
        assert_allclose(causal_attention(Q, K, V)[i : i + 1], alone)


def test_the_last_causal_position_sees_everything():
    Q, K, V = sequence()
    assert_allclose(causal_attention(Q, K, V)[-1], attention(Q, K, V)[-1])
