"""What goes into a page: words made fit to stand there, and questions about them."""
