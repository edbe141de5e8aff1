"""Node-disjoint paths from RECORD to ORIGIN, and the two nearest smallest cuts.

By Menger's theorem the greatest number of paths that share no node equals the smallest number of nodes that meet
every path. Paths are found one by one (Ford and Fulkerson 1956, breadth first) on the graph in which each node is
split into an entry and an exit joined by one unit of capacity. A state is `2 * node` at the entry, `2 * node + 1`
at the exit. Starts, edges and origins have no capacity of their own.
"""

from isthmus.core.corroborate.support import Support

__all__ = ["Flow"]

NOWHERE = -1
RECORD = -2
ORIGIN = -3


class Flow:
    """A greatest set of node-disjoint paths through a support graph; `lines` is their number."""

    def __init__(self, support: Support, enough: int | None = None) -> None:
        """Find all paths, or stop at `enough` of them (and then ask for no cuts)."""
        size = len(support.sources)
        self._support = support
        self._enough = enough
        self._after = support.after
        self._origins = support.origins
        self._before_on_path = [NOWHERE] * size
        self._after_on_path = [NOWHERE] * size
        self._reached: dict[int, int] | None = None  # the states that RECORD reaches when no path is left
        self.lines = 0
        self._take_short_paths()
        self._augment_fully()

    def lines_if_also_origin(self, more: set[int]) -> int:
        """Return the lines if the nodes in `more` led to ORIGIN too. Ends the use of this flow for cuts."""
        if not more <= self._origins:
            self._origins = self._origins | more
            self._augment_fully()
        return self.lines

    def on_paths(self) -> list[int]:
        """Return the nodes on the paths that were found."""
        return [node for node, before in enumerate(self._before_on_path) if before != NOWHERE]

    def _take_short_paths(self) -> None:
        """Begin with paths of one node, then of two and of three, as far as they share none: most are that short."""
        taken = self._before_on_path
        for node in self._support.starts:
            if node in self._origins:
                self._take(node)
        for length in (2, 3):
            for node in self._support.starts:
                if taken[node] == NOWHERE and (path := self._short_path(node, length)):
                    self._take(*path)

    def _short_path(self, first: int, length: int) -> tuple[int, ...]:
        """Return a path of two or three nodes from here to ORIGIN, on which no other path is; or nothing."""
        taken, after, origins = self._before_on_path, self._after, self._origins
        for second in after[first]:
            if taken[second] != NOWHERE or second == first:
                continue
            if second in origins:
                return first, second
            if length == 3:
                for third in after[second]:
                    if third in origins and third != first and taken[third] == NOWHERE:
                        return first, second, third
        return ()

    def _take(self, *path: int) -> None:
        before = RECORD
        for node, after in zip(path, (*path[1:], ORIGIN), strict=True):
            self._before_on_path[node], self._after_on_path[node] = before, after
            before = node
        self.lines += 1

    def _augment_fully(self) -> None:
        # A node on two paths is impossible, so neither starts nor origins can be fewer than the lines.
        most = min(len(self._support.starts), len(self._origins), self._enough or len(self._origins))
        while self.lines < most and self._augment():
            self.lines += 1

    def _augment(self) -> bool:
        """Look for one path more, breadth first through the states of the residual graph; take it if there is one."""
        before_on_path, after_on_path, after = self._before_on_path, self._after_on_path, self._after
        queue = [2 * node for node in self._support.starts]
        came_from = dict.fromkeys(queue, RECORD)
        for state in queue:
            node = state >> 1
            before = before_on_path[node]
            if state & 1:  # at the exit
                if node in self._origins and after_on_path[node] != ORIGIN:
                    self._turn_over(state, came_from)
                    return True
                steps = [2 * other for other in after[node]]
                if before != NOWHERE:
                    steps.append(state - 1)
            elif before == NOWHERE:
                steps = [state + 1]
            else:
                steps = [] if before == RECORD else [2 * before + 1]
            for step in steps:
                if step not in came_from:
                    came_from[step] = state
                    queue.append(step)
        self._reached = came_from
        return False

    def _turn_over(self, state: int, came_from: dict[int, int]) -> None:
        """Add the found path to the flow, taking back the edges that it runs against."""
        added: list[tuple[int, int]] = [(state >> 1, ORIGIN)]
        removed: list[tuple[int, int]] = []
        while state != RECORD:
            source = came_from[state]
            if source == RECORD:
                added.append((RECORD, state >> 1))
            elif source >> 1 != state >> 1:
                forward = source & 1
                pair = (source >> 1, state >> 1) if forward else (state >> 1, source >> 1)
                (added if forward else removed).append(pair)
            state = source
        for left, right in removed:
            self._after_on_path[left] = NOWHERE
            self._before_on_path[right] = NOWHERE
        for left, right in added:
            if left != RECORD:
                self._after_on_path[left] = right
            if right != ORIGIN:
                self._before_on_path[right] = left

    # -- cuts ------------------------------------------------------------------------------------------------

    def known_through(self) -> list[int]:
        """Return the smallest cut nearest to RECORD."""
        if not self.lines:
            return []
        if self._reached is None:  # nothing was left to try: look how far RECORD reaches
            self._augment()
        seen = self._reached or {}
        return [node for node in range(len(self._after)) if 2 * node in seen and 2 * node + 1 not in seen]

    def towards_origin(self) -> set[int]:
        """Return the states from which ORIGIN is still to be reached: `_steps`, walked backwards."""
        into: list[list[int]] = [[] for _ in self._after]
        for node, others in enumerate(self._after):
            for other in others:
                into[other].append(node)
        queue = [2 * node + 1 for node in self._origins]
        seen = set(queue)
        for state in queue:
            for step in self._steps_before(state, into):
                if step not in seen:
                    seen.add(step)
                    queue.append(step)
        return seen

    def _steps_before(self, state: int, into: list[list[int]]) -> list[int]:
        node = state >> 1
        on_path = self._before_on_path[node] != NOWHERE
        if state & 1:  # at the exit
            if not on_path:
                return [state - 1]
            after = self._after_on_path[node]
            return [2 * after] if after >= 0 else []
        steps = [2 * other + 1 for other in into[node]]
        return [*steps, state + 1] if on_path else steps

    def rests_on(self, towards: set[int]) -> list[int]:
        """Return the smallest cut nearest to ORIGIN; `towards` as `towards_origin` gives it."""
        if not self.lines:
            return []
        nodes = range(len(self._after))
        return [node for node in nodes if 2 * node not in towards and 2 * node + 1 in towards]
