"""Files in the age format: encrypted to a key, streamed."""
