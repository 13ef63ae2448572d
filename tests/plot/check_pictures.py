# SPDX-License-Identifier: MIT
"""Reads the pictures that `draw_pictures` draws with an XML parser, and measures in them.

Every picture: well-formed, no element of another place, all letters within the picture, no two texts over one another.
Curves: the marks of the axes, read as numbers, say how units become data; the points of the curve, so read, must lie on
the curve. Areas: the size of a disc. Cells: brightness in the order of the numbers.
"""

import math
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

NS = "{http://www.w3.org/2000/svg}"
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
WILD = 'a <b> & "c" σ′ \ufffd\ufffd'


def number(text):
    """The number that a mark of an axis says."""
    text = text.replace("−", "-")
    power = re.fullmatch(r"(-?)(?:([\d.]+)×)?10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)", text)
    if power:
        return float(f"{power[1]}{power[2] or 1}e{power[3].translate(RAISED)}")
    return float(text)


class Picture:
    def __init__(self, path):
        self.name = path.stem
        self.root = xml.etree.ElementTree.fromstring(path.read_bytes())
        self.width, self.height = map(float, self.root.get("viewBox").split()[2:])
        self.texts = [(float(t.get("x")), float(t.get("y")), t.get("text-anchor", "start"),
                       "".join(t.itertext()) if t.find(NS + "title") is None else t.find(NS + "title").tail or "",
                       t.find(NS + "title")) for t in self.root.findall(NS + "text")]
        frame = [r for r in self.root.findall(NS + "rect") if r.get("fill") == "none"][-1]
        self.frame = [float(frame.get(k)) for k in ("x", "y", "width", "height")]

    def words(self):
        return [text for _, _, _, text, _ in self.texts]

    def marks(self, along):
        """Places and numbers of the marks of an axis."""
        x, y, width, height = self.frame
        if along == "x":
            return [(tx, number(text)) for tx, ty, anchor, text, _ in self.texts
                    if y + height < ty < y + height + 22 and anchor == "middle"]
        return [(ty - 4.5, number(text)) for tx, ty, anchor, text, _ in self.texts if tx < x and anchor == "end"]

    def curve(self):
        """The points of the first curve, in units."""
        window = self.root.find(NS + "svg")
        path = next(p for p in window.findall(NS + "path") if p.get("transform") is None)
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", path.get("d"))]
        return list(zip(numbers[::2], numbers[1::2]))


def text_box(text):
    """About where a text is: narrow letters, so that only real overlaps count."""
    x, y, anchor, words, _ = text
    width = 13 * 0.5 * len(words)
    left = x - {"start": 0, "middle": 0.5, "end": 1}[anchor] * width
    return left, y - 9, left + width, y


def check_any(picture):
    for element in picture.root.iter():
        assert element.tag.startswith(NS), element.tag
        for key, value in element.attrib.items():
            assert key not in ("href", "onload", "id", "style", "class"), key
            assert "url(" not in value and "nan" not in value.lower() and "inf" not in value.split(), (key, value)
            if key in ("x", "y", "width", "height", "d", "points"):
                for digits in re.findall(r"-?[\d.]+", value):
                    assert abs(float(digits)) < 1e5, (key, value)
    boxes = [text_box(text) for text in picture.texts]
    for (left, top, right, bottom), text in zip(boxes, picture.words()):
        assert -1 <= left and right <= picture.width + 1 and 0 <= top and bottom <= picture.height, text
    for i, a in enumerate(boxes):
        for j, b in enumerate(boxes[:i]):
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            assert apart, (picture.words()[i], picture.words()[j])


def fit(marks, logarithmic):
    """From units to data, by the first and the last mark; all marks must agree."""
    laid = [(at, math.log(value) if logarithmic else value) for at, value in marks]
    (u0, v0), (u1, v1) = laid[0], laid[-1]
    scale = (v1 - v0) / (u1 - u0)
    for at, value in laid:
        assert abs(u0 + (value - v0) / scale - at) < 0.11, (at, value)
    return lambda unit: v0 + (unit - u0) * scale, abs(scale)


def check_curve(picture, f, x_logarithmic=False, y_logarithmic=False, points=41):
    x_of, _ = fit(picture.marks("x"), x_logarithmic)
    y_of, y_unit = fit(picture.marks("y"), y_logarithmic)
    curve = picture.curve()
    assert len(curve) >= points, len(curve)
    for px, py in curve:
        wanted = [f(math.exp(x) if x_logarithmic else x) for x in (x_of(px - 0.2), x_of(px + 0.2), x_of(px))]
        wanted = [math.log(y) if y_logarithmic else y for y in wanted]
        low, high = min(wanted) - 0.2 * y_unit, max(wanted) + 0.2 * y_unit
        assert low <= y_of(py) <= high, (px, py, y_of(py), wanted)


def area(path):
    """The area of a path of polygons."""
    total = 0
    for part in path.split("z"):
        points, at = [], (0, 0)
        for command, numbers in re.findall(r"([MLHV])([-\d. ]+)", part):
            numbers = [float(n) for n in numbers.split()]
            at = (numbers[0], at[1]) if command == "H" else (at[0], numbers[0]) if command == "V" else tuple(numbers)
            points.append(at)
        total += abs(sum(a[0] * b[1] - a[1] * b[0] for a, b in zip(points, points[1:] + points[:1]))) / 2
    return total


def check_circle(picture):
    _, _, width, height = picture.frame
    inside = [p for p in picture.root.findall(NS + "path") if p.get("fill") == "#f0c48a"]
    part = area(inside[0].get("d")) / (width * height)
    assert abs(part - math.pi / 16) < 0.002, part
    marks = picture.root.find(NS + "svg").findall(NS + "path")
    assert sum(p.get("d").count("M") for p in marks) == 3, len(marks)  # NaN is nowhere; what is far away is drawn, though not seen


def check_heat(picture):
    x, y, width, height = picture.frame
    cells = [r for r in picture.root.findall(NS + "rect") if r.get("fill", "").startswith("#") and r.get("x") is not None
             and float(r.get("x")) < x + width and r.get("stroke") is None]
    assert len(cells) == 40, len(cells)

    def lightness(cell):
        red, green, blue = (int(cell.get("fill")[i:i + 2], 16) for i in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert all(lightness(a) < lightness(b) for a, b in zip(cells, cells[1:]))
    assert {str(i) for i in range(40)} <= set(picture.words())


def check_thirty(picture):
    looks = set()
    window = picture.root.find(NS + "svg")
    dashes = [p.get("stroke-dasharray", "") for p in window.findall(NS + "path") if p.get("transform") is None]
    shapes = [p.get("d") for p in picture.root.findall(NS + "path") if p.get("transform") is not None]
    looks = set(zip(dashes, shapes[:30]))
    assert len(dashes) == 30 and len(looks) == 30, (len(dashes), len(looks))


def check_wild(picture):
    words = picture.words()
    assert words.count(WILD) == 4, words  # title, both axes and the legend
    cut = [(words, title.text) for _, _, _, words, title in picture.texts if title is not None]
    assert len(cut) == 1 and cut[0][0].endswith("…") and cut[0][1] == 300 * "W", cut


def check_columns(picture):
    x, y, width, height = picture.frame
    columns = picture.root.find(NS + "svg").findall(NS + "rect")
    assert [c.find(NS + "title").text for c in columns] == ["one", WILD, "infinite"]
    assert float(columns[2].get("y")) == y
    ratio = (y + height - float(columns[1].get("y"))) / (y + height - float(columns[0].get("y")))
    assert abs(ratio - 3) < 0.02, ratio
    assert abs(float(columns[2].get("width")) - 2 * float(columns[0].get("width"))) < 0.7


CHECKS = {
    "parabola": lambda p: check_curve(p, lambda x: x * x),
    "exponential": lambda p: check_curve(p, math.exp, y_logarithmic=True),
    "power": lambda p: check_curve(p, lambda x: x ** 3, True, True, 100),
    "circle": check_circle,
    "heat": check_heat,
    "thirty": check_thirty,
    "wild_names": check_wild,
    "columns": check_columns,
    "nothing": lambda p: no_data(p, True),
    "empty_series": lambda p: no_data(p, True),
    "only_nan": lambda p: no_data(p, True),
    "no_bars": lambda p: no_data(p, True),
    "no_cells": lambda p: no_data(p, True),
    "one_point": lambda p: no_data(p, False),
    "lone_point": lambda p: no_data(p, False),
}


def no_data(picture, expected):
    assert ("no data" in picture.words()) == expected
    if not expected:
        window = picture.root.find(NS + "svg")
        assert [p for p in window.findall(NS + "path") if p.get("transform") is not None], "no mark"


def main():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], folder], check=True)
        pictures = sorted(pathlib.Path(folder).iterdir())
        missing = CHECKS.keys() - {path.stem for path in pictures}
        assert not missing, missing
        wrong = 0
        for path in pictures:
            try:
                picture = Picture(path)
                check_any(picture)
                CHECKS.get(picture.name, lambda picture: None)(picture)
            except (AssertionError, xml.etree.ElementTree.ParseError, ValueError) as why:
                wrong += 1
                print(f"{path.name}: {type(why).__name__}: {why}")
    print(f"{len(pictures)} pictures, {wrong} wrong")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
