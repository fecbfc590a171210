"""Two worlds that differ only in what somebody may not know, and the same questions asked in both."""
