"""What is printed: postings, signs, slips and forms."""
