"""The part of the pages that is about issued documents."""

from flask import Blueprint

bp = Blueprint("documents", __name__, url_prefix="/documents")
