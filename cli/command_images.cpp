/// feastctl images: the images that the bundle runs, for mirroring.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <utility>

#include "additions/image_lock.hpp"
#include "base/json_string.hpp"
#include "commands.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "inventory/inventory.hpp"
#include "options.hpp"
#include "run.hpp"

namespace feastctl::cli {

namespace {

struct ImagesOptions {
  ReadingOptions reading;
  std::string output;
  bool lock = false;
};

std::string as_json(const std::vector<inventory::Image>& images) {
  std::string out = "[";
  for (const inventory::Image& image : images) {
    out += out.size() == 1 ? "\n  {\"image\": " : ",\n  {\"image\": ";
    append_json_string(image.name, out);
    out += ", \"usedBy\": [";
    for (const std::string& user : image.used_by) {
      if (&user != &image.used_by.front()) out += ", ";
      append_json_string(user, out);
    }
    out += "]}";
  }
  return out + "\n]\n";
}

std::string as_text(const std::vector<inventory::Image>& images) {
  std::string out;
  for (const inventory::Image& image : images) out += image.name + "\n";
  return out;
}

std::string as_lock(const std::vector<inventory::Image>& images, const model::ImageLock& known) {
  std::vector<std::string> names;
  for (const inventory::Image& image : images) names.push_back(image.name);
  return additions::image_lock_text(names, known);
}

int images(const ImagesOptions& options) {
  Options wanted = library_options(options.reading, Task::kRender);
  model::ImageLock known;
  if (options.lock && wanted.platform.additions.images) {  // the names are wanted, not the digests
    known = *std::exchange(wanted.platform.additions.images, std::nullopt);
  }
  std::vector<inventory::Image> found;
  if (options.reading.paths.empty()) {
    found = inventory::default_images(wanted.platform);
  } else {
    const InputFiles inputs = open_inputs(options.reading);
    Result result;
    if (const int status = run_and_report(inputs, wanted, options.reading, result); status != kFine) return status;
    found = inventory::images(result);
  }
  const std::string text = options.lock               ? as_lock(found, known)
                           : options.output == "json" ? as_json(found)
                                                      : as_text(found);
  return write_stdout(text) ? kFine : kUnreadable;
}

}  // namespace

void add_images(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kImages);
  auto options = std::make_shared<ImagesOptions>();
  Declarer declare(*command, options::Command::kImages);
  add_reading_options(declare, options->reading);
  declare("output", options->output);
  declare("lock", options->lock);
  options->reading.prints_objects = false;
  command->callback([options, &status] { status = images(*options); });
}

}  // namespace feastctl::cli
