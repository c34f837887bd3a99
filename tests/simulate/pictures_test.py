#!/usr/bin/env python3
"""The pictures of simulations: XML that is valid, nothing from outside, no script, and labels that do not overlap.

pictures_test.py FEASTCTL ROOT
"""
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

EXE, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
HPA, KEDA, LOADS = (ROOT / "examples/hpa/store.yaml"), (ROOT / "examples/keda/store.yaml"), (ROOT / "examples/hpa/loads")
SVG = "{http://www.w3.org/2000/svg}"
LETTER, TITLE_LETTER = 7.3, 9.6  # a wide guess, as the program makes it; browsers draw narrower ones

LONG = {"name": "<b>&\"'" + "long words " * 40, "duration": 31 * 86400, "initialReplicas": 1, "containers": [
    {"name": "online", "request": {"cpu": 100}, "limit": {"cpu": 200}, "load": {"cpu": [[0, 10], [86400, 123456789], [2000000, 5]]}}],
    "hpa": {"maxReplicas": 100000, "behavior": {"scaleUp": {"policies": [{"type": "Pods", "value": 10 ** 6, "periodSeconds": 1800}] * 20}}}}


def cases(folder):
    for load in sorted(LOADS.glob("*.csv")):
        yield load.stem, [str(HPA), "--load", str(load)]
    yield "day", [str(HPA), "--load", "day:base=50,peak=900", "--cpu-per-request=2m"]
    yield "keda", [str(KEDA), "--metric", "prometheus=0s=50,5m=50,7m=900,20m=900,22m=50"]
    yield "short", [str(HPA), "--load", "1", "--duration", "15s"]
    yield "nothing", [str(HPA), "--load", "0", "--duration", "1s"]
    (folder / "long.json").write_text(json.dumps(LONG))
    yield "long", ["--scenario", str(folder / "long.json")]


def box(text):
    size = TITLE_LETTER if "title" in text.get("class", "") else LETTER
    width = size * len(text.text or "")
    x = float(text.get("x")) - {"start": 0, "middle": width / 2, "end": width}[text.get("text-anchor")]
    y = float(text.get("y"))
    return x, y - 11, x + width, y + 3


def problems_of_picture(picture):
    _, _, width, height = map(float, picture.get("viewBox").split())
    boxes = [(box(t), t.text) for t in picture.iter(SVG + "text")]
    if len(boxes) < 6:
        yield "it has only %d labels" % len(boxes)
    for (a, one), (b, other) in itertools.combinations(boxes, 2):
        if min(a[2], b[2]) - max(a[0], b[0]) > 0 and min(a[3], b[3]) - max(a[1], b[1]) > 0:
            yield "the labels %r and %r overlap" % (one, other)
    for (left, top, right, bottom), text in boxes:
        if left < -1 or top < 0 or right > width + 4 or bottom > height:
            yield "the label %r leaves the picture" % text
    for element in picture.iter():
        for name in ("x1", "x2", "y1", "y2", "cx", "cy", "x", "y", "width", "height"):
            if "nan" in element.get(name, "") or "inf" in element.get(name, ""):
                yield "%s of %s is %s" % (name, element.tag, element.get(name))


def check(name, form, text):
    for bad in ("<script", "javascript:", "@import", "url(", " src=", " href=", " on"):
        if re.search(re.escape(bad) + (r"\w+=" if bad == " on" else ""), text):
            yield "it has %s" % bad
    if re.search(r"https?://(?!www\.w3\.org/2000/svg)", text):
        yield "it names something outside"
    root = ElementTree.fromstring(text)
    pictures = [root] if form == "svg" else list(root.iter(SVG + "svg"))
    if len(pictures) != (1 if form == "svg" else 2):
        yield "it has %d pictures" % len(pictures)
    for picture in pictures:
        title = picture.find(SVG + "title").text
        if "replicas; target" not in title:
            yield "the title does not say the setting: %r" % title
        yield from problems_of_picture(picture)


def main():
    problems = []
    with tempfile.TemporaryDirectory() as name:
        for case, arguments in cases(pathlib.Path(name)):
            for form in ("svg", "html"):
                done = subprocess.run([EXE, "simulate", *arguments, "-o", form], capture_output=True, text=True)
                if done.returncode:
                    problems.append("%s: status %d: %s" % (case, done.returncode, done.stderr[:300]))
                    continue
                problems += ["%s.%s: %s" % (case, form, p) for p in check(case, form, done.stdout)]
    print("\n".join(problems[:40]))
    print("%d problems" % len(problems))
    return 1 if problems else 0


sys.exit(main())
