"""What stands above each comment of a page: the comment that it answers, and the headings."""

from __future__ import annotations

from folkmoot.core.conversation.model import Comment, Conversation, Topic


class Above:
    """What stands above the comments of one page, by their ids."""

    def __init__(self, conversation: Conversation) -> None:
        self._topics: dict[str, tuple[Topic, ...]] = {}
        self._parents: dict[str, Comment] = {}
        for root in conversation.topics:
            self._take(root)

    def _take(self, root: Topic) -> None:
        waiting: list[tuple[Topic, tuple[Topic, ...]]] = [(root, ())]
        while waiting:
            topic, above = waiting.pop()
            own = above if topic.placeholder else (topic, *above)
            for reply in topic.replies:
                if isinstance(reply, Topic):
                    waiting.append((reply, own))
                    continue
                for comment in reply.thread():
                    self._topics[comment.id] = own
                    self._parents.update((answer.id, comment) for answer in comment.replies)

    def topics(self, comment_id: str) -> tuple[Topic, ...]:
        """The headings above the comment, the nearest first; without the one that is none."""
        return self._topics[comment_id]

    def parent(self, comment_id: str) -> Comment | None:
        """The comment that this one answers."""
        return self._parents.get(comment_id)
