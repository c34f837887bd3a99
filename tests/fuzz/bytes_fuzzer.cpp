/// Any bytes as the input of feastctl: it neither crashes nor hangs, and all ways through it agree.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "agreements.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  feastctl::fuzz::check_text({reinterpret_cast<const char*>(data), size});
  return 0;
}
