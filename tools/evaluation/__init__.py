"""The evaluation: documents with truth in, figures and every wrong accept out."""
