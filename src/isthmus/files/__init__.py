"""Bytes to core values and back: workbooks as CSV and XLSX, FollowTheMoney; no database."""
