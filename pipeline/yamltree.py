"""Where a key stands in a YAML text, and which is given twice: what YAML's readers don't tell."""

from __future__ import annotations

from typing import cast

import yaml


def repeated_key(node: yaml.Node | None) -> yaml.Node | None:
    """The first key that its mapping has already: YAML's readers keep the last and tell nobody."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if str(key.value) in seen:
                return cast("yaml.Node", key)
            seen.add(str(key.value))
            if (again := repeated_key(value)) is not None:
                return again
    elif isinstance(node, yaml.SequenceNode):
        return next((r for child in node.value if (r := repeated_key(child)) is not None), None)
    return None


def line_of(node: yaml.Node | None, loc: tuple[str | int, ...]) -> int:
    """The line (from 1) of the deepest key of `loc` that stands in the YAML tree."""
    line = 1
    for part in loc:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == str(part)), None)
            if pair is None:
                return line
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif (
            isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value)
        ):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line
