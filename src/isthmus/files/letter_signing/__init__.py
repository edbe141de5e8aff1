"""The key with which an organisation signs what it says of itself."""
