"""The outside: the command line and MkDocs. Nothing below imports mkdocs."""
