"""The pages: until the widget is built, a plain one with a chat form."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

SITE = Path(__file__).parent / "site"
router = APIRouter()


@router.get("/")
async def plain_page() -> FileResponse:
    """Show the plain page."""
    return FileResponse(SITE / "plain.html")


@router.get("/plain.js")
async def plain_script() -> FileResponse:
    """Give the plain page's script."""
    return FileResponse(SITE / "plain.js")


@router.get("/plain.css")
async def plain_style() -> FileResponse:
    """Give the plain page's style."""
    return FileResponse(SITE / "plain.css")
