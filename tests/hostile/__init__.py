"""Documents drawn by hand, each with one thing that a reading once got wrong without a word."""
