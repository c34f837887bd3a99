/// @file
/// @brief Reads inputs, and writes to standard output and standard error.
#pragma once

#include <sys/types.h>

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.hpp"
#include "mapped_file.hpp"

namespace feastctl::cli {

/// The input texts. It owns them, so it must outlive the sources.
struct InputFiles {
  std::deque<std::string> texts;
  MappedFiles mapped;  ///< the large ones
  Sources sources;
  std::vector<std::string> problems;  ///< "path: error message" for each unreadable input
};

/// Where symbolic links among the inputs may lead.
struct Bounds {
  bool follow_links = false;         ///< anywhere
  std::vector<std::string> roots{};  ///< below one of these folders, which are named without links, all inputs have to
                                     ///< be; if there are none, each PATH is followed within its Git repository, and
                                     ///< what a folder holds within the folders that were given
  bool can_be_lifted = true;         ///< by --follow-links
};

/// Reads every path: a file, a folder (each *.yaml, *.yml and *.json below it, in sorted order, except hidden ones and
/// folders that feastctl rendered) or `-` for standard input.
InputFiles read_inputs(const std::vector<std::string>& paths, const Bounds& bounds = {});

/// The same for manifests to compare: also reads folders that feastctl rendered, but only the files that it wrote
/// there.
InputFiles read_folder_or_file(const std::string& path, const Bounds& bounds = {});

/// Reads a file that is not a link into `text`; returns an error message, or an empty string on success.
std::string read_file(const std::string& path, std::string& text);

/// Writes a new file to a folder that feastctl created; returns an error message, or an empty string on success.
std::string write_new_file(const std::string& path, std::string_view text);

/// Appends `text` to a file; returns an error message, or an empty string on success.
std::string append_to_file(const std::string& path, std::string_view text);

/// Writes all of `text` to standard output. If that fails (such as on a full disk), prints an error and returns false.
bool write_stdout(std::string_view text);
/// Prints the error after a failed write to standard output, and returns false.
bool stdout_failed();
/// Writes all of `text` to standard error; returns false if that fails.
bool write_stderr(std::string_view text);
/// Writes all of `text`; returns false and sets errno if that fails.
bool write_all(int fd, std::string_view text);

/// Prints an error on one line of standard error; file names in it cannot control a terminal.
void complain(std::string_view message);
/// Untrusted text, such as a file name, made safe for one line of output.
std::string on_one_line(std::string_view text);

/// The mode of a new file or folder: `wanted` without the bits in the umask. Not thread-safe.
mode_t mode_of_new(mode_t wanted);

/// Whether the stream is a terminal.
bool stdin_is_terminal();
bool stdout_is_terminal();
bool stderr_is_terminal();

}  // namespace feastctl::cli
