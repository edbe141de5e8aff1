"""What the stores of all programs stand on: the encrypted database, keys, blobs, locks, and what can go wrong."""
