"""Files -> model + diagnostics. Everything is read before anything is written."""
