"""Applications that someone would write with Textual alone, run as scripts in a terminal."""
