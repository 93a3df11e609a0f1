"""Documents made with their truth: editions as a prefecture would publish them, by many hands."""
