"""Cameras and scanners: pictures of PDFs as phones, flatbeds, feeders, copiers and fax machines give them."""
