"""The search index: every pair of neighbouring characters with its places, in small files read on demand."""
