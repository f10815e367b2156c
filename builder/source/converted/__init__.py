"""Files that another program makes readable: old office documents, and scans of which the characters are recognised."""
