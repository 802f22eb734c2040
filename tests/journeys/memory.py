"""What a running program has in its memory, read as a core dump would hold it."""
import os
import re

# Where a sanitizer has the heap in its place, freed blocks are to be filled as the program does itself.
FILLING = ":max_free_fill_size=268435456"
NOTHING = bytes(1 << 20)


def held(process):
    """What a core dump of it would hold: all that it may read."""
    blocks = []
    with open(f"/proc/{process.pid}/maps", encoding="ascii", errors="replace") as maps, \
            open(f"/proc/{process.pid}/mem", "rb", buffering=0) as mem:
        for line in maps:
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) r(\S*) \S+ \S+ (\d+)", line)
            if not found or "[v" in line:
                continue
            if "w" not in found[3] and found[4] != "0":
                continue  # a file as it lies on the disk: fonts, libraries
            at, end = int(found[1], 16), int(found[2], 16)
            if end - at > 1 << 32 or (end < 1 << 45 and end - at > 1 << 26):
                continue  # what a sanitizer knows of every byte; no copies are in it
            while at < end:
                size = min(end - at, len(NOTHING))
                try:
                    mem.seek(at)
                    block = mem.read(size)
                    if block != NOTHING[:size]:
                        blocks.append((at, block))
                except (OSError, OverflowError):
                    pass  # of a device, or reserved only
                at += size
    return blocks


def where(process, *texts):
    """Addresses of the beginning, middle or end of one of them, five characters each, as UTF-8, UTF-16 or UTF-32."""
    parts = {part for words in texts for part in (words[:5], words[len(words) // 2:][:5], words[-5:])}
    wanted = {(p, c): p.encode(c) for p in parts for c in ("utf-8", "utf-16-le", "utf-32-le")}
    found = {}
    for at, block in held(process):
        for what, pattern in wanted.items():
            place = block.find(pattern)
            if place >= 0:
                found.setdefault(what, hex(at + place))
    return found


def holds(process, words):
    """Its beginning is somewhere, as UTF-8."""
    return any(words[:5].encode() in block for _, block in held(process))


def fill_freed():
    os.environ["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + FILLING
