"""Seeded synthetic rosters with their truth: brothers, cousins, fathers of the same name, reported by several lists."""
