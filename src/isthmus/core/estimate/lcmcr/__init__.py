"""Latent classes under a Dirichlet process (Manrique-Vallier 2016): people differ in how easily lists catch them."""

from isthmus.core.estimate.lcmcr.chains import ChainSettings
from isthmus.core.estimate.lcmcr.fitting import fit

__all__ = ["ChainSettings", "fit"]
