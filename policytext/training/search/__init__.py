"""Judged queries, and the order of hits that is learned from them."""
