#!/usr/bin/env python3
"""Measures feastctl on fleets of growing size, beside the least that such a program must do, and beside its peers.

    cmake --preset release && cmake --build --preset release
    tests/bench/bench.py build/release/feastctl
    tests/bench/bench.py build/release/feastctl --stores 1 10 100 1000 10000 100000

All numbers of a table come from one run, the best of some repetitions: wall seconds, CPU seconds, and peak memory. The
program is copied first, as an installation does: a linker's own file takes the kernel a tenth longer to load. The floor reads the same input with libyaml and writes as many bytes as the output has. Peers that are installed get the
objects that feastctl rendered: kustomize, helm, jsonnet and cue print them again, kubeconform checks them. Then a
fleet is rendered into a folder, again, and again with one store changed. At the end, lists.py
measures each list and map of the schema with many entries; the slowest are shown.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import fleet

HERE = pathlib.Path(__file__).parent
SLOWEST = 5  # lists that are shown


class Tools:
    """The small programs beside this one, compiled."""

    def __init__(self, folder):
        self.folder = folder
        for source in ("empty.c", "measure.c"):
            self.compile("cc", source, ["-static"])
        self.compile("c++", "floor.cpp", ["-std=c++20", "-static", "-lyaml"])
        self.empty = self.measure([self.path("empty")], 200)

    def compile(self, compiler, source, options):
        out = self.path(source.split(".")[0])
        subprocess.run([compiler, "-O2", HERE / source, "-o", out, *options], check=True)

    def path(self, name):
        return self.folder / name

    def measure(self, command, repeat):
        """The best of `repeat` runs: wall and CPU seconds, peak MB."""
        best = None
        for _ in range(repeat):
            line = subprocess.run([self.path("measure"), *map(str, command)], check=True, capture_output=True, text=True)
            wall, cpu, peak, status = line.stdout.split()
            if status != "0":
                raise RuntimeError(f"{command[0]} ended with status {status}")
            run = float(wall), float(cpu), int(peak) / 1024
            best = run if best is None else tuple(map(min, best, run))
        return best


def row(what, stores, measured, floor=None):
    wall, cpu, peak = measured
    ratios = [f"{mine / least:.2f}" if least else "" for mine, least in zip(measured[:2], floor or (0, 0))]
    print(f"| {what} | {stores} | {wall:.4f} | {cpu:.4f} | {1000 * cpu / max(stores, 1):.3f} | {peak:.1f} | "
          f"{' | '.join(ratios)} |", flush=True)


def repetitions(stores):
    return 200 if stores == 1 else 50 if stores <= 10 else 10 if stores <= 100 else 3 if stores <= 1000 else 1


def write_stream(path, stores, seed):
    if not path.exists():
        with open(path, "w") as file:
            fleet.write(stores, seed, file)


def measure_fleet(tools, feastctl, stores, args):
    stream = args.folder / f"fleet-{stores}.yaml"
    write_stream(stream, stores, args.seed)
    repeat = repetitions(stores)
    size = int(subprocess.run(f"'{feastctl}' render -q '{stream}' | wc -c", shell=True, check=True, text=True,
                              capture_output=True).stdout)
    floor = tools.measure([tools.path("floor"), stream, size], repeat)
    row("floor: parse, write", stores, floor)
    if stores == 1:  # the time to start is what counts
        floor = tools.empty
    for what, options in (("validate", ["-q"]), ("render", ["-q"]), ("render, -j1", ["-q", "-j1"])):
        command = [feastctl, what.split(",")[0], *options, stream]
        row(what, stores, tools.measure(command, repeat), floor)
    if stores == args.files:
        folder = args.folder / f"fleet-{stores}"
        if not folder.exists():
            fleet.write(stores, args.seed, folder)
        row("render, one file per store", stores, tools.measure([feastctl, "render", "-q", folder], repeat), floor)


def measure_folder(tools, feastctl, stores, args):
    """render --output-dir, into no folder, again, and after one store changed; the last with its part of the first."""
    stream, folder = args.folder / f"fleet-{stores}.yaml", args.folder / "rendered"
    write_stream(stream, stores, args.seed)
    shutil.rmtree(folder, ignore_errors=True)
    command = [feastctl, "render", "-q", stream, "--output-dir", folder, "--cache-dir", args.folder / "cache"]
    first = tools.measure(command, 1)
    row("render --output-dir, new folder", stores, first)
    row("... again", stores, tools.measure(command, 1))
    before = stream.read_text()
    places = [match.end() for match in re.finditer(r"feastProject: \w+", before)]
    stream.write_text(before[:places[stores // 2]] + "x" + before[places[stores // 2]:])
    changed = tools.measure(command, 1)
    stream.write_text(before)
    row("... one store changed", stores, changed)
    print(f"\nOne changed store of {stores} takes {changed[1] / first[1]:.2f} of the CPU time of all.")
    shutil.rmtree(folder)


def peers(folder, rendered):
    """Each peer's command on the rendered objects, laid out as it wants them."""
    (folder / "kustomization.yaml").write_text("resources:\n- objects.yaml\n")
    chart = folder / "chart"
    (chart / "templates").mkdir(parents=True, exist_ok=True)
    (chart / "Chart.yaml").write_text("apiVersion: v2\nname: fleet\nversion: 0.1.0\n")
    (chart / "templates" / "all.yaml").write_text('{{ .Files.Get "objects.yaml" }}\n')
    shutil.copy(rendered, chart / "objects.yaml")
    return {"kustomize": ["kustomize", "build", folder],
            "helm": ["helm", "template", "fleet", chart],
            "jsonnet": ["jsonnet", folder / "objects.json"],
            "cue": ["cue", "export", folder / "objects.json"],
            "kubeconform": ["kubeconform", "-ignore-missing-schemas", "-schema-location",
                            f"{folder}/none/{{{{.ResourceKind}}}}.json", rendered]}


def measure_peers(tools, feastctl, stores, args):
    stream = args.folder / f"fleet-{stores}.yaml"
    write_stream(stream, stores, args.seed)
    folder = args.folder / f"peers-{stores}"
    folder.mkdir(exist_ok=True)
    for form in ("yaml", "json"):
        with open(folder / f"objects.{form}", "w") as file:
            subprocess.run([feastctl, "render", "-q", "-o", form, stream], check=True, stdout=file)
    for name, command in peers(folder, folder / "objects.yaml").items():
        if shutil.which(name) is None:
            print(f"| {name} | {stores} | not installed | | | | | |")
            continue
        try:
            row(name, stores, tools.measure(command, 1))
        except RuntimeError as error:
            print(f"| {name} | {stores} | {error} | | | | | |")


def measure_lists(feastctl, entries):
    """Prints the slowest lists, and how many runs took more than a second."""
    command = [sys.executable, HERE / "lists.py", feastctl, "--entries", str(entries)]
    heading, *rows = subprocess.run(command, check=False, text=True, stdout=subprocess.PIPE).stdout.splitlines()
    print(f"\n{heading}", *rows[:SLOWEST], *rows[-2:], sep="\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("feastctl", type=pathlib.Path)
    parser.add_argument("--stores", type=int, nargs="+", default=[1, 10, 100, 1000, 10000])
    parser.add_argument("--files", type=int, default=10000, help="the size of the fleet that is read as files, too")
    parser.add_argument("--folders", type=int, default=10000, help="the size of the fleet that is rendered into a folder; 0: none")
    parser.add_argument("--peers", type=int, default=100, help="how many stores the peers get")
    parser.add_argument("--entries", type=int, default=10000, help="of each list and map of the schema; 0: none")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=pathlib.Path, help="keep the fleets here for the next time")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        tools = Tools(pathlib.Path(temporary))
        feastctl = shutil.copy(args.feastctl, tools.path("feastctl"))
        args.folder = (args.folder or tools.folder).resolve()
        args.folder.mkdir(parents=True, exist_ok=True)
        print(f"{os.cpu_count()} processors\n")
        print("| what | stores | wall s | CPU s | CPU ms a store | peak MB | wall, times the floor | CPU, times the floor |")
        print("|---|---|---|---|---|---|---|---|")
        row("an empty process", 0, tools.empty)
        for stores in args.stores:
            measure_fleet(tools, feastctl, stores, args)
        measure_peers(tools, feastctl, args.peers, args)
        if args.folders:
            measure_folder(tools, feastctl, args.folders, args)
        if args.entries:
            measure_lists(feastctl, args.entries)


if __name__ == "__main__":
    main()
