"""A record for language models: questions as tools of the Model Context Protocol, every answer with its words."""
