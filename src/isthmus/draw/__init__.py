"""Core values to SVG: the support graph, charts, intervals."""
