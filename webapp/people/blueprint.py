"""The part of the pages that is about the bureau's people."""

from flask import Blueprint

bp = Blueprint("people", __name__, url_prefix="/people")
