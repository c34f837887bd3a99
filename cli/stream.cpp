#include "stream.hpp"

namespace feastctl::cli {

std::string yaml_stream(const Result& result) {
  std::string text;
  for_each_object(result, [&](const Rendered& object) {
    if (!text.empty()) text += "---\n";
    text += object.text;
  });
  return text;
}

}  // namespace feastctl::cli
