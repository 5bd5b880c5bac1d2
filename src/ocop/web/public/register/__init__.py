"""The register for citizens: search and list, map, files, and one page for each product."""
