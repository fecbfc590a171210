"""One slow hash, two outputs that say nothing of each other."""

from pathlib import Path

from waymeet.kernel import passphrase


def test_the_cost_is_at_least_what_the_design_asks() -> None:
    text = Path("waymeet/config/settings.py").read_text()
    scope: dict[str, int] = {}
    exec("\n".join(line for line in text.splitlines() if line.startswith("ARGON2_")), scope)
    assert scope["ARGON2_KIB"] >= 64 * 1024
    assert scope["ARGON2_PASSES"] >= 3


def test_the_same_words_give_the_same_keys_however_a_phone_writes_them() -> None:
    salt = passphrase.new_salt()
    assert passphrase.derive("river lamp stone", salt) == passphrase.derive(" River  lamp-stone ", salt)


def test_verifier_and_opening_key_differ_and_depend_on_salt_and_words() -> None:
    salt = passphrase.new_salt()
    derived = passphrase.derive("river lamp stone", salt)
    assert derived.verifier != derived.unwrap_key
    assert derived != passphrase.derive("river lamp stones", salt)
    assert derived != passphrase.derive("river lamp stone", passphrase.new_salt())


def test_the_stored_hash_recognizes_the_verifier_and_is_not_it() -> None:
    verifier = passphrase.derive("river lamp stone", passphrase.new_salt()).verifier
    stored = passphrase.verifier_hash(verifier)
    assert stored != verifier
    assert passphrase.matches(verifier, stored)
    assert not passphrase.matches(bytes(32), stored)


def test_generated_words_come_from_a_list_long_enough() -> None:
    made = {passphrase.new_passphrase() for _ in range(20)}
    assert len(made) == 20
    assert all(len(words.split()) == passphrase.WORDS_FOR_KEY_HOLDERS for words in made)
    assert len(passphrase._words()) >= 6000


def test_every_word_can_be_told_from_the_gap_between_words():
    """A word with a dash of its own would read as two on a card."""
    words = passphrase.new_passphrase(7_000).split(" ")
    assert len(words) == 7_000
    assert all(word.isalpha() and word.islower() for word in words)
