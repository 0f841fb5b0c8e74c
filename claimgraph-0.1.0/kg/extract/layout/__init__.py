"""What a document is made of: segments with role and language, sentences, datelines, metadata."""
