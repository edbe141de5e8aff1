"""What is wrong with a document, as who handed it in is told."""

from isthmus.core.messages import Message, MessageError

__all__ = ["DocumentFault"]


class DocumentFault(MessageError):
    """The file cannot be read: the fact, and what to do about it. It is kept as it came all the same."""

    def __init__(self, rule: Message, fix: Message) -> None:
        super().__init__(rule)
        self.rule, self.fix = rule, fix
