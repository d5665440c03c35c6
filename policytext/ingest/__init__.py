"""The writing pipeline: from files to records, vectors and resolved citations in an index."""
