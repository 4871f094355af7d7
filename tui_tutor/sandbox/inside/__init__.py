"""That side of the wall: what runs in the confined process before, and around, the foreign code.

Started by the path of this package, never imported by the rest of the tutor. `zygote` forks one locked child
per call, `spare` is one locked process for one call; both end in `child`. Nothing that happens here after the
first byte of foreign source is believed by the other side.
"""
