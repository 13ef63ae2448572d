# SPDX-License-Identifier: MIT
"""Looks at the report of a training in headless Chromium: at the width of a phone and of a desk nothing stands out at the
side, all letters are high enough to read, no picture is empty, and the console is quiet."""

import math
import pathlib
import re
import subprocess
import sys
import tempfile

LOOK = """<body><iframe id="page" src="page.html" width="{width}" height="800"></iframe>
<script>
document.getElementById("page").onload = function () {{
  const page = this.contentDocument, root = page.documentElement;
  const letters = [...page.querySelectorAll("svg text")].map(t => t.getBoundingClientRect().height);
  const pictures = [...page.querySelectorAll("svg[role=img]")].map(s => s.getBoundingClientRect());
  document.body.textContent = "seen " + [root.scrollWidth - root.clientWidth, Math.min(...letters), pictures.length,
    Math.min(...pictures.map(p => Math.min(p.width, p.height)))].join(" ");
}};
</script>"""


def main():
    slope, chromium = sys.argv[1:]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        rows = (f"{math.sin(7 * i):.3f},{math.cos(11 * i):.3f},{math.sin(7 * i) > math.cos(11 * i)}" for i in range(80))
        (folder / "data.csv").write_text("a feature with a very long name,y,above\n" + "\n".join(rows) + "\n")
        subprocess.run([slope, "train", "data.csv", "--epochs", "30", "--layers", "8,4", "--report", "page.html"], cwd=folder,
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for width in (360, 1200):
            (folder / "look.html").write_text(LOOK.format(width=width))
            seen = subprocess.run(
                [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
                 "--enable-logging=stderr", f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=5000",
                 "--dump-dom", f"file://{folder / 'look.html'}"], capture_output=True, text=True, check=True, timeout=120)
            complaints = [line for line in seen.stderr.splitlines() if "CONSOLE" in line]
            assert not complaints, complaints
            found = re.search(r"seen (\S+) (\S+) (\S+) ([^<\s]+)<", seen.stdout)
            assert found, seen.stdout
            wider, letters, pictures, smallest = map(float, found.groups())
            assert wider <= 0, f"{wider} wider than {width}"
            assert letters >= 10, f"letters {letters} high at {width}"
            assert pictures >= 7 and smallest >= 200, f"{pictures} pictures, one of {smallest}"
            print(f"{width}: letters {letters:.1f} high, {pictures:.0f} pictures")


if __name__ == "__main__":
    main()
