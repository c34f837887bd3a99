/// The floor of the benchmark: the least that a program of this kind must do. Reads the input, lets libyaml make the
/// events of every document, throws them away, and writes a file of the size of the output.
///
///     floor INPUT OUTPUT_BYTES
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

std::string read_file(const char* path) {
  const int fd = ::open(path, O_RDONLY);
  struct stat status {};
  if (fd < 0 || ::fstat(fd, &status) != 0) std::exit(1);
  std::string text(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t used = 0;
  while (used < text.size()) {
    const ssize_t n = ::read(fd, text.data() + used, text.size() - used);
    if (n <= 0) std::exit(1);
    used += static_cast<std::size_t>(n);
  }
  return text;
}

void parse(const std::string& text) {
  yaml_parser_t parser;
  yaml_parser_initialize(&parser);
  yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  for (bool done = false; !done;) {
    yaml_event_t event;
    if (yaml_parser_parse(&parser, &event) == 0) std::exit(1);
    done = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
}

void write_bytes(std::size_t size) {
  const std::vector<char> piece(std::size_t{256} * 1024, 'x');
  while (size > 0) {
    const ssize_t n = ::write(STDOUT_FILENO, piece.data(), std::min(size, piece.size()));
    if (n <= 0) std::exit(1);
    size -= static_cast<std::size_t>(n);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  parse(read_file(argv[1]));
  write_bytes(std::strtoull(argv[2], nullptr, 10));
  return 0;
}
