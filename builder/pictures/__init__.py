"""The ledger as static SVG pictures, each told in words too."""
