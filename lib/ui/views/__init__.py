"""The blocks of the pages, one module for what one page (or several) is made of."""
