"""Serves an organization's own Waymeet: behind a proxy, or over HTTPS for phones on the same network."""

import os
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from waymeet.commands import certificates, ready, serving

HOW_TO_TRUST = """
 1. Once on each phone: scan this, and save the certificate of this installation.

{trust_qr}
    {trust}
    iPhone:  open it, then Settings > General > VPN & Device Management > install;
             then General > About > Certificate Trust Settings > switch it on.
    Android: Settings > Security > More > Install a certificate > CA certificate, and choose the file.
    The phone shows this fingerprint (SHA-256); if it differs, stop:
    {fingerprint}

 2. Then scan this, and add the page to the home screen.

{phone_qr}
    {phone}
"""


@click.command()
@click.option("--phones", is_flag=True, help="HTTPS for phones on this network, with a certificate made here.")
@click.option("--address", default="", help="This machine's name or address on the network, if it is not found.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen without --phones.")
@click.option("--port", default=None, type=click.IntRange(1, 65535), help="8000, or 8443 with --phones.")
@click.option("--demo", is_flag=True, help="Serve the invented organization, for trying out.")
def command(*, phones: bool, address: str, host: str, port: int | None, demo: bool) -> None:
    """Serve your own organization: behind a proxy, or for phones on the same network."""
    port = port or (8443 if phones else 8000)
    for wanted in (port, port + 1) if phones else (port,):
        serving.check_free("0.0.0.0" if phones else host, wanted)  # noqa: S104 - phones come from the network, on purpose  # nosec B104
    if phones:
        serve_phones(address or address_here(), port, demo=demo)
        return
    ready.django()
    serving.prepare()
    check_kind(demo=demo)
    click.echo(f"Waymeet is on {host} port {port}; put a proxy with HTTPS before it (docs/tutorials/host-it.md).")
    serving.serve(host, port)


def address_here() -> str:
    """The address other machines on this network see. Nothing is sent: the system only picks a route."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # RFC 5737: an address nobody has
        except OSError as away:
            sentence = "This machine has no address on a network. Connect it, or say it: --address 192.168.1.20"
            raise ready.refuse(sentence) from away
        return str(probe.getsockname()[0])


def check_kind(*, demo: bool) -> None:
    """Invented sign-ins are printed and kept in a file: they never open a real organization, nor pass for one."""
    from waymeet.demo import sign_ins

    if sign_ins.is_demo() and not demo:
        sentence = (
            "This data folder holds the invented organization. Point WAYMEET_DATA at an empty folder for your own"
        )
        raise ready.refuse(f"{sentence}, or add --demo to try this one out.")
    if demo and not sign_ins.is_demo():
        raise ready.refuse("These databases hold a real organization; --demo is for the invented one only.")


def serve_phones(address: str, port: int, *, demo: bool) -> None:
    """HTTPS on every address of this machine, and the authority's certificate over plain HTTP beside it."""
    names = [address, socket.gethostname().split(".")[0] + ".local", "localhost", "127.0.0.1"]
    origins = [f"https://{name}:{port}" for name in names]
    # Not to be remembered: the certificate is fetched over plain HTTP from the same name, and names change hands here.
    os.environ |= {
        "WAYMEET_HSTS": "0",
        "WAYMEET_PROXIES": "0",
        "WAYMEET_HTTPS": "1",
        "WAYMEET_HOSTS": ",".join(names),
        "WAYMEET_ORIGINS": ",".join(origins),
    }
    ready.django()
    serving.prepare()
    check_kind(demo=demo)
    from django.conf import settings

    papers = certificates.for_names(Path(settings.DATA_DIR) / "certificates", names)
    trust_port = port + 1
    hand_out_certificate(papers.authority, trust_port)
    click.echo(
        instructions(papers.fingerprint(), f"http://{address}:{trust_port}/", f"https://{address}:{port}/field/")
    )
    serving.serve("0.0.0.0", port, certificate=papers.chain, key=papers.key)  # noqa: S104 - as above  # nosec B104


def instructions(fingerprint: str, trust: str, phone: str) -> str:
    return HOW_TO_TRUST.format(
        trust_qr=qr(trust), trust=trust, fingerprint=fingerprint, phone_qr=qr(phone), phone=phone
    )


def qr(text: str) -> str:
    """The text as a QR code a terminal can show, moved in by four places."""
    import io

    import segno

    drawn = io.StringIO()
    segno.make(text, micro=False).terminal(drawn, compact=True)
    return "".join(f"    {line}\n" for line in drawn.getvalue().splitlines())


def hand_out_certificate(authority: Path, port: int) -> None:
    """Serve one public file over plain HTTP, in the background."""
    body = authority.read_bytes()

    class OneFile(BaseHTTPRequestHandler):
        """Answers every address with the authority's certificate; it is public, the fingerprint proves it."""

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/x-x509-ca-cert")
            self.send_header("Content-Disposition", 'attachment; filename="waymeet.crt"')
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """No log: it would list phones."""

    server = ThreadingHTTPServer(("0.0.0.0", port), OneFile)  # noqa: S104 - phones come from the network, on purpose  # nosec B104
    threading.Thread(target=server.serve_forever, daemon=True).start()
