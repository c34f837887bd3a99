// Prints the bundle of a FeatureStore on standard output, what was found on standard error:  bundle FILE
#include <feastctl/feastctl.hpp>
#include <feastctl/report/report.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: bundle FILE\n";
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  if (!file) {
    std::cerr << argv[1] << ": cannot be read\n";
    return 3;
  }
  const std::string text{std::istreambuf_iterator<char>(file), {}};

  feastctl::Sources sources;  // refers to `text`, which must live as long
  sources.add(argv[1], text);
  feastctl::Options options;
  options.platform.default_namespace = "feast";
  const feastctl::Result result = feastctl::run(sources, options);

  std::cerr << feastctl::report::text(result.findings.all(), sources);
  if (result.findings.errors() != 0) return 1;
  feastctl::for_each_object(result, [](const feastctl::Rendered& object) { std::cout << "---\n" << object.text; });
}
