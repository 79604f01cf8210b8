"""How close the readers come to DiscussionTools and Convenient Discussions, on their own test pages."""
