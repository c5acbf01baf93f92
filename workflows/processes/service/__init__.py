"""送达 (service of a document), called by the other procedures."""
