"""Scripts and styles of the class page. Paths from the root of the site."""

from __future__ import annotations

CLASS_STYLES = ("assets/class/class.css",)
CLASS_SCRIPTS = (
    "assets/quiz/normalise.js",
    "assets/quiz/score.js",
    "assets/class/codes.js",
    "assets/class/decode.js",
    "assets/class/shelf.js",
    "assets/class/rows.js",
    "assets/class/tally.js",
    "assets/class/intake.js",
    "assets/class/qr.js",
    "assets/office/zip.js",
    "assets/class/xlsx.js",
    "assets/class/catalogue.js",
    "assets/class/ui.js",
    "assets/class/sheet.js",
    "assets/class/collect.js",
    "assets/class/results.js",
    "assets/class/take.js",
    "assets/class/proof.js",
)
"""In the order they must run. All but catalogue.js (products/class_catalogue.py) lie under theme/; shelf.js takes more as they are
needed."""
