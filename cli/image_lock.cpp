#include "image_lock.hpp"

#include <CLI/CLI.hpp>

#include "additions/image_lock.hpp"
#include "exit_code.hpp"
#include "io.hpp"
#include "report/conceal.hpp"
#include "report/report.hpp"

namespace feastctl::cli {

std::optional<model::ImageLock> read_image_lock(const ReadingOptions& options) {
  const auto& [path, within] = options.additions.images;
  if (path.empty()) return std::nullopt;
  Bounds bounds = bounds_of(options);
  if (!within.empty()) bounds = {.roots = {within}, .can_be_lifted = false};
  const InputFiles file = read_inputs({path}, bounds);
  if (!file.problems.empty() || file.sources.size() != 1) {
    complain(file.problems.empty() ? path + ": is not a file" : file.problems.front());
    throw CLI::RuntimeError(kUnreadable);
  }
  Diagnostics out;
  auto lock = additions::read_image_lock(file.sources, 1, out);
  if (out.errors() == 0) return lock;
  report::conceal_secrets(out, file.sources);
  write_stderr(report::text(out.all(), file.sources, {.color = wants_color(options)}));
  throw CLI::RuntimeError(kUsage);
}

}  // namespace feastctl::cli
