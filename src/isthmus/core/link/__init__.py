"""Linking: which records are about the same person; it proposes, and people judge (MODEL section 2)."""

__all__: list[str] = []
