"""The pages of the reading room: what each asks for, what it shows, and how that is found. No markup, no language."""
