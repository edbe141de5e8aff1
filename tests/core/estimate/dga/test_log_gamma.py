import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import gammaln

from isthmus.core.estimate.dga.likelihood import log_gamma, log_gamma_ratio

ABOVE_0 = st.floats(1e-3, 1e9)


@given(ABOVE_0)
def test_the_logarithm_of_gamma_is_that_of_scipy(z):
    assert math.isclose(log_gamma(np.array([z]))[0], gammaln(z), rel_tol=1e-13, abs_tol=1e-13)


@given(st.floats(1e-3, 1e4), st.floats(1e-3, 1e4))
def test_the_ratio_is_the_difference_of_two_logarithms(top, bottom):
    found = log_gamma_ratio(np.array([top]), np.array([bottom]))[0]
    assert math.isclose(found, gammaln(top) - gammaln(bottom), rel_tol=1e-12, abs_tol=1e-9)


def test_the_ratio_of_huge_numbers_loses_nothing():
    """Gamma(z + 1) / Gamma(z) is z."""
    z = np.array([1e3, 1e6, 1e9, 1e12])
    assert np.allclose(log_gamma_ratio(z + 1, z), np.log(z), rtol=1e-15, atol=0)
