"""An exercise and a submission become a report."""
