"""Spans, folding with a way back, tokens and clitics, sentences, quotations, numbers. Knows no word of any language."""
