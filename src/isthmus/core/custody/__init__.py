"""The custody log: Merkle trees, row commitments and signed heads."""
