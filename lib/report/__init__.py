"""Results made visible: words for figures, drawn figures, sheets and workbooks. Knows no store and no page."""
