"""The same tutor as lines of text."""
