"""The one configured Python-Markdown: text in, `Document` out (`Markup.parse`)."""

from iplearn.markup.markup import Markup

__all__ = ["Markup"]
