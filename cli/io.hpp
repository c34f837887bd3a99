/// @file
/// @brief The only place that opens files.
#pragma once

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

/// Reads every path: a file, a folder (each *.yaml, *.yml and *.json below it, in sorted order; hidden ones are passed
/// over, and so are folders that feastctl rendered) or `-` for standard input.
InputFiles read_inputs(const std::vector<std::string>& paths);

/// The same for manifests of before: of a folder that feastctl rendered, only the files that it wrote.
InputFiles read_folder_or_file(const std::string& path);

/// Reads a file into `text`; the answer is an error's text, empty when all went well.
std::string read_file(const std::string& path, std::string& text);

/// Writes a file that must not be there yet; the answer is an error's text, empty when all went well.
std::string write_new_file(const std::string& path, std::string_view text);

/// Writes all of `text` to standard output; false, and a line on standard error, when that fails (a full disk).
bool write_stdout(std::string_view text);
/// Writes all of `text` to standard error; false when that fails.
bool write_stderr(std::string_view text);

/// Puts `text` in the place of the file at `path`, whole or not at all: a reader sees the old bytes or the new ones.
/// The file keeps its permissions, and a link stays a link. Gives what went wrong, or an empty text.
std::string replace_file(const std::string& path, std::string_view text);

/// Whether the stream is a terminal.
bool stdin_is_terminal();
bool stdout_is_terminal();
bool stderr_is_terminal();

}  // namespace feastctl::cli
