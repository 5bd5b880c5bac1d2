"""The verbs of recognition: decide, close, refer, return. One writer for each fact."""
