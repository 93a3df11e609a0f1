"""Measures of the whole: against peers, and over thousands of random editions."""
