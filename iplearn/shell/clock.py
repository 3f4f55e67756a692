"""The build date: one place that looks at a clock, and everything else is told.

`--date D` and SOURCE_DATE_EPOCH say it; otherwise it is today in Asia/Shanghai.
"""

from __future__ import annotations

import os
from datetime import date, datetime, time, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8))
EPOCH = "SOURCE_DATE_EPOCH"


def build_day() -> date:
    stamp = os.environ.get(EPOCH)
    moment = datetime.fromtimestamp(int(stamp), SHANGHAI) if stamp else datetime.now(SHANGHAI)
    return moment.date()


def set_build_day(day: date) -> None:
    """Makes `day` the build date of this process and of all it starts (noon in Shanghai)."""
    os.environ[EPOCH] = str(int(datetime.combine(day, time(12), SHANGHAI).timestamp()))
