"""Digital signatures inside PDFs: read in a process of their own, said in plain words."""
