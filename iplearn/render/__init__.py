"""HTML bodies from values: Jinja templates that know nothing of MkDocs, and small renderers."""
