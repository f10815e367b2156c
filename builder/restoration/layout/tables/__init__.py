"""Tables in text without markup: cells behind tabs, on lines of their own, or run together."""
