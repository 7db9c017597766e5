"""What a release is sent with, from the store: the release, addresses, the secret of the feeds."""

from typing import TYPE_CHECKING

from planner.feed_secret import feed_secret
from planner.publish.sending import Post

if TYPE_CHECKING:
    from planner.workspace import Workspace


def post_of(workspace: "Workspace", number: int, base: str) -> Post:
    """A release ready to be sent; ``base`` as in ``Post``.  Raises StoreProblem.

    Addresses are looked up in the plan as it is now, then in what was released.
    """
    releases = workspace.releases
    outgoing = releases.outgoing(number)
    earlier = (outgoing.earlier[n] for n in sorted(outgoing.earlier, reverse=True))
    return Post(
        outgoing,
        (workspace.programme, outgoing.programme, *earlier),
        feed_secret(workspace),
        base,
        releases.is_newest(number),
    )
