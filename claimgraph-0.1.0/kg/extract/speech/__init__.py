"""Who says what: reporting words, quotations, speakers, claims."""
