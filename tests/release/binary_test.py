#!/usr/bin/env python3
"""The program is one file that runs anywhere and is hard to attack: binary_test.py FEASTCTL ROOT BUILD

As readelf sees it: static, position-independent, nothing both writable and executable, relocations read-only after the start, no newer
kernel or processor asked for. And the protections of the compiler are in the library's own objects.
"""
import re

from support import BUILD, EXE, good, need, run, skip

need("readelf", "nm")
headers, sections = good("readelf", "-lW", EXE), good("readelf", "-SW", EXE)
dynamic, notes = good("readelf", "-dW", EXE), good("readelf", "-nW", EXE)
if "-static" not in (BUILD / "build.ninja").read_text():
    skip("this build is not static: the presets ci and release are")

# one file: no interpreter, no library, no newer machine
assert "INTERP" not in headers and "(NEEDED)" not in dynamic, "it is not static"
kernel = re.search(r"OS: Linux, ABI: (\d+)\.(\d+)", notes)
assert kernel and tuple(map(int, kernel.groups())) <= (4, 4), "it asks for kernel %s" % (kernel and kernel.group(0))
isa = re.search(r"x86 ISA needed: (\S+)", notes)
assert not isa or isa.group(1) == "x86-64-baseline", isa.group(0)

# protections of the linker
assert re.search(r"Elf file type is DYN", headers) and "PIE" in dynamic, "it is not position-independent"
assert re.search(r"GNU_STACK .* RW ", headers), "the stack is executable"
assert "GNU_RELRO" in headers and re.search(r"BIND_NOW|Flags: NOW", dynamic), "relocations stay writable"
assert "TEXTREL" not in dynamic
for line in headers.splitlines():
    assert not re.match(r"\s+LOAD .* RWE ", line), "writable and executable: " + line
assert "(RPATH)" not in dynamic and "(RUNPATH)" not in dynamic

# protections of the compiler
used = run("nm", "-u", BUILD / "lib/libfeastctl.a").stdout + run("nm", "-uC", BUILD / "lib/libfeastctl.a").stdout
for name in ("__stack_chk_fail", "std::__glibcxx_assert_fail"):
    assert name in used, "compiled without " + name
assert "_FORTIFY_SOURCE=2" in (BUILD / "build.ninja").read_text()

# its size, as it is shipped
size = sum(int(m.group(1), 16) for m in re.finditer(r"^ *\[ *\d+\] \.\S+ +(?!NOBITS)\S+ +[0-9a-f]+ [0-9a-f]+ ([0-9a-f]+)", sections, re.M)
           if not re.search(r"\.(symtab|strtab|debug\w*) ", m.group(0)))
assert size < 8_000_000, "%d bytes" % size
print("static-pie, %d bytes of sections, kernel >= %s" % (size, ".".join(kernel.groups())))
