"""The patterns that bind a figure to the words around it, each file by what they say of it."""
