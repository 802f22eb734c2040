"""Chinese input: how often the first candidate, or one of the first five, is what was meant, beside the aims; and
how long each key takes, from the key to ten candidates and the line to be shown, as the kiosk asks for them.

The lists and the rule that makes accented typing out of correct pinyin: tests/input/measured/README.md."""
import argparse
import json
import statistics
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MEASURED = ROOT / 'tests/input/measured'
NINE = str.maketrans('abcdefghijklmnopqrstuvwxyz', '22233344455566677778889999')
LIPS = {'hu': 'fu', 'hua': 'fa', 'huan': 'fan', 'huang': 'fang', 'hui': 'fei', 'hun': 'fen'}


def correct(reading):
    return reading.replace(' ', '')


def accented(reading):
    typed = []
    for syllable in reading.split():
        if syllable[:2] in ('zh', 'ch', 'sh'):
            syllable = syllable[0] + syllable[2:]
        elif syllable[0] == 'n':
            syllable = 'l' + syllable[1:]
        syllable = LIPS.get(syllable, syllable)
        if syllable.endswith('ing') or (syllable.endswith('eng') and syllable != 'weng'):
            syllable = syllable[:-1]
        typed.append(syllable)
    return ''.join(typed)


class Input:
    """The program, a line at a time."""

    def __init__(self, *call):
        self.process = subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(30)

    def ask(self, line):
        self.process.stdin.write(line + '\n')
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def shares(input, pairs):
    """Percent first, percent in the first five."""
    got = [(word, input.ask(keys)) for word, keys in pairs]
    return [100 * sum(word in found[:most] for word, found in got) / len(got) for most in (1, 5)]


def latencies(program, keys, fuzzy, pairs):
    """Milliseconds of every key, sorted. Timed in a program of its own: a pipe costs more than a key."""
    build = Path(program).parent.parent
    timed = subprocess.run([build / 'input_data/input_keys', build / 'share/huibiao/input', keys, *fuzzy], text=True,
                           input=''.join(typed + '\n' for _, typed in pairs), stdout=subprocess.PIPE, check=True)
    return sorted(float(line) for line in timed.stdout.split())


def aim(value):
    return f'{value:>5}' if value else '    -'


def typing(program):
    """Pinyin and nine keys."""
    # (list, keys, typing, aim for the first, aim for the first five)
    rows = [('words', 'pinyin', correct, 93, None), ('words', 'pinyin', accented, 95, None),
            ('words', 't9', correct, 80, 95), ('words', 't9', accented, None, None),
            ('sentences', 'pinyin', correct, 72, None), ('sentences', 'pinyin', accented, 70, None),
            ('sentences', 't9', correct, None, None), ('sentences', 't9', accented, None, None)]
    print(f'{"":40}{"first %":>8}{"aim":>5}{"in five %":>11}{"aim":>5}'
          f'{"ms a key":>10}{"p99":>7}{"aim":>5}{"most":>7}')
    for name, keys, spelling, first_aim, five_aim in rows:
        lines = [line.split('\t') for line in (MEASURED / f'{name}.tsv').read_text(encoding='utf8').splitlines()]
        pairs = [(word, spelling(reading)) for word, reading in lines]
        if keys == 't9':
            pairs = [(word, typed.translate(NINE)) for word, typed in pairs]
        fuzzy = ['--fuzzy'] if spelling is accented else []
        with Input(program, 'input', keys, *fuzzy) as input:
            first, five = shares(input, pairs)
        times = latencies(program, keys, fuzzy, pairs)
        label = f'{len(pairs)} {name}, {keys}, ' + ('accented, --fuzzy' if fuzzy else 'correct')
        print(f'{label:40}{first:>8.1f}{aim(first_aim)}{five:>11.1f}{aim(five_aim)}'
              f'{statistics.median(times):>10.2f}{times[len(times) * 99 // 100]:>7.2f}{8:>5}{times[-1]:>7.1f}')


SECTIONS = [typing]


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument('program')
    given = ask.parse_args()
    for section in SECTIONS:
        print(section.__doc__)
        section(str(Path(given.program).resolve()))


main()
