"""How many were never documented: multiple systems estimation, several models side by side, or a refusal."""
