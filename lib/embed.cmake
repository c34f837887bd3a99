# Writes a C++ source that holds files byte for byte:  cmake -DROOT=… -DOUTPUT=… "-DFILES=a;b" -P embed.cmake
#
# FILES are paths below ROOT and the names by which feastctl::embedded() finds them. Every byte becomes a hexadecimal
# escape, so that no quoting, line end or encoding can change it on the way.
set(entries "")
list(LENGTH FILES count)
foreach(file IN LISTS FILES)
  file(READ "${ROOT}/${file}" bytes HEX)
  string(LENGTH "${bytes}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${bytes}")
  file(SHA256 "${ROOT}/${file}" sha256)
  string(APPEND entries "    {\"${file}\", std::string_view(\"${bytes}\", ${size}), \"${sha256}\"},\n")
endforeach()

file(WRITE "${OUTPUT}" "// Made by lib/embed.cmake; edit the embedded files instead.
#include \"base/embedded.hpp\"

#include <array>

namespace feastctl {

namespace {

constexpr std::array<EmbeddedFile, ${count}> kFiles{{
${entries}}};

}  // namespace

std::span<const EmbeddedFile> embedded_files() {
  return kFiles;
}

}  // namespace feastctl
")
