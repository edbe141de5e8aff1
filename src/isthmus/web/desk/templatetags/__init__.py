"""Tags and filters that the desk's templates share."""
