"""The judge: numerical derivatives with error bounds, comparison, diagnosis."""
