/// The report formats of the playground's module: lib/report/formats.cpp without those that only other programs read.
#include "report/formats.hpp"

namespace feastctl::report {

namespace {

constexpr Format kFormats[] = {kTextFormat, kJsonFormat};

}  // namespace

std::span<const Format> formats() {
  return kFormats;
}

}  // namespace feastctl::report
