"""What a user can do: one action, one transaction, one custody event."""
