"""PDF: pages as the file draws them, as glyphs with their places; recognised where the file holds pictures only."""
