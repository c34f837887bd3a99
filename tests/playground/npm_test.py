#!/usr/bin/env python3
"""The npm package, packed and installed into an empty project: its functions, its types, and the command line.

npm_test.py FEASTCTL SOURCES
"""
import json
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import playground  # noqa: E402

failures = []


def check(name, fine, *details):
    print(("ok      " if fine else "FAILED  ") + name)
    if not fine:
        failures.append(name)
        print(*details, sep="\n")


def same(name, native, module):
    check(name, (native.returncode, native.stdout, native.stderr) == (module.returncode, module.stdout, module.stderr),
          native, module)


class Both:
    """Runs a command line with the native program and with the package, in folders with the same files."""

    def __init__(self, feastctl, project, folders):
        self.programs = [[str(feastctl)], ["node", str(project / "node_modules/feastctl/src/program.js")]]
        self.folders = folders

    def __call__(self, *args, **more):
        environment = playground.bare_environment(**more.pop("env", {}))
        return [subprocess.run([*program, *args], cwd=folder, env=environment, capture_output=True, check=False, **more)
                for program, folder in zip(self.programs, self.folders)]


def files_below(folder):
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def test_command_line(both, sources):
    store = (sources / "examples/minimal/store.yaml").read_bytes()
    for folder in both.folders:
        (folder / "stores/deep").mkdir(parents=True)
        (folder / "stores/deep/store.yaml").write_bytes(store)
        (folder / "wrong.yaml").write_bytes(store.replace(b"feastProject", b"feastproject"))
        (folder / "hpa.yaml").write_bytes((sources / "examples/hpa/store.yaml").read_bytes())
        (folder / "broken-link.yaml").symlink_to("nowhere")
    for args in (["version"], ["--help"], ["rendr"], ["render", "--platfrom=x"], ["render", "--jobs=x", "stores"],
                 ["render", "stores"], ["render", "--jobs=8", *["stores"] * 5], ["validate", "."], ["validate", "wrong.yaml", "-o", "json"],
                 ["validate", "missing.yaml"], ["explain", "FS301"], ["schema"], ["completion", "bash"],
                 ["diff", "stores", "wrong.yaml"], ["simulate", "hpa.yaml", "--load", "0s=400m,30s=1700m", "-o", "svg"],
                 ["render", "hpa.yaml", "--config=missing"], ["convert", "stores"], ["init", "--list"], ["graph", "hpa.yaml"]):
        same(" ".join(args), *both(*args))
    same("standard input", *both("render", "-", input=store))
    same("an absolute path", *both("render", str(sources / "examples/minimal/store.yaml")))
    same("a folder is written", *both("render", "stores", "--output-dir=out"))
    same("and updated", *both("render", "hpa.yaml", "--output-dir=out", "--prune"))
    native, module = (files_below(folder) for folder in both.folders)
    check("with the same files", native == module, sorted(native), sorted(module))
    same("a file is written", *both("validate", "wrong.yaml", "-o", "sarif", "--output-file=report.sarif"))


def test_functions(project, sources):
    (project / "test.mjs").write_text("""
import {strict as assert} from 'node:assert';
import {readFileSync} from 'node:fs';
import * as feastctl from 'feastctl';

const example = name => readFileSync(`${process.argv[2]}/examples/${name}/store.yaml`, 'utf8');
const minimal = example('minimal');

const bundle = await feastctl.render(minimal, {platform: 'openshift'});
assert(bundle.ok && bundle.output.includes('kind: Deployment'));
assert.equal(bundle.report.summary.errors, 0);

const {ok, report} = await feastctl.validate({'a/store.yaml': minimal.replace('feastProject', 'feastproject')});
assert(!ok);
const [wrong] = report.diagnostics.filter(({severity}) => severity === 'error');
assert.deepEqual([wrong.code, wrong.file, wrong.line], ['FS201', 'a/store.yaml', 8]);
assert((await feastctl.validate(minimal, {ignore: ['FS602', 'FS606']})).report.diagnostics.length === 0);

assert((await feastctl.defaults(minimal, {origin: true})).output.includes('# '));
assert((await feastctl.explain('FS301')).includes('FS301'));
assert((await feastctl.explain('store postgres')).includes('postgres'));
assert.equal((await feastctl.schema()).type, 'object');
const change = await feastctl.diff(minimal, minimal.replace('my_project', 'your_project'));
assert(!change.ok && JSON.stringify(change.report).includes('your_project'.slice(0, 4)));
const answer = await feastctl.simulate(example('hpa'), {load: '0s=400m,30s=1700m,10m=300m'});
assert(JSON.parse(answer.output));
assert((await feastctl.graph(minimal, {output: 'svg'})).output.startsWith('<svg'));

await assert.rejects(feastctl.render(minimal, {platform: 'moon'}), {name: 'FeastctlError', status: 2});
const many = await Promise.all(Array.from({length: 8}, () => feastctl.render(minimal)));
assert(many.every(({output}) => output === many[0].output));

// An instance that asked for much memory is not kept; a smaller one forgets what it read.
const fleet = Array.from({length: 1500}, (_, i) => minimal.replace('name: sample', `name: store-${i}`)).join('---\\n');
assert.equal((await feastctl.validate(fleet)).report.summary.stores, 1500);
const again = await feastctl.render(minimal);
assert.equal(again.output, many[0].output);
assert.equal((await feastctl.validate(minimal)).report.summary.stores, 1);
const deep = await feastctl.validate(`a: ${'['.repeat(200000)}`);
assert(!deep.ok);
console.log('functions: fine');
""")
    ran = subprocess.run(["node", "test.mjs", sources], cwd=project, capture_output=True, text=True, check=False)
    check("the functions", ran.returncode == 0, ran.stdout, ran.stderr)


# What playground.wasm reads with a parser of its own, and the native program with CLI11.
ARGUMENTS = (
    ["version"], ["version", "-o", "json"], ["version", "--output=json"], ["--version"], ["-v"], ["--help"], ["version", "-h"],
    [], ["rendr"], ["render", "--platfrom=x", "-"], ["render", "-x", "-"], ["render", "-qx", "-"], ["version", "more"],
    ["render", "--platform", "moon", "-"], ["render", "--platform=moon", "-"], ["render", "--platform="], ["render", "--platform"],
    ["render", "--platform", "--quiet", "-"], ["render", "--platform=openshift", "--platform=kubernetes", "-"],
    ["render", "--jobs=x", "-"], ["render", "--jobs=-1", "-"], ["render", "--jobs", "2", "-q", "-"],
    ["render", "--quiet=maybe", "-"], ["render", "--quiet=false", "-"], ["render", "-qo", "json", "-"], ["render", "-qojson", "-"],
    ["render", "-"], ["render", "--", "-"], ["render", "--", "--quiet"], ["render"],
    ["render", "--ignore=FS602,FS606", "-"], ["render", "--ignore=FS602", "--ignore", "FS606", "-"], ["render", "--ignore=x", "-"],
    ["render", "--skip=feast,namespace", "-"], ["render", "--skip=moon", "-"],
    ["render", "--external-autoscaler", "-"], ["render", "--external-autoscaler=sample", "-"],
    ["render", "--label=a=b", "--label", "c=d,e=f", "-"], ["render", "--label=[a=b]", "-"], ["render", "--read-only-root", "-"],
    ["validate", "-o", "json", "-"], ["validate", "--output=text", "-"], ["validate", "-ojson", "--strict", "-"],
    ["validate", "--output=json", "--output=text", "-"], ["validate", "--output", "json", "--output=json", "-"],
    ["validate", "--output-file=x", "-"], ["validate", "--unsafe-fixes", "-"], ["validate", "missing.yaml"],
    ["defaults", "--origin", "-"], ["graph", "-"], ["diff", "-"], ["diff", "-", "-"], ["diff", "a", "b", "c"],
    ["simulate", "-"], ["simulate", "--load=x", "-"], ["simulate", "--load=0s=1", "--fail-on=moon", "-"],
)


def test_arguments(both, project, store):
    (project / "arguments.mjs").write_text("""
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {Feastctl} from 'feastctl';

const {store, lines} = JSON.parse(readFileSync('arguments.json', 'utf8'));
const file = createRequire(import.meta.url).resolve('feastctl/playground.wasm');
const feastctl = new Feastctl(await WebAssembly.compile(readFileSync(file)));
const answers = [];
for (const line of lines) {
  const {status, output, errors} = await feastctl.run(line, {stdin: store});
  answers.push([status, output, errors]);
}
console.log(JSON.stringify(answers));
""")
    (project / "arguments.json").write_text(json.dumps({"store": store.decode(), "lines": ARGUMENTS}))
    node = subprocess.run(["node", "arguments.mjs"], cwd=project, capture_output=True, text=True, check=True)
    for line, (status, output, errors) in zip(ARGUMENTS, json.loads(node.stdout)):
        native = both(*line, input=store)[0]
        expected = (native.returncode, native.stdout.decode(), native.stderr.decode())
        check(f"playground.wasm: {' '.join(line)}", expected == (status, output, errors), expected, (status, output, errors))


def main():
    feastctl, sources = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    packed = playground.package(sources)
    with tempfile.TemporaryDirectory() as folder:
        project, native, module = (pathlib.Path(folder, name) for name in ("project", "native", "module"))
        for place in (project, native, module):
            place.mkdir()
        playground.install(packed, project)
        test_functions(project, sources)
        both = Both(feastctl, project, [native, module])
        test_arguments(both, project, (sources / "examples/minimal/store.yaml").read_bytes())
        test_command_line(both, sources)
        shown = subprocess.run(["npx", "--no-install", "feastctl", "version"], cwd=project, capture_output=True, text=True, check=False)
        check("npx feastctl", shown.stdout.startswith("feastctl "), shown)
        described = json.loads((project / "node_modules/feastctl/package.json").read_text())
        check("the version", f"VERSION {described['version']} " in (sources / "CMakeLists.txt").read_text(), described)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
