"""What screens are made of. Widgets show frozen records and post messages; they never decide a verdict."""
