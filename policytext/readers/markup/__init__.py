"""HTML and XML: text with markup in between, read with the place of every character in the file."""
