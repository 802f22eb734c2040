#!/usr/bin/python3
"""Collects what the recogniser of handwriting is trained on into a folder: shapes.tsv (see generate.cpp),
classes.txt (the characters, one a line, by class number), prior.txt (logarithm of how common each is) and words.txt
(common words as class numbers).

usage: prepare.py FOLDER [--pack FILE.tgz] [--dictionary FILE]

Sources: the stroke medians of hanzi-writer-data (npm, fetched once into FOLDER and checked), composed.txt and
signs.txt beside this file, the list of 通用规范汉字表 in Debian's unicode-data, word counts of Debian's rime-data-pinyin-simp."""
import argparse
import base64
import bz2
import hashlib
import json
import math
import subprocess
import tarfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE = 'hanzi-writer-data@2.0.1'
INTEGRITY = 'nbQwM+MaryGoq7pBMIZLCd3lFq03nXuJuwku1+6UbjL58uU+9OULVcMkoNvNuJSoIV7f1bbPRfD4D/LQa5S7qg=='
UNIHAN = Path('/usr/share/unicode/Unihan_OtherMappings.txt.bz2')
DICTIONARY = Path('/usr/share/rime-data/pinyin_simp.dict.yaml')


def fetched(folder, given):
    """The package's file, its content what it was when these figures were taken."""
    pack = Path(given) if given else folder / 'hanzi-writer-data-2.0.1.tgz'
    if not pack.exists():
        subprocess.run(['npm', 'pack', PACKAGE, '--silent'], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    found = base64.b64encode(hashlib.sha512(pack.read_bytes()).digest()).decode()
    if found != INTEGRITY:
        raise SystemExit(f'{pack}: not the {PACKAGE} that was expected (sha512-{found})')
    return pack


def medians(pack):
    """character -> strokes; y downwards, 1024 wide"""
    out = {}
    with tarfile.open(pack) as tar:
        for member in tar:
            name = Path(member.name).stem
            if member.name.endswith('.json') and len(name) == 1:
                strokes = json.load(tar.extractfile(member))['medians']
                out[name] = [[(x, 900 - y) for x, y in s] for s in strokes]
    return out


def gb2312():
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes((row, cell)).decode('gb2312')
            except UnicodeDecodeError:
                pass


def standard():
    """通用规范汉字表, by Unihan's kTGH"""
    with bz2.open(UNIHAN, 'rt', encoding='utf8') as lines:
        return [chr(int(line.split('\t')[0][2:], 16)) for line in lines if '\tkTGH\t' in line]


def curve(points):
    """Catmull-Rom through the points, eight pieces each"""
    out = []
    for i in range(len(points) - 1):
        p0, p1, p2, p3 = points[max(0, i - 1)], points[i], points[i + 1], points[min(len(points) - 1, i + 2)]
        for k in range(8):
            t = k / 8
            out.append(tuple(0.5 * (2 * p1[a] + (p2[a] - p0[a]) * t + (2 * p0[a] - 5 * p1[a] + 4 * p2[a] - p3[a]) * t * t
                                    + (3 * p1[a] - p0[a] - 3 * p2[a] + p3[a]) * t ** 3) for a in (0, 1)))
    return out + [points[-1]]


def signs():
    """[(sign, strokes)] of signs.txt, scaled to about 1024"""
    out = []
    for line in (HERE / 'signs.txt').read_text(encoding='utf8').splitlines():
        if not line or line.startswith('# '):
            continue
        sign, *words = line.split()
        strokes, run, bent = [[]], [], False

        def close():
            if run:
                strokes[-1].extend(curve(run) if bent and len(run) > 2 else run)
                run.clear()
        for word in words:
            if word == '/':
                close()
                strokes.append([])
                bent = False
            elif word == '~':
                close()
                bent = True
            else:
                x, y = word.split(',')
                run.append((float(x), float(y)))
        close()
        out.append((sign, [[(x * 7 + 162, y * 7 + 162) for x, y in s] for s in strokes]))
    return out


def frequent(dictionary):
    """word -> its weight in the dictionary"""
    out = {}
    for line in Path(dictionary).read_text(encoding='utf8').splitlines():
        cells = line.split('\t')
        if len(cells) == 3 and cells[2].isdigit():
            out[cells[0]] = out.get(cells[0], 0) + int(cells[2])
    return out


def box(strokes):
    points = [p for s in strokes for p in s]
    return [f(p[a] for p in points) for f in (min, max) for a in (0, 1)]


def fitted(strokes, place):
    """The strokes moved and stretched so that their box is `place`: left, top, right, bottom."""
    left, top, right, bottom = box(strokes)
    kx = (place[2] - place[0]) / max(1, right - left)
    ky = (place[3] - place[1]) / max(1, bottom - top)
    return [[(place[0] + (x - left) * kx, place[1] + (y - top) * ky) for x, y in s] for s in strokes]


def composed(shapes):
    """character -> strokes, by composed.txt"""
    out = {}
    for line in (HERE / 'composed.txt').read_text(encoding='utf8').splitlines():
        if line.startswith('#'):
            continue
        rule, words = line.split(':')
        for word in words.split():
            if rule == 'half':
                made, left, right = word
                out[made] = fitted(shapes[left], (80, 90, 480, 850)) + fitted(shapes[right], (540, 90, 950, 850))
            else:
                (host, kept), (made, part) = rule.split(), word
                stay, go = shapes[host][:int(kept)], shapes[host][int(kept):]
                out[made] = stay + fitted(shapes[part], box(go))
    return out


def counts(dictionary):
    """character -> how often it stands in the dictionary's words, by their weights"""
    out = {}
    for word, weight in frequent(dictionary).items():
        for c in word:
            out[c] = out.get(c, 0) + weight
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('folder', type=Path)
    parser.add_argument('--pack')
    parser.add_argument('--dictionary', default=DICTIONARY)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    shapes = medians(fetched(asked.folder, asked.pack))
    made = composed(shapes)
    shapes = made | shapes
    basic = set(gb2312())
    extra = sorted(set(standard()) - basic)
    han = [c for c in sorted(basic) + extra if c in shapes]
    drawn = signs()
    classes = han + list(dict.fromkeys(sign for sign, _ in drawn))
    number = {c: i for i, c in enumerate(classes)}
    often = counts(asked.dictionary)
    prior = [math.log(often.get(c, 0) + 2000) for c in classes]
    words = [w for w, n in sorted(frequent(asked.dictionary).items(), key=lambda item: (-item[1], item[0]))
             if 2 <= len(w) <= 4 and all(c in number for c in w)][:20000]
    (asked.folder / 'words.txt').write_text(
        '\n'.join(' '.join(str(number[c]) for c in w) for w in words) + '\n')
    mean = sum(prior[:len(han)]) / len(han)
    variants = {}
    for sign, _ in drawn:
        variants[sign] = variants.get(sign, 0) + 1
    with open(asked.folder / 'shapes.tsv', 'w', encoding='utf8') as out:
        def put(c, weight, strokes):
            text = ';'.join(' '.join(f'{x:.0f},{y:.0f}' for x, y in s) for s in strokes)
            out.write(f'{number[c]}\t{weight:.3f}\t{text}\n')
        for c in han:
            put(c, min(1.0, max(0.0, (prior[number[c]] - mean) / 6)), shapes[c])
        for sign, strokes in drawn:
            put(sign, 0.0, strokes)
    (asked.folder / 'classes.txt').write_text('\n'.join(classes) + '\n', encoding='utf8')
    (asked.folder / 'prior.txt').write_text(
        '\n'.join(f'{p - mean if i < len(han) else 0:.4f}' for i, p in enumerate(prior)) + '\n')
    missing = sorted(basic - set(shapes))
    print(f'{len(han)} 汉字 ({len(basic) - len(missing)} of GB2312’s {len(basic)}, {len(han) - len(basic) + len(missing)}'
          f' more of 通用规范汉字表, {len(made)} of them composed), {len(classes) - len(han)} signs in {len(drawn)} shapes')
    if missing:
        print('without strokes:', ''.join(missing))


if __name__ == '__main__':
    main()
