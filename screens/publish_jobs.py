"""The jobs of the Publish room: at most one of them runs."""

from typing import TYPE_CHECKING, Any

from screens.caldav_job import caldav_job_of
from screens.export_job import job_of
from screens.publish_job import PublishJob
from screens.release_job import release_job_of
from screens.send_job import send_job_of

if TYPE_CHECKING:
    from screens.app import PlannerApp


def jobs_of(app: "PlannerApp") -> tuple[PublishJob[Any], ...]:
    """All of them, the one that is told of before any has run first."""
    return (job_of(app), release_job_of(app), send_job_of(app), caldav_job_of(app))


def outcomes_of(app: "PlannerApp") -> tuple[object, ...]:
    """What has come of each: when it is another thing, there is something else to show."""
    return (
        job_of(app).report,
        release_job_of(app).release,
        send_job_of(app).sent,
        caldav_job_of(app).published,
    )
