"""Codes that people type: what is kept of them tells nothing to whoever holds only the database."""

import hashlib

from waymeet.kernel import codes


def test_a_code_is_recognized_however_it_was_typed() -> None:
    code = codes.new_code()
    assert codes.code_hash(codes.shown(code).lower()) == codes.code_hash(f" {code} ") == codes.code_hash(code)


def test_what_is_kept_of_a_code_cannot_be_made_without_the_server_s_secret(settings) -> None:
    code = codes.new_code()
    here = codes.code_hash(code)
    settings.SECRET_KEY = "the secret of another server"
    assert codes.code_hash(code) != here
    assert hashlib.sha256(code.encode()).digest() != here
    assert len(here) == 32
