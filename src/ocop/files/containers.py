"""The outer structure of sound, film and PDF: enough to tell a whole file from a broken one."""

import os
import re
from typing import BinaryIO

# Kilobits a second of MPEG layer III by the header's index, for version 1 and for 2 and 2.5.
_MP3_RATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_MP3_FREQUENCIES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_ENCRYPTED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
_FILM_TRACK = re.compile(rb"hdlr.{8}vide", re.DOTALL)
_TAIL = 2048


def size_of(file: BinaryIO) -> int:
    """The number of bytes."""
    return file.seek(0, os.SEEK_END)


def is_ogg_audio(head: bytes) -> bool:
    """Whether the first Ogg page opens a sound stream (Ogg carries film as well)."""
    first_page = head[:256]
    codecs = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC")
    return any(codec in first_page for codec in codecs)


def is_webm(head: bytes) -> bool:
    """Whether an EBML header names the document type WebM (and not, say, Matroska)."""
    return b"\x42\x82\x84webm" in head[:128]


def is_mp3(file: BinaryIO, head: bytes) -> bool:
    """Whether two MPEG layer III frames follow each other, behind the ID3 tag where there is one."""
    start = 0
    if head.startswith(b"ID3") and len(head) > 10:
        # The tag's size is written in four bytes of seven bits.
        start = 10
        for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True):
            start += (byte & 0x7F) << shift
    file.seek(start)
    frames = file.read(8192)
    # Encoders pad the tag with zeros.
    offset = len(frames) - len(frames.lstrip(b"\0")) if start else 0
    length = _mp3_frame_length(frames[offset : offset + 4])
    if not length:
        return False
    following = frames[offset + length : offset + length + 4]
    return bool(_mp3_frame_length(following)) or len(following) < 4


def _mp3_frame_length(header: bytes) -> int:
    """Bytes of the frame that a four-byte header announces; 0 where it is no layer III header."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return 0
    version = (header[1] >> 3) & 3
    rate, frequency = header[2] >> 4, (header[2] >> 2) & 3
    if version == 1 or rate in (0, 15) or frequency == 3:
        return 0
    kilobits = _MP3_RATES[3 if version == 3 else 2][rate]
    samples = 144_000 if version == 3 else 72_000
    return samples * kilobits // _MP3_FREQUENCIES[version][frequency] + ((header[2] >> 1) & 1)


def is_whole_mpeg4(file: BinaryIO) -> bool:
    """Whether the boxes of an MP4, M4A or MOV fit the file and one of them is the index `moov`."""
    size, offset, has_index = size_of(file), 0, False
    while offset + 8 <= size:
        file.seek(offset)
        header = file.read(16)
        length, name = int.from_bytes(header[:4], "big"), header[4:8]
        if length == 1:
            length = int.from_bytes(header[8:16], "big")
        elif length == 0:
            length = size - offset
        if length < 8 or offset + length > size:
            return False
        has_index = has_index or name == b"moov"
        offset += length
    return has_index


def has_film_track(file: BinaryIO) -> bool:
    """Whether the index of an MPEG-4 file announces pictures: voice recorders write sound as MP4."""
    size, offset = size_of(file), 0
    while offset + 8 <= size:
        file.seek(offset)
        header = file.read(8)
        length = int.from_bytes(header[:4], "big")
        if header[4:8] == b"moov":
            return _FILM_TRACK.search(file.read(min(length, 16 * 1024 * 1024))) is not None
        if length == 1:
            length = int.from_bytes(file.read(8), "big")
        if length < 8:
            break
        offset += length
    return True


def is_whole_riff(file: BinaryIO) -> bool:
    """Whether a WAV file is as long as its header says."""
    size = size_of(file)
    file.seek(4)
    return int.from_bytes(file.read(4), "little") + 8 <= size + 1


def is_whole_pdf(file: BinaryIO) -> bool:
    """Whether the end mark stands near the end, with no archive appended behind it."""
    file.seek(max(size_of(file) - _TAIL, 0))
    tail = file.read()
    return b"%%EOF" in tail and b"PK\x05\x06" not in tail


def is_encrypted_pdf(file: BinaryIO) -> bool:
    """Whether a trailer of the PDF names an encryption dictionary."""
    file.seek(0)
    kept = b""
    while block := file.read(1024 * 1024):
        if _ENCRYPTED.search(kept + block):
            return True
        kept = block[-64:]
    return False
