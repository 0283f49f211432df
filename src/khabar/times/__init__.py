"""Arabic expressions of time: found in tokens, resolved to ISO prefixes against a day of reference."""
