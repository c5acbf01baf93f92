"""The address under which the law is read."""

from flask import Blueprint

bp = Blueprint("law", __name__, url_prefix="/law")
