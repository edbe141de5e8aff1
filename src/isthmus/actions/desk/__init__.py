"""Actions of the desk."""
