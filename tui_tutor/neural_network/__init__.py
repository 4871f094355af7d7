"""What learners import: small functions, one idea a file."""
