"""Handwriting: how often the character written is the first candidate and among the first ten, and how long a
stroke takes, beside zinnia with the model tegaki-zinnia-simplified-chinese in the same run.

The ink is made from the stroke medians of hanzi-writer-data by a hand of its own, none of whose ways of bending is
that of tools/ink/hand.cpp: a net of knots laid over the square and pulled about, each stroke bent by three knots
and set a little off, sampled by the finger's speed, on whole pixels. A second set, where Debian's python3-kanjidraw
is installed, is the straight strokes of another hand altogether (KanjiVG's) for the characters both scripts share."""
import argparse
import ctypes
import json
import math
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / 'tools/ink'))
import prepare  # noqa: E402

ZINNIA_MODEL = Path('/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model')
KANJIDRAW = Path('/usr/lib/python3/dist-packages/kanjidraw/data.json')
PIXELS = 360  # the side of the writing square


def net(rng, pull, knots=4):
    """A smooth displacement of the unit square by randomly pulled knots (bilinear, eased)."""
    at = [[(rng.gauss(0, pull), rng.gauss(0, pull)) for _ in range(knots + 1)] for _ in range(knots + 1)]

    def moved(x, y):
        u, v = min(max(x, 0), 0.9999) * knots, min(max(y, 0), 0.9999) * knots
        i, j = int(u), int(v)
        s, t = u - i, v - j
        s, t = s * s * (3 - 2 * s), t * t * (3 - 2 * t)
        out = []
        for a in (0, 1):
            top = at[j][i][a] * (1 - s) + at[j][i + 1][a] * s
            low = at[j + 1][i][a] * (1 - s) + at[j + 1][i + 1][a] * s
            out.append(top * (1 - t) + low * t)
        return x + out[0], y + out[1]
    return moved


def along(points, count):
    """`count` points on the line, closer together towards its ends, where a finger is slow."""
    ways = [0.0]
    for a, b in zip(points, points[1:]):
        ways.append(ways[-1] + math.dist(a, b))
    out, k = [], 0
    for n in range(count):
        t = n / max(1, count - 1)
        want = (0.6 * t + 0.4 * (0.5 - 0.5 * math.cos(math.pi * t))) * ways[-1]
        while k + 2 < len(points) and ways[k + 1] < want:
            k += 1
        span = ways[k + 1] - ways[k] if len(points) > 1 else 0
        s = (want - ways[k]) / span if span > 0 else 0
        a, b = points[k], points[min(k + 1, len(points) - 1)]
        out.append((a[0] + (b[0] - a[0]) * s, a[1] + (b[1] - a[1]) * s))
    return out


def written(strokes, rng, force=1.0):
    """The strokes (unit square) by this file's hand, in pixels."""
    warp = net(rng, 0.035 * force)
    lean, squeeze = rng.gauss(0, 0.08 * force), math.exp(rng.gauss(0, 0.1 * force))
    out = []
    for stroke in strokes:
        way = sum(math.dist(a, b) for a, b in zip(stroke, stroke[1:]))
        line = along(stroke, max(3, int(6 + 40 * way)))
        ox, oy = rng.gauss(0, 0.018 * force), rng.gauss(0, 0.018 * force)
        bends = [(rng.gauss(0, 0.012 * force), rng.gauss(0, 0.012 * force)) for _ in range(3)]
        drawn = []
        for n, (x, y) in enumerate(line):
            t = 2 * n / (len(line) - 1)
            a, b = bends[min(int(t), 1)], bends[min(int(t), 1) + 1]
            s = t - min(int(t), 1)
            x, y = warp(x + ox + a[0] * (1 - s) + b[0] * s, y + oy + a[1] * (1 - s) + b[1] * s)
            x, y = 0.5 + (x - 0.5 + lean * (0.5 - y)) * squeeze, 0.5 + (y - 0.5) / squeeze
            drawn.append([round(x * PIXELS + rng.gauss(0, 0.7)), round(y * PIXELS + rng.gauss(0, 0.7))])
        out.append(drawn)
    return out


def whole(points):
    return [[round(x), round(y)] for x, y in points]


def joined(strokes, at):
    return strokes[:at] + [strokes[at] + strokes[at + 1]] + strokes[at + 2:]


def ways(strokes, rng):
    """name -> the same ink as it might have been written"""
    out = {'as written': strokes}
    n = len(strokes)
    if n > 1:
        at = rng.randrange(n - 1)
        out['one join'] = joined(strokes, at)
        at = rng.randrange(n - 1)
        out['two swapped'] = strokes[:at] + [strokes[at + 1], strokes[at]] + strokes[at + 2:]
        out['all in one'] = [[p for s in strokes for p in s]]
    if n > 3:
        at = rng.randrange(n)
        out['one missing'] = strokes[:at] + strokes[at + 1:]
    return out


class Program:
    """huibiao input ink"""

    def __init__(self, program):
        self.process = subprocess.Popen([program, 'input', 'ink'], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, encoding='utf8', bufsize=1)

    def __call__(self, strokes):
        self.process.stdin.write(json.dumps({'strokes': strokes}) + '\n')
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Zinnia:
    """libzinnia in this process: its program does not answer line by line."""

    def __init__(self):
        z = self.z = ctypes.CDLL('libzinnia.so.0')
        for name in ('zinnia_character_new', 'zinnia_recognizer_new', 'zinnia_recognizer_classify'):
            getattr(z, name).restype = ctypes.c_void_p
        z.zinnia_result_value.restype = ctypes.c_char_p
        z.zinnia_result_size.restype = ctypes.c_size_t
        self.recogniser = ctypes.c_void_p(z.zinnia_recognizer_new())
        if not z.zinnia_recognizer_open(self.recogniser, str(ZINNIA_MODEL).encode()):
            raise SystemExit(f'zinnia cannot read {ZINNIA_MODEL}')

    def __call__(self, strokes):
        z = self.z
        ink = ctypes.c_void_p(z.zinnia_character_new())
        z.zinnia_character_set_width(ink, ctypes.c_size_t(PIXELS))
        z.zinnia_character_set_height(ink, ctypes.c_size_t(PIXELS))
        for n, stroke in enumerate(strokes):
            for x, y in stroke:
                z.zinnia_character_add(ink, ctypes.c_size_t(n), x, y)
        result = ctypes.c_void_p(z.zinnia_recognizer_classify(self.recogniser, ink, ctypes.c_size_t(10)))
        found = []
        if result.value:
            found = [z.zinnia_result_value(result, ctypes.c_size_t(i)).decode()
                     for i in range(z.zinnia_result_size(result))]
            z.zinnia_result_destroy(result)
        z.zinnia_character_destroy(ink)
        return found

    def close(self):
        self.z.zinnia_recognizer_destroy(self.recogniser)


def unit(strokes, width):
    return [[(x / width, y / width) for x, y in s] for s in strokes]


def score(system, pieces):
    """way -> [first, among ten, pieces]"""
    sums = {}
    for c, variants in pieces:
        for way, strokes in variants.items():
            found = system(strokes)
            row = sums.setdefault(way, [0, 0, 0])
            row[0] += found[:1] == [c]
            row[1] += c in found[:10]
            row[2] += 1
    return sums


def table(title, systems, pieces):
    print(f'\n{title}; % first / % among ten')
    scores = {name: score(system, pieces) for name, system in systems.items()}
    for way in next(iter(scores.values())):
        cells = [f'{name} {100 * s[way][0] / s[way][2]:5.1f} /{100 * s[way][1] / s[way][2]:5.1f}'
                 for name, s in scores.items()]
        print(f'  {way:12} ' + '   '.join(cells), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('program')
    parser.add_argument('--pieces', type=int, default=1000)
    parser.add_argument('--pack', help='the file of hanzi-writer-data, where it is there already')
    parser.add_argument('--seed', type=int, default=20)
    asked = parser.parse_args()
    folder = ROOT / 'build/ink'
    folder.mkdir(parents=True, exist_ok=True)
    shapes = prepare.medians(prepare.fetched(folder, asked.pack))
    basic = [c for c in prepare.gb2312() if c in shapes]
    common = [c for c in basic if ord(c.encode('gb2312')[:1]) < 0xD8]  # level 1, the 3,755 in daily use
    rng = random.Random(asked.seed)
    systems = {'huibiao': Program(asked.program)}
    if ZINNIA_MODEL.exists():
        systems['zinnia'] = Zinnia()
    for title, pool, force in (('GB 2312 level 1', common, 1.0), ('all of GB 2312', basic, 1.0),
                               ('GB 2312 level 1, a wild hand', common, 1.7)):
        pieces = [(c, ways(written(unit(shapes[c], 1024), rng, force), rng))
                  for c in rng.sample(pool, min(len(pool), asked.pieces))]
        table(f'{title}, {len(pieces)} characters', systems, pieces)
    if KANJIDRAW.exists():
        known = [(c, lines) for by in json.loads(KANJIDRAW.read_text(encoding='utf8')).values()
                 for c, lines in by.items() if c in set(basic)]
        known = rng.sample(known, min(len(known), asked.pieces))
        pieces = [(c, ways([whole(along([(a * 1.4, b * 1.4), (x * 1.4, y * 1.4)], 12))
                            for a, b, x, y in lines], rng)) for c, lines in known]
        table(f'straight strokes of another hand, {len(pieces)} characters', systems, pieces)
    took = {name: [] for name in systems}
    for c in rng.sample(common, 100):
        strokes = written(unit(shapes[c], 1024), rng)
        for n in range(1, len(strokes) + 1):
            for name, system in systems.items():
                start = time.perf_counter()
                system(strokes[:n])
                took[name].append(1000 * (time.perf_counter() - start))
    print('\na stroke, pipe and JSON included, ms')
    for name, times in took.items():
        times.sort()
        print(f'  {name}: median {statistics.median(times):.2f}, p99 {times[int(0.99 * len(times))]:.2f},'
              f' of {len(times)}')
    for system in systems.values():
        system.close()


if __name__ == '__main__':
    main()
