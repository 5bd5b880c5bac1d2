"""The register of the mark: who may use it now, and how it is used."""
