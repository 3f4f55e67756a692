"""The parts of the search index: terms, chunks, postings. `products/search_index.py` puts them together."""
