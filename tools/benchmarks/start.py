"""Exec to first picture, memory (PSS of all processes) and idle CPU of the kiosk, beside chromium --kiosk
with an equal page (the same words, LOGO, code and colours), one after the other in the same run."""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from screen import Screen, alike, cpu_seconds, pss_mb, tree_of  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = '''<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>
html,body{{margin:0;height:100%;background:#a8151b;color:#fff;font-family:"Noto Sans CJK SC"}}
body{{display:flex;flex-direction:column;align-items:center;justify-content:center;gap:5vh}}
h1{{font-size:6.2vh;font-weight:900;margin:0;text-align:center}} img{{height:26vh}}
button{{font:700 4vh "Noto Sans CJK SC";padding:2vh 6vh;border:0;border-radius:2vh;background:#fff;color:#a8151b}}
</style><img src="{logo}"><h1>{banner}</h1><button>请触摸屏幕，开始填写</button></html>'''


def event_copy(folder):
    event = folder / 'event'
    shutil.copytree(ROOT / 'assets/events/gaoping', event)
    text = (event / 'event.toml').read_text(encoding='utf8')
    (event / 'event.toml').write_text(text.replace('seconds = 12', 'seconds = 600', 1), encoding='utf8')
    return event


def candidates(program, folder):
    banner = subprocess.run([program, 'banner', '--unit', '高坪镇', '--city', '浏阳市', '--year', '2023', '--theme',
                             '“阳光政务 公开透明”政务公开主题日活动'], capture_output=True, text=True, check=True)
    page = folder / 'page.html'
    page.write_text(PAGE.format(logo=(ROOT / 'assets/logo/default-logo.svg').as_uri(), banner=banner.stdout.strip()),
                    encoding='utf8')
    event = event_copy(folder)

    def chromium():
        profile = tempfile.mkdtemp(dir=folder)
        return ['chromium', '--kiosk', '--no-sandbox', '--no-first-run', '--disable-gpu', '--disable-quic',
                '--disable-background-networking', '--disable-component-update', '--disable-sync',
                '--window-size=1920,1080', '--window-position=0,0', f'--user-data-dir={profile}', page.as_uri()]
    return {'huibiao': lambda: [program, 'kiosk', str(event)], 'chromium': chromium}


def start(command, screen):
    return subprocess.Popen(command, env={**os.environ, 'DISPLAY': screen.name, 'LANG': 'zh_CN.UTF-8'},
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def stop(process):
    for pid in reversed(tree_of(process.pid)):
        try:
            os.kill(pid, 15)
        except ProcessLookupError:
            pass
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def measure(name, command, screen, rounds, idle):
    empty = screen.look()
    process = start(command(), screen)
    time.sleep(1)
    final = screen.settled()
    if alike(final, empty):
        sys.exit(f'{name} shows nothing')
    stop(process)

    times, memory, cpu = [], [], []
    for turn in range(rounds):
        time.sleep(0.5)
        begin = time.monotonic()
        process = start(command(), screen)
        while not alike(screen.look(), final):
            if time.monotonic() - begin > 30:
                sys.exit(f'{name}: no picture after 30 s')
            time.sleep(0.002)
        times.append((time.monotonic() - begin) * 1000)
        time.sleep(3)
        pids = tree_of(process.pid)
        memory.append(pss_mb(pids))
        if turn == 0:
            before, since = cpu_seconds(pids), time.monotonic()
            time.sleep(idle)
            cpu.append((cpu_seconds(pids) - before) / (time.monotonic() - since) * 100)
            count = len(pids)
        stop(process)
    return statistics.median(times), statistics.median(memory), cpu[0], count


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument('program')
    ask.add_argument('--rounds', type=int, default=7)
    ask.add_argument('--idle', type=int, default=30, help='seconds over which idle CPU is taken')
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder, Screen(1920, 1080) as screen:
        got = {name: measure(name, command, screen, given.rounds, given.idle)
               for name, command in candidates(str(Path(given.program).resolve()), Path(folder)).items()}
    ours, theirs = got['huibiao'], got['chromium']
    print(f'{"1920x1080, median of " + str(given.rounds):34}{"huibiao":>12}{"chromium":>12}{"ratio":>8}')
    for index, (what, unit) in enumerate([('exec to first picture', 'ms'), ('memory, PSS of all processes', 'MB'),
                                          (f'idle CPU over {given.idle} s', '%')]):
        ratio = f'{ours[index] / theirs[index]:.2f}' if theirs[index] else '-'
        digits = 2 if unit == '%' else 0
        print(f'{what:34}{ours[index]:>9.{digits}f} {unit:2}{theirs[index]:>9.{digits}f} {unit:2}{ratio:>8}')
    print(f'{"processes":34}{ours[3]:>9}   {theirs[3]:>9}')


main()
