"""What lists themselves give reason to doubt: columns that may be none, and lists that hold nothing of their own."""
