"""Uploads files for a form, and gives files back."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, current_app, render_template, request, send_file
from flask.typing import ResponseReturnValue

from forms.choices import Consulted
from webapp.answers import StagedFile
from webapp.attachments.staging import FileRefused, stage
from webapp.consulting import read_case
from webapp.db import db
from webapp.session.visitor import current_actor
from workflows.casework import reading
from workflows.errors import NotFound
from workflows.models import Attachment

bp = Blueprint("attachments", __name__, url_prefix="/attachments")


@bp.post("")
def stage_files() -> ResponseReturnValue:
    """Keep the chosen files, and answer with one line each: taken, or refused and why."""
    field, staged, refused = request.form.get("field", ""), [], []
    for upload in request.files.getlist("file"):
        try:
            kept = stage(
                db.session(), upload, current_actor().officer_id, current_app.config["ATTACHMENT_LIMIT"]
            )
            staged.append(StagedFile(field, kept.id, kept.filename, kept.size))
        except FileRefused as refusal:
            refused.append((upload.filename, str(refusal)))
    answer = render_template("attachments/answer.html", staged=staged, refused=refused)
    return answer, 422 if refused and not staged else 200


@bp.get("/<uuid:attachment_id>")
def download(attachment_id: UUID) -> ResponseReturnValue:
    """Give a file back, as a download; one that belongs to no case or lead yet only to who uploaded it."""
    file = db.session.get(Attachment, attachment_id)
    if file is None:
        raise NotFound
    if file.lead_id is not None:
        reading.lead_page(db.session(), file.lead_id, current_actor())
    elif file.case_id is None and file.uploaded_by_id != current_actor().officer_id:
        raise NotFound
    if file.case_id is not None:
        read_case(file.case_id, Consulted.ATTACHMENT, file.id)
    return send_file(BytesIO(file.content), file.media_type, as_attachment=True, download_name=file.filename)
