"""Uploads: known by their first bytes, limited in size, kept for their officer until a form takes them."""

from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from tests import builders
from tests.webapp.browsing import log_in, token_on
from webapp.attachments.staging import tidy_name
from workflows.models import Attachment

PDF = b"%PDF-1.7\n..."


def upload(client, *files: tuple[bytes, str]):
    data = {
        "csrf_token": token_on(client.get("/account")),
        "field": "proof_files",
        "file": [(BytesIO(content), name) for content, name in files],
    }
    return client.post("/attachments", data=data)


@pytest.fixture
def officer(client, officer_id):
    log_in(client, "chengban")
    return client


def kept(writing):
    with writing() as session:
        return [(row.filename, row.media_type) for row in session.scalars(select(Attachment))]


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(PDF, "application/pdf"), (b"\xff\xd8\xff\xe0..", "image/jpeg"), (b"\x89PNG\r\n\x1a\n..", "image/png")],
)
def test_a_file_is_known_by_its_first_bytes(officer, writing, content, media_type):
    assert upload(officer, (content, "证明.exe")).status_code == 200
    assert kept(writing) == [("证明.exe", media_type)]


def archive(*names: str) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as zipped:
        for name in names:
            zipped.writestr(name, "<x/>")
    return packed.getvalue()


def test_an_official_document_is_known_by_its_entrance_and_another_archive_is_refused(officer, writing):
    assert upload(officer, (archive("OFD.xml", "Doc_0/Document.xml"), "批复.ofd")).status_code == 200
    assert upload(officer, (archive("word/document.xml"), "批复.ofd")).status_code == 422
    assert kept(writing) == [("批复.ofd", "application/ofd")]


@pytest.mark.parametrize(
    "content", [b"<svg onload=alert(1)>", b"PK\x03\x04", b"GIF89a", b"%PD", b" %PDF-1.7"]
)
def test_any_other_type_is_refused_whatever_its_name(officer, writing, content):
    answer = upload(officer, (content, "证明.pdf"))
    assert answer.status_code == 422 and "只能上传 PDF、OFD、JPG 或 PNG" in answer.text
    assert kept(writing) == []


def test_a_file_over_the_limit_is_refused_with_the_limit(app, officer, writing):
    app.config["ATTACHMENT_LIMIT"] = 300 * 1024
    assert upload(officer, (PDF.ljust(300 * 1024), "a.pdf")).status_code == 200
    answer = upload(officer, (PDF.ljust(300 * 1024 + 1), "b.pdf"))
    assert answer.status_code == 422 and "超过 300 KB" in answer.text
    assert [name for name, _ in kept(writing)] == ["a.pdf"]


def test_an_empty_file_is_refused(officer):
    assert "文件是空的" in upload(officer, (b"", "a.pdf")).text


def test_of_several_files_the_sound_ones_are_kept(officer, writing):
    answer = upload(officer, (PDF, "good.pdf"), (b"bad", "bad.pdf"))
    assert answer.status_code == 200 and "bad.pdf</strong> 没有上传" in answer.text
    assert kept(writing) == [("good.pdf", "application/pdf")]


def test_a_staged_file_is_given_back_only_to_its_officer(app, officer, writing):
    upload(officer, (PDF, "证明.pdf"))
    with writing() as session:
        attachment_id: UUID = session.scalars(select(Attachment.id)).one()
        builders.add_officer(session, "other", builders.Role.CASE_OFFICER)
    mine = officer.get(f"/attachments/{attachment_id}")
    assert mine.data == PDF and mine.headers["Content-Disposition"].startswith("attachment")
    other = app.test_client()
    log_in(other, "other")
    assert other.get(f"/attachments/{attachment_id}").status_code == 404


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\a\\b.pdf", "b.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("x\r\nSet-Cookie: a=b", "xSet-Cookie: a=b"),
        ("", "未命名"),
        ("长" * 300 + ".pdf", "长" * 196 + ".pdf"),
    ],
)
def test_a_name_is_tidied_before_it_is_shown(name, shown):
    assert tidy_name(name) == shown


def test_a_hostile_name_is_shown_as_text(officer):
    assert "<script>" not in upload(officer, (PDF, "<script>alert(1)<script>.pdf")).text


def test_a_request_beyond_all_limits_is_told_so(app, officer):
    app.config["MAX_CONTENT_LENGTH"] = 1000
    answer = upload(officer, (PDF.ljust(5000), "a.pdf"))
    assert answer.status_code == 413 and "文件太大" in answer.text
