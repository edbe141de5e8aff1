"""Letters as they are opened: read with suspicion, and shown exactly or not at all."""
