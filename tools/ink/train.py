#!/usr/bin/python3
"""Trains the network that recognises handwriting and writes the model that the program reads.

usage: train.py FOLDER GENERATOR MODEL [--steps N] [--seed S]

FOLDER holds what prepare.py collected; GENERATOR is the built ink_generate, whose endless handwriting this reads.
Two convolutions, two dense layers, softmax over the characters; Adam. The weights are rounded to 8 bits at the end
and the rounded network is measured. Same seed, same numpy, same BLAS and threads: the same model."""
import argparse
import struct
import subprocess
import time
import zlib
from pathlib import Path

import numpy as np

GRID, CHANNELS = 16, 9
RECORD = np.dtype([('label', '<u2'), ('f', 'u1', (GRID, GRID, CHANNELS))])
CONV, DENSE = 1, 2


class Hands:
    """Batches of written characters from ink_generate."""

    def __init__(self, generator, shapes, seed, extra=()):
        self.process = subprocess.Popen([generator, shapes, '--seed', str(seed), *extra], stdout=subprocess.PIPE,
                                        bufsize=0)

    def batch(self, n):
        want, parts = n * RECORD.itemsize, []
        while want > 0:
            part = self.process.stdout.read(min(want, 1 << 20))
            if not part:
                break
            parts.append(part)
            want -= len(part)
        rows = np.frombuffer(b''.join(parts), RECORD)
        return rows['f'].astype(np.float32) / 64, rows['label'].astype(np.int64)

    def close(self):
        self.process.stdout.close()
        self.process.wait()


class Conv:
    """3 by 3, every second place, a margin of one."""
    kind = CONV

    def __init__(self, rng, inputs, outputs):
        self.inputs, self.outputs = inputs, outputs
        self.w = (rng.standard_normal((9 * inputs, outputs)) * np.sqrt(2 / (9 * inputs))).astype(np.float32)
        self.b = np.zeros(outputs, np.float32)

    def forward(self, x, keep):
        n, side, _, c = x.shape
        padded = np.zeros((n, side + 2, side + 2, c), np.float32)
        padded[:, 1:-1, 1:-1] = x
        half = side // 2
        s = padded.strides
        windows = np.lib.stride_tricks.as_strided(padded, (n, half, half, 3, 3, c),
                                                  (s[0], 2 * s[1], 2 * s[2], s[1], s[2], s[3]))
        columns = windows.reshape(n * half * half, 9 * c)
        if keep:
            self.columns, self.shape = columns, x.shape
        y = columns @ self.w
        y += self.b
        return y.reshape(n, half, half, self.outputs)

    def backward(self, dy, down=True):
        dy = dy.reshape(-1, self.outputs)
        self.dw, self.db = self.columns.T @ dy, dy.sum(0)
        if not down:
            return None
        n, side, _, c = self.shape
        half = side // 2
        d = (dy @ self.w.T).reshape(n, half, half, 3, 3, c)
        dx = np.zeros((n, side + 2, side + 2, c), np.float32)
        for j in range(3):
            for i in range(3):
                dx[:, j:j + 2 * half:2, i:i + 2 * half:2] += d[:, :, :, j, i]
        return dx[:, 1:-1, 1:-1]


class Dense:
    kind = DENSE

    def __init__(self, rng, inputs, outputs, gain=2.0):
        self.inputs, self.outputs = inputs, outputs
        self.w = (rng.standard_normal((inputs, outputs)) * np.sqrt(gain / inputs)).astype(np.float32)
        self.b = np.zeros(outputs, np.float32)

    def forward(self, x, keep):
        x = x.reshape(len(x), -1)
        if keep:
            self.x = x
        y = x @ self.w
        y += self.b
        return y

    def backward(self, dy, down=True):
        self.dw, self.db = self.x.T @ dy, dy.sum(0)
        return dy @ self.w.T


class Network:
    def __init__(self, classes, seed, sizes):
        rng = np.random.default_rng(seed)
        a, b, e = sizes
        self.layers = [Conv(rng, CHANNELS, a), Conv(rng, a, b), Dense(rng, b * (GRID // 4) ** 2, e),
                       Dense(rng, e, classes, 0.5)]

    def forward(self, x, keep=False):
        for layer in self.layers[:-1]:
            x = layer.forward(x, keep)
            np.maximum(x, 0, out=x)
            layer.y = x if keep else None
        return self.layers[-1].forward(x, keep)

    def backward(self, d):
        for i in range(len(self.layers) - 1, -1, -1):
            d = self.layers[i].backward(d, i > 0)
            if i > 0:
                below = self.layers[i - 1].y
                d = d.reshape(below.shape) * (below > 0)

    def parameters(self):
        return [p for layer in self.layers for p in (layer.w, layer.b)]

    def gradients(self):
        return [g for layer in self.layers for g in (layer.dw, layer.db)]


class Adam:
    def __init__(self, parameters):
        self.p = parameters
        self.m = [np.zeros_like(p) for p in parameters]
        self.v = [np.zeros_like(p) for p in parameters]
        self.t = 0

    def step(self, gradients, rate):
        self.t += 1
        rate *= np.sqrt(1 - 0.999 ** self.t) / (1 - 0.9 ** self.t)
        for p, g, m, v in zip(self.p, gradients, self.m, self.v):
            m += 0.1 * (g - m)
            np.multiply(g, g, out=g)
            v += 0.001 * (g - v)
            np.sqrt(v, out=g)
            g += 1e-8
            np.divide(m, g, out=g)
            g *= rate
            p -= g


def loss_and_gradient(scores, labels):
    scores -= scores.max(1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(1, keepdims=True)
    rows = np.arange(len(labels))
    loss = -np.log(np.maximum(scores[rows, labels], 1e-12)).mean()
    scores[rows, labels] -= 1
    scores /= len(labels)
    return loss, scores


def measure(network, f, labels, bias=0):
    """Shares of the first place and of the first ten, in %."""
    ranks = []
    for i in range(0, len(labels), 512):
        s = network.forward(f[i:i + 512]) + bias
        ranks.append((s > s[np.arange(len(s)), labels[i:i + 512]][:, None]).sum(1))
    ranks = np.concatenate(ranks)
    return 100 * (ranks < 1).mean(), 100 * (ranks < 10).mean()


def rounded(layer):
    """Weights as int8 with one scale an output; the layer is changed to what they stand for."""
    scale = np.maximum(np.abs(layer.w).max(0), 1e-8) / 127
    q = np.rint(layer.w / scale).astype(np.int8)
    layer.w = (q * scale).astype(np.float32)
    return scale.astype('<f4'), q


def write(path, network, classes, bias):
    """The format is described in src/ink/internal/network.h."""
    body = [struct.pack('<IIII', GRID, CHANNELS, len(network.layers), len(classes))]
    for i, layer in enumerate(network.layers):
        scale, q = rounded(layer)
        b = layer.b + bias if i == len(network.layers) - 1 else layer.b
        body += [struct.pack('<III', layer.kind, layer.w.shape[0], layer.outputs), scale.tobytes(),
                 b.astype('<f4').tobytes(), q.tobytes()]
    body.append(np.array([ord(c) for c in classes], '<u4').tobytes())
    payload = b''.join(body)
    path.write_bytes(b'HBINK\r\n\x1a' + struct.pack('<III', 1, len(payload), zlib.crc32(payload)) + payload)
    return path.stat().st_size


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('folder', type=Path)
    parser.add_argument('generator')
    parser.add_argument('model', type=Path)
    parser.add_argument('--steps', type=int, default=3600)
    parser.add_argument('--batch', type=int, default=512)
    parser.add_argument('--rate', type=float, default=0.0015)
    parser.add_argument('--prior', type=float, default=0.5)
    parser.add_argument('--sizes', type=int, nargs=3, default=(48, 128, 256))
    parser.add_argument('--seed', type=int, default=1)
    asked = parser.parse_args()
    classes = (asked.folder / 'classes.txt').read_text(encoding='utf8').split('\n')[:-1]
    prior = np.array((asked.folder / 'prior.txt').read_text().split(), np.float32)
    shapes = str(asked.folder / 'shapes.tsv')
    held = Hands(asked.generator, shapes, 900001, ('--count', '8192'))
    test = held.batch(8192)
    held.close()
    network = Network(len(classes), asked.seed, asked.sizes)
    adam = Adam(network.parameters())
    hands = Hands(asked.generator, shapes, asked.seed)
    start, sums = time.time(), 0.0
    for step in range(1, asked.steps + 1):
        f, labels = hands.batch(asked.batch)
        loss, gradient = loss_and_gradient(network.forward(f, True), labels)
        network.backward(gradient)
        done = step / asked.steps
        rate = asked.rate * min(1, step / 100) * (0.5 + 0.5 * np.cos(np.pi * done) + 0.002)
        adam.step(network.gradients(), rate)
        sums += loss
        if step % 200 == 0:
            print(f'{step} loss {sums / 200:.3f} {time.time() - start:.0f} s', flush=True)
            sums = 0.0
        if step % 1000 == 0:
            print('  held back: %.1f/%.1f' % measure(network, *test), flush=True)
    hands.close()
    bias = asked.prior * prior
    size = write(asked.model, network, classes, bias)
    print('rounded: %.1f/%.1f' % measure(network, *test), 'with prior %.1f/%.1f' % measure(network, *test, bias),
          f'{size} bytes, {time.time() - start:.0f} s')


if __name__ == '__main__':
    main()
