"""What is not yet, or never, part of the register: drafts, uploads and the progress of long work."""
