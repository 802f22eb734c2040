"""A virtual screen to measure on: Xvfb, and what its pixels are."""
import ctypes
import os
import subprocess
import time


class XImage(ctypes.Structure):
    _fields_ = [('width', ctypes.c_int), ('height', ctypes.c_int), ('xoffset', ctypes.c_int), ('format', ctypes.c_int),
                ('data', ctypes.POINTER(ctypes.c_ubyte))]


class Screen:
    """with Screen(1920, 1080) as screen: screen.name is its DISPLAY."""

    def __init__(self, width, height):
        self.width, self.height = width, height

    def __enter__(self):
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ['Xvfb', '-displayfd', str(write), '-screen', '0', f'{self.width}x{self.height}x24', '-nolisten', 'tcp'],
            pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as answer:
            self.name = ':' + answer.readline().strip()
        x = ctypes.CDLL('libX11.so.6')
        x.XOpenDisplay.restype = ctypes.c_void_p
        x.XDefaultRootWindow.argtypes, x.XDefaultRootWindow.restype = [ctypes.c_void_p], ctypes.c_ulong
        x.XGetImage.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_int, ctypes.c_uint,
                                ctypes.c_uint, ctypes.c_ulong, ctypes.c_int]
        x.XGetImage.restype = ctypes.POINTER(XImage)
        x.XDestroyImage.argtypes = [ctypes.POINTER(XImage)]
        self.x = x
        self.display = x.XOpenDisplay(self.name.encode())
        self.root = x.XDefaultRootWindow(self.display)
        return self

    def __exit__(self, *_):
        self.x.XCloseDisplay(ctypes.c_void_p(self.display))
        self.server.terminate()
        self.server.wait(10)

    def row(self, y, step):
        """Every step-th pixel of a row, as (blue, green, red)."""
        image = self.x.XGetImage(self.display, self.root, 0, y, self.width, 1, 0xFFFFFFFF, 2)
        data = image.contents.data
        out = [(data[4 * i], data[4 * i + 1], data[4 * i + 2]) for i in range(0, self.width, step)]
        self.x.XDestroyImage(image)
        return out

    def look(self):
        """A grid of pixels that tells one picture from another."""
        return [p for part in range(1, 12) for p in self.row(self.height * part // 12, 40)]

    def settled(self, still=1.5, limit=30):
        """Waits until the picture has not changed for `still` seconds; returns it."""
        end, last, since = time.monotonic() + limit, self.look(), time.monotonic()
        while time.monotonic() < end:
            time.sleep(0.05)
            now = self.look()
            if now != last:
                last, since = now, time.monotonic()
            elif time.monotonic() - since > still:
                return last
        raise SystemExit('the picture never came to rest')


def alike(a, b, share=0.98, tolerance=6):
    near = sum(all(abs(x - y) <= tolerance for x, y in zip(p, q)) for p, q in zip(a, b))
    return near >= share * len(b)


def tree_of(pid):
    """The process and all that came of it."""
    pids, i = [pid], 0
    while i < len(pids):
        try:
            for task in os.listdir(f'/proc/{pids[i]}/task'):
                with open(f'/proc/{pids[i]}/task/{task}/children') as f:
                    pids += [int(p) for p in f.read().split()]
        except OSError:
            pass
        i += 1
    return pids


def pss_mb(pids):
    total = 0
    for pid in pids:
        try:
            with open(f'/proc/{pid}/smaps_rollup') as f:
                total += sum(int(line.split()[1]) for line in f if line.startswith('Pss:'))
        except OSError:
            pass
    return total / 1024


def cpu_seconds(pids):
    total = 0
    for pid in pids:
        try:
            with open(f'/proc/{pid}/stat') as f:
                fields = f.read().rsplit(')', 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        except OSError:
            pass
    return total / os.sysconf('SC_CLK_TCK')
