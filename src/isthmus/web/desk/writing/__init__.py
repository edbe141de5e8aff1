"""The pages on which something is written down: coding, judging, importing, custody."""
