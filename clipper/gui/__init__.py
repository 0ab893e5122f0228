"""The window. The only room that knows Qt."""

from __future__ import annotations

from clipper.gui.immortal import keep_constants_alive

keep_constants_alive()
