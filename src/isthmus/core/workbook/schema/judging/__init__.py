"""What is said of the sheets in which people conclude: judgements, and codes of their own."""
