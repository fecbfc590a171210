"""Lines and rings as bytes for the database and as small whole numbers for the phone."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_STORED = np.dtype("<i4")


def pack(micro: NDArray[np.integer]) -> bytes:
    """(k, 2) microdegrees lat, lon -> 8 bytes a point, little-endian."""
    return np.asarray(micro).astype(_STORED).tobytes()


def unpack(stored: bytes) -> NDArray[np.int32]:
    """The reverse of `pack`: (k, 2) microdegrees lat, lon."""
    return np.frombuffer(bytes(stored), dtype=_STORED).astype(np.int32).reshape(-1, 2)


def unpack_all(stored: Sequence[bytes]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Many packed lines at once: all points (K, 2), and offsets (n + 1,) so that line i is points[o[i]:o[i+1]]."""
    offsets = np.zeros(len(stored) + 1, dtype=np.int64)
    np.cumsum([len(line) // 8 for line in stored], out=offsets[1:])
    return unpack(b"".join(map(bytes, stored))), offsets


def deltas(micro: NDArray[np.integer]) -> list[int]:
    """(k, 2) -> [lat0, lon0, dlat, dlon, ...]: the encoding of lines in a turf package."""
    points = np.asarray(micro).reshape(-1, 2).astype(np.int64)
    steps = np.vstack((points[:1], np.diff(points, axis=0)))
    return [int(number) for number in steps.ravel()]


def from_deltas(numbers: Sequence[int]) -> NDArray[np.int32]:
    """The reverse of `deltas`."""
    return np.cumsum(np.asarray(numbers, dtype=np.int64).reshape(-1, 2), axis=0).astype(np.int32)
