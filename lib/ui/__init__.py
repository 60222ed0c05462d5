"""Streamlit glue: the frame, cached access to results, filters, blocks. The only place for caches and style."""
