"""Records written in the formats their readers use."""
