"""Parses XML from files that nobody vouches for."""

from __future__ import annotations

from typing import Any

from lxml import etree


def parse_xml(data: bytes) -> Any:
    """The root element. Entities stay unexpanded, nothing is fetched, and nesting deeper than 256 is an error.

    Raises `lxml.etree.XMLSyntaxError`.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def local_name(element: Any) -> str:
    """The tag without its namespace; empty for comments and the like."""
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""
