"""The commands of this folder."""

from __future__ import annotations

import click

COMMANDS: tuple[click.Command, ...] = ()
