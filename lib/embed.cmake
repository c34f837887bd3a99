# Writes a C++ source that holds files byte for byte:  cmake -DROOT=… -DOUTPUT=… "-DFILES=a;b" -P embed.cmake
#
# FILES are paths below ROOT and the names by which feastctl::embedded() finds them. Every byte becomes a hexadecimal
# escape, so that no quoting, line end or encoding can change it on the way. The templates, which are part of nearly every
# bundle, are embedded a second time as a block of YAML, unless -DBLOCKS=OFF.
set(entries "")
list(LENGTH FILES count)
foreach(file IN LISTS FILES)
  file(READ "${ROOT}/${file}" bytes HEX)
  string(LENGTH "${bytes}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${bytes}")
  file(SHA256 "${ROOT}/${file}" sha256)
  set(block "")
  if(BLOCKS AND file MATCHES "^templates/")
    # Blanks before each line but empty ones, and no line end after the last.
    set(blanks "\\x20\\x20\\x20\\x20")
    string(REPLACE "\\x0a" "\\x0a${blanks}" block "\\x7c\\x0a${bytes}")
    string(REPLACE "${blanks}\\x0a" "\\x0a" block "${block}")
    string(REGEX REPLACE "\\\\x0a(\\\\x20)+$" "" block "${block}")
  endif()
  string(LENGTH "${block}" escapes)
  math(EXPR block_size "${escapes} / 4")
  string(APPEND entries "    {\"${file}\", std::string_view(\"${bytes}\", ${size}), \"${sha256}\", "
                        "std::string_view(\"${block}\", ${block_size})},\n")
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
