"""What `tellers watch` is made of: the boards it looks at, what it remembers, and what it concludes."""
