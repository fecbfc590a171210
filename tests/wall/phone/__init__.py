"""What a raw copy of the phone's storage shows: Chromium's own files, read byte by byte."""
