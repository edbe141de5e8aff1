"""The workspace store: models by stage, keys, blobs, the encrypted database."""
