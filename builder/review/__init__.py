"""What officers decide of what was read: corrections of facts, the workbook to make them in, what was checked."""
