"""The domain on a few pages: frozen, documented, free of input and output."""
