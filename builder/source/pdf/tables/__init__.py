"""Tables of a page of PDF: by ruling lines, by place, and over the ends of pages."""
