"""The texts that rendering is measured on: made-up talk pages, pages full of templates, hostile texts."""
