"""Serving: over HTTPS for phones, never the invented organization by accident, and one sentence when it cannot."""

import contextlib
import socket
import ssl
import stat
from pathlib import Path

import httpx
import pytest
from cryptography import x509

from tests.server import Server
from waymeet.commands import certificates

BEGIN_DEMO = """
import django; django.setup()
from waymeet.accounts.models import AuditLine
from waymeet.demo import people, sign_ins
from waymeet.kernel import audit
audit.write(AuditLine, who="", verb=sign_ins.BEGUN)
sign_ins.keep(people.listed(people.invite_all()))
"""


def test_phones_reach_it_over_https_once_they_trust_its_certificate(server: Server):
    server.waymeet("administrator", "ada")
    server.start("serve", "--phones", "--address", "127.0.0.1", scheme="https", ready="/field/organizing/hello")
    fetched = httpx.get(f"http://127.0.0.1:{server.port + 1}/waymeet.crt")
    assert fetched.headers["Content-Type"] == "application/x-x509-ca-cert"
    trusting = ssl.create_default_context(cadata=fetched.text)
    with httpx.Client(verify=trusting) as phone:
        answer = phone.get(f"https://127.0.0.1:{server.port}/sign-in")
        assert answer.status_code == 200
        assert "Secure" in answer.headers["set-cookie"]
    with pytest.raises(httpx.ConnectError), httpx.Client() as stranger:
        stranger.get(f"https://127.0.0.1:{server.port}/sign-in")
    shown = server.log()
    assert certificates.for_names(server.data / "certificates", NAMES).fingerprint() in shown
    assert f"https://127.0.0.1:{server.port}/field/" in shown
    assert "█" in shown
    assert "Certificate Trust Settings" in shown


NAMES = ["127.0.0.1", socket.gethostname().split(".")[0] + ".local", "localhost"]


def test_phones_trust_one_authority_through_new_addresses(tmp_path: Path):
    first = certificates.for_names(tmp_path, ["192.168.1.20", "box.local"])
    authority, chain = first.authority.read_bytes(), first.chain.read_bytes()
    again = certificates.for_names(tmp_path, ["192.168.1.20", "box.local"])
    assert (again.authority.read_bytes(), again.chain.read_bytes()) == (authority, chain)
    moved = certificates.for_names(tmp_path, ["192.168.7.3", "box.local"])
    assert moved.authority.read_bytes() == authority
    leaf = x509.load_pem_x509_certificate(moved.chain.read_bytes())
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert [str(name.value) for name in names] == ["192.168.7.3", "box.local"]
    for key in tmp_path.glob("*.key"):
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_a_stolen_authority_can_vouch_for_private_addresses_only(tmp_path: Path):
    """The constraint is checked by a real TLS library, as a phone would."""
    papers = certificates.for_names(tmp_path, ["bank.example.org"])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(papers.chain, papers.key)
    trusting = ssl.create_default_context(cafile=papers.authority)
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    server_side = context.wrap_bio(outgoing, incoming, server_side=True)
    phone_side = trusting.wrap_bio(incoming, outgoing, server_hostname="bank.example.org")
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree"):
        shake_hands(phone_side, server_side)


def shake_hands(*sides: ssl.SSLObject) -> None:
    for _turn in range(6):
        for side in sides:
            with contextlib.suppress(ssl.SSLWantReadError):
                side.do_handshake()


def test_the_invented_organization_is_never_served_as_a_real_one(server: Server):
    server.python("import django; django.setup()\nfrom waymeet.commands import migrate\nmigrate.apply_all(quiet=True)")
    server.python(BEGIN_DEMO)
    for arguments in (["serve"], ["serve", "--phones", "--address", "127.0.0.1"]):
        done = server.waymeet(*arguments, "--port", str(server.port), check=False)
        assert done.returncode == 1
        assert "holds the invented organization" in done.stderr
        assert "Traceback" not in done.stderr
    assert stat.S_IMODE((server.data / "demo-sign-ins.txt").stat().st_mode) == 0o600


@pytest.mark.deep
def test_invented_sign_ins_are_never_offered_on_a_real_database(server: Server):
    server.waymeet("administrator", "ada")
    (server.data / "demo-sign-ins.txt").write_text("ada  a passphrase from somewhere else\n")
    done = server.waymeet("serve", "--demo", "--port", str(server.port), check=False)
    assert done.returncode == 1
    assert "real organization" in done.stderr
    server.start()
    assert "passphrase from somewhere else" not in server.log()


def test_a_taken_port_is_one_sentence(server: Server):
    with socket.socket() as other:
        other.bind(("127.0.0.1", server.port))
        other.listen()
        done = server.waymeet("run", "--empty", "--port", str(server.port), check=False)
    assert done.returncode == 1
    assert f"Port {server.port} is taken" in done.stderr
    assert "Traceback" not in done.stderr


def test_everything_in_the_data_folder_is_for_its_owner_only(server: Server):
    server.start()
    made = [path for path in server.data.rglob("*") if path.name != "server.log"]
    assert "care.sqlite3" in {path.name for path in made}
    for path in made:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_a_server_of_one_side_answers_for_that_side_only(server: Server):
    server.environment["WAYMEET_SIDES"] = "care,consent"
    server.start()
    assert not (server.data / "organizing.sqlite3").exists()
    with httpx.Client(base_url=server.address) as person:
        assert person.get("/sign-in").status_code == 200
        assert person.get("/field/care/night").status_code == 403
        for gone in ("/organizing/turf", "/field/organizing/hello"):
            assert person.get(gone).status_code == 404


def test_no_line_of_the_log_says_who_opened_what(server: Server):
    server.start()
    before = server.log()
    with httpx.Client(base_url=server.address) as person:
        person.get("/sign-in?name=canary-in-an-address")
        person.get("/canary-in-a-path")
        person.post("/field/organizing/sign-in", content=b"canary in a body")
    assert "canary" not in server.log()
    assert len(server.log()) - len(before) < 400


def test_behind_a_proxy_with_https_posters_carry_an_https_address(tmp_path):
    ask = (
        "import django; django.setup()\nfrom django.test import RequestFactory\n"
        "print(RequestFactory().get('/', HTTP_X_FORWARDED_PROTO='https').scheme)"
    )
    for https, scheme in (("1", "https"), ("", "http")):
        behind = Server(tmp_path / f"data{https}", WAYMEET_HTTPS=https)
        behind.data.mkdir()
        assert behind.python(ask).strip() == scheme
