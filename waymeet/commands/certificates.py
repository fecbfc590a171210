"""A certificate authority of this installation's own, so that phones reach it over HTTPS without anybody's leave.

Service workers and WebCrypto need HTTPS off this machine. The authority may vouch for private addresses and .local
names only (name constraints), so a stolen key of it cannot stand in for a bank.
"""

import datetime as dt
import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_DAYS, LEAF_DAYS, RENEW_DAYS = 730, 90, 14
PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "fc00::/7", "fe80::/10")


@dataclass(frozen=True)
class Papers:
    """Where the authority's certificate, the server's chain and the server's key lie."""

    authority: Path
    chain: Path
    key: Path

    def fingerprint(self) -> str:
        """SHA-256 of the authority's certificate, to compare with what the phone shows."""
        certificate = x509.load_pem_x509_certificate(self.authority.read_bytes())
        return certificate.fingerprint(hashes.SHA256()).hex(":", 2).upper()


def for_names(folder: Path, names: list[str]) -> Papers:
    """Papers for these host names and addresses; the authority stays the same, so phones trust it once."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    papers = Papers(folder / "waymeet-authority.crt", folder / "server.crt", folder / "server.key")
    authority_key = folder / "waymeet-authority.key"
    if not _lasts(papers.authority, names=None):
        _make_authority(papers.authority, authority_key)
        papers.chain.unlink(missing_ok=True)
    if not _lasts(papers.chain, names=names):
        _make_leaf(papers, authority_key, names)
    return papers


def _lasts(path: Path, *, names: list[str] | None) -> bool:
    """Whether the certificate is there, is for these names, and is good for two more weeks."""
    if not path.exists():
        return False
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    if certificate.not_valid_after_utc < dt.datetime.now(dt.UTC) + dt.timedelta(days=RENEW_DAYS):
        return False
    if names is None:
        return True
    held = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return set(held) == set(_alternatives(names))


def _alternatives(names: list[str]) -> list[x509.GeneralName]:
    return [_general(name) for name in dict.fromkeys(names)]


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _subject(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _begin(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, days: int) -> x509.CertificateBuilder:
    since = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + dt.timedelta(days=days))
    )


def _make_authority(path: Path, key_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _subject("Waymeet on this network")
    networks: list[x509.GeneralName] = [x509.IPAddress(ipaddress.ip_network(network)) for network in PRIVATE]
    permitted = [*networks, x509.DNSName("local"), x509.DNSName("localhost"), x509.DNSName("lan")]
    usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)  # signs certificates and lists
    certificate = (
        _begin(name, name, key.public_key(), AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    _keep_key(key_path, key)
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


def _make_leaf(papers: Papers, authority_key: Path, names: list[str]) -> None:
    authority = x509.load_pem_x509_certificate(papers.authority.read_bytes())
    signer = serialization.load_pem_private_key(authority_key.read_bytes(), None)
    if not isinstance(signer, ec.EllipticCurvePrivateKey):
        raise TypeError("the authority's key is not one we made")
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _begin(_subject("Waymeet"), authority.subject, key.public_key(), LEAF_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(_alternatives(names)), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .sign(signer, hashes.SHA256())
    )
    _keep_key(papers.key, key)
    pem = serialization.Encoding.PEM
    papers.chain.write_bytes(certificate.public_bytes(pem) + authority.public_bytes(pem))


def _keep_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    """The server must start without a person, so this key lies on disk: it protects the wire and opens no record."""
    encoded = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(encoded)
