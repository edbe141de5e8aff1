"""The workbook: the register as tables (the interchange form), its rules and its canonical form."""
