"""Readers of what strangers send, searched by coverage for anything but an exact answer or a refusal in words."""
