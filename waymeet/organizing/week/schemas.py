"""What the phone asks for its week."""

from ninja import Schema


class Take(Schema):
    """The passphrase once more, where what is sealed shall come along; '' where it need not."""

    passphrase: str = ""
