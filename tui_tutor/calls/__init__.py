"""What runs inside a confined call."""
