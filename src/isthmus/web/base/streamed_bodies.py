"""Bodies of requests that the program reads while they come in: a file of any size passes in pieces, and none waits.

Waitress gathers a body before the program is called, in memory or in a file in the clear. Here a body at some addresses
is handed over as it comes: at most `MOST_WAITING` of it lie in memory, and the browser waits where nobody reads.
"""

import io
from functools import partial
from threading import Condition
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

__all__ = ["StreamedBody", "StreamingChannel"]

MOST_WAITING = 1 << 20
# Who sends nothing for so long is gone.
SECONDS_OF_SILENCE = 120
_READ_AT_ONCE = 256 * 1024


class StreamedBody:
    """A body of known length, between the thread that receives it and the one that reads it.

    Once its reader is done, what still comes is thrown away: the answer is read by who has sent all.
    """

    error = None

    def __init__(self, length: int, channel: "StreamingChannel") -> None:
        self._left = length
        self._channel = channel
        self._waiting = bytearray()
        self._changed = Condition()
        self._is_done = self._is_lost = False

    @property
    def completed(self) -> bool:
        """Return whether all of it was received."""
        return self._left == 0

    @property
    def has_room(self) -> bool:
        """Return whether more can be received."""
        return self._is_done or len(self._waiting) < MOST_WAITING

    def received(self, data: bytes) -> int:
        """Take what belongs to this body; return how much that was."""
        taken = min(len(data), self._left)
        with self._changed:
            self._left -= taken
            if not self._is_done:
                self._waiting += data[:taken]
            self._changed.notify_all()
        return taken

    def lose(self) -> None:
        """Nothing more comes: whoever reads is told so."""
        with self._changed:
            self._is_lost = True
            self._changed.notify_all()

    def read_into(self, room: memoryview) -> int:
        """Wait for some of it; return how much there was, and 0 at its end. Raises ConnectionResetError."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._waiting or self._is_lost or self.completed, SECONDS_OF_SILENCE
            )
            if not self._waiting and not self.completed:
                raise ConnectionResetError
            was_full = not self.has_room
            taken = min(len(room), len(self._waiting))
            room[:taken] = self._waiting[:taken]
            del self._waiting[:taken]
        if was_full:
            self._channel.server.pull_trigger()
        return taken

    # What waitress asks of the receiver of a body, and of its buffer.

    def getfile(self) -> io.BufferedReader:
        """Return what the program reads."""
        return io.BufferedReader(_Reader(self), _READ_AT_ONCE)

    def getbuf(self) -> "StreamedBody":
        """Return what is closed once the program has answered."""
        return self

    def close(self) -> None:
        """Hold nothing any more: the program has answered."""
        with self._changed:
            self._is_done = True
            self._waiting.clear()
        self._channel.server.pull_trigger()

    def __len__(self) -> int:
        return len(self._waiting)


class _Reader(io.RawIOBase):
    def __init__(self, body: StreamedBody) -> None:
        self._body = body

    def readable(self) -> bool:
        return True

    def readinto(self, room: Any, /) -> int:
        return self._body.read_into(memoryview(room).cast("B"))


class _StreamingParser(HTTPRequestParser):  # type: ignore[misc]  # it has no types
    """Is done with a request once its head is read, where its body is streamed."""

    def __init__(self, adj: Any, channel: "StreamingChannel") -> None:
        super().__init__(adj)
        self.content_length: int
        self._channel = channel
        self._is_streamed = False

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        is_body = self.command == "POST" and self.content_length and not self.chunked
        if is_body and self._channel.server.is_streamed(self.path):
            self.body_rcv = self._channel.body = StreamedBody(self.content_length, self._channel)
            self.content_length = 0  # what waitress compares with the most that it gathers
            self._is_streamed = True

    def received(self, data: bytes) -> int:
        was_in_body = self.body_rcv is not None
        taken = int(super().received(data))
        if self._is_streamed and not self.error:
            if not was_in_body:
                taken += self.body_rcv.received(data[taken:])
            self.completed = True
        return taken


class StreamingChannel(HTTPChannel):  # type: ignore[misc]  # it has no types
    """A connection that goes on receiving a body while the program reads it."""

    body: StreamedBody | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parser_class = partial(_StreamingParser, channel=self)

    def readable(self) -> bool:
        """Return whether to wait for data of this connection."""
        if self.body is not None and not self.body.completed:
            return self.connected and not self.will_close and self.body.has_room
        return bool(super().readable())

    def received(self, data: bytes) -> bool:
        """Hand over what belongs to the body that is coming in; the rest is the next request."""
        body, taken = self.body, 0
        if body is not None and not body.completed and self.request is None:
            taken = body.received(data)
        return bool(super().received(data[taken:])) if taken < len(data) else True

    def handle_read(self) -> None:
        """Receive what there is; where the browser is gone, whoever reads is told so."""
        super().handle_read()
        if self.body is not None and not self.connected:
            self.body.lose()

    def handle_close(self) -> None:
        """Tell whoever reads that nothing more comes."""
        if self.body is not None:
            self.body.lose()
        super().handle_close()
