/// @file
/// @brief The only place that opens files.
#pragma once

#include <sys/types.h>

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.hpp"
#include "mapped_file.hpp"

namespace feastctl::cli {

/// The texts that were read; owns them, so it must live as long as the sources are used.
struct InputFiles {
  std::deque<std::string> texts;
  MappedFiles mapped;  ///< the large ones
  Sources sources;
  std::vector<std::string> problems;  ///< "path: what went wrong" for each that could not be read
};

/// Where links among the inputs may lead.
struct Bounds {
  bool follow_links = false;         ///< anywhere
  std::vector<std::string> roots{};  ///< below one of these folders, which are named without links, all inputs have to
                                     ///< be; if there are none, each PATH is followed within its Git repository, and
                                     ///< what a folder holds within the folders that were given
  bool can_be_lifted = true;         ///< by --follow-links
};

/// Reads every path: a file, a folder (each *.yaml, *.yml and *.json below it, in sorted order; hidden ones are passed
/// over, and so are folders that feastctl rendered) or `-` for standard input.
InputFiles read_inputs(const std::vector<std::string>& paths, const Bounds& bounds = {});

/// The same for manifests that are compared: folders that feastctl rendered are read, too, but only the files that it
/// wrote there.
InputFiles read_folder_or_file(const std::string& path, const Bounds& bounds = {});

/// Reads a file that is no link into `text`; the answer is an error's text, empty when all went well.
std::string read_file(const std::string& path, std::string& text);

/// Writes a file of a folder of our own, where none is yet; the answer is an error's text, empty when all went well.
std::string write_new_file(const std::string& path, std::string_view text);

/// Adds `text` to the end of a file; the answer is an error's text, empty when all went well.
std::string append_to_file(const std::string& path, std::string_view text);

/// Writes all of `text` to standard output; false, and a line on standard error, when that fails (a full disk).
bool write_stdout(std::string_view text);
/// Writes all of `text` to standard error; false when that fails.
bool write_stderr(std::string_view text);
/// Writes all of `text`; false with errno when that fails.
bool write_all(int fd, std::string_view text);

/// Says on standard error, on one line, what is wrong; names of files in it cannot steer a terminal.
void complain(std::string_view message);
/// A text of others, such as a file's name, fit for one line of output for people.
std::string on_one_line(std::string_view text);

/// The mode of something new that asks for `wanted`: less what the umask takes. Not for several threads at once.
mode_t mode_of_new(mode_t wanted);

/// Whether the stream is a terminal.
bool stdin_is_terminal();
bool stdout_is_terminal();
bool stderr_is_terminal();

}  // namespace feastctl::cli
