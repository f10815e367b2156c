"""Bodies named by sentences: who acts, and in which pattern."""
