"""The text as its publisher wrote it, and the proof of each change."""
