"""The chance that no more than so many people went unseen."""

import numpy as np
import pytest
from scipy.stats import nbinom

from isthmus.core.estimate.lcmcr.negative_binomial import log_chance_within


@pytest.mark.parametrize("seen", [1, 2, 7, 60, 1_000, 30_000, 1_000_000])
@pytest.mark.parametrize("rho", [1e-9, 0.003, 0.2, 0.5, 0.9, 0.99, 0.9999])
def test_it_is_scipys_negative_binomial(seen, rho):
    middle = seen * rho / (1 - rho)
    spread = (middle / (1 - rho)) ** 0.5
    around = middle + spread * np.array([-4, -2, -1, -0.1, 0, 0.3, 1, 2, 4, 8])
    for unseen in np.unique(np.clip([0, 1, *around, 3 * middle, 100 * middle], 0, None).astype(np.int64)):
        expected = nbinom.logcdf(unseen, seen, 1 - rho)
        if expected > -600:  # further out scipy's own is log(0)
            rounding = 1e-15 * (seen + unseen) * np.log(seen + unseen + 1)  # of the logarithms of factorials
            ours = log_chance_within(seen, int(unseen), rho)
            assert ours == pytest.approx(expected, rel=1e-8, abs=1e-8 + rounding)


def test_no_limit_is_no_bound():
    assert log_chance_within(50, -1, 0.99) == 0.0


def test_nobody_seen_or_nobody_missed_is_within_any_limit():
    assert log_chance_within(0, 5, 0.7) == 0.0
    assert log_chance_within(5, 0, 0.0) == 0.0


def test_with_no_room_at_all_everybody_must_be_seen():
    assert log_chance_within(12, 0, 0.4) == pytest.approx(12 * np.log(0.6))


def test_a_wider_limit_is_never_less_likely():
    logs = [log_chance_within(40, limit, 0.8) for limit in range(600)]
    assert np.all(np.diff(logs) >= -1e-12)
