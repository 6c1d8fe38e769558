#!/usr/bin/env python3
"""Draws eng/icon.png, the icon of the packages: a database, and the mark of a backup that was proven good."""
import math
import pathlib
import struct
import zlib

SIZE, SAMPLES = 128, 4
NIGHT, DEEP, PAPER, SHADE, GREEN = (24, 44, 76), (38, 78, 122), (240, 245, 250), (176, 198, 222), (52, 190, 128)


def rounded_square(x, y, half=62.0, radius=26.0):
    dx, dy = abs(x - 64) - half + radius, abs(y - 64) - half + radius
    return math.hypot(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0) - radius <= 0


def in_ellipse(x, y, cy, rx=33.0, ry=11.0, cx=57.0):
    return ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1


def disk(x, y, top, bottom):
    """One disk of the stack: its lid, its side, or nothing."""
    if in_ellipse(x, y, top):
        return "lid"
    if abs(x - 57) <= 33 and top <= y <= bottom or in_ellipse(x, y, bottom):
        return "side"
    return None


def segment(x, y, ax, ay, bx, by):
    px, py, vx, vy = x - ax, y - ay, bx - ax, by - ay
    t = max(0.0, min(1.0, (px * vx + py * vy) / (vx * vx + vy * vy)))
    return math.hypot(px - t * vx, py - t * vy)


def colour(x, y):
    if not rounded_square(x, y):
        return None
    from_centre = math.hypot(x - 88, y - 88)
    if from_centre <= 24:
        mark = min(segment(x, y, 77, 89, 85, 97), segment(x, y, 85, 97, 100, 80))
        return PAPER if mark <= 4.2 else GREEN
    ground = tuple(round(a + (b - a) * (1 - y / SIZE)) for a, b in zip(NIGHT, DEEP))
    if from_centre <= 29:
        return ground
    for top, bottom in ((32, 45), (54, 67), (76, 89)):
        part = disk(x, y, top, bottom)
        if part:
            return PAPER if part == "lid" else SHADE
    return ground


def pixel(column, row):
    seen = [colour(column + (i + 0.5) / SAMPLES, row + (j + 0.5) / SAMPLES) for i in range(SAMPLES) for j in range(SAMPLES)]
    inside = [c for c in seen if c]
    if not inside:
        return bytes(4)
    return bytes([*(round(sum(c[k] for c in inside) / len(inside)) for k in range(3)), round(255 * len(inside) / len(seen))])


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


rows = b"".join(b"\0" + b"".join(pixel(column, row) for column in range(SIZE)) for row in range(SIZE))
png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
pathlib.Path(__file__).with_name("icon.png").write_bytes(png)
