"""What the indexed documents lay down as tables: figures, responsibilities, regions side by side."""
