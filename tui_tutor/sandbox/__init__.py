"""One confined call of foreign code.

May import `report` only, never numpy. Public: `open_sandbox`, `Sandbox`, `Call`, `CallResult`, `Limits`, `Array`.
"""
