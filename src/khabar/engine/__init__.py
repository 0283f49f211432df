"""Crawls in, tables out: pages read by many workers of a distributed engine, a part of the crawl at a time.

`parts` cuts the input, `work` reads one part, `run` has Daft hand the parts to the processors of this machine or of a
Ray cluster, `folder` says what is done, `kept` gives the records back. Only `work` and `run` need Daft.
"""
