"""GBK text read one byte off, put back."""
