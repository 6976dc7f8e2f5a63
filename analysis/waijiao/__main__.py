"""``python -m waijiao``."""

import sys

from waijiao.cli import main

sys.exit(main())
