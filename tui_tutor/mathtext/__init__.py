"""A TeX formula as lines of terminal text."""
