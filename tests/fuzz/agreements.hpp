/// @file
/// @brief What must hold for every input, whatever it is: the fuzzers end the process where it does not.
#pragma once

#include <cstddef>
#include <string_view>

#include "feastctl.hpp"

namespace feastctl::fuzz {

/// Ends the process, for libFuzzer to keep the input, unless `holds`.
void require(bool holds, std::string_view what, std::string_view detail = {});

/// The options that an input asks for: a first line `#!oi` stands for OpenShift and inline Secrets; options_for knows
/// the letters.
Options options_for(std::string_view input);

/// Findings point into their sources, and every report of them is well-formed.
void check_findings(const Result& result, const Sources& sources);

/// Runs the sources in every way, and compares the answers: validate, defaults and render agree on the verdict, one
/// thread and two on the bytes, YAML and JSON on the objects, our reader and others on the YAML.
void check_runs(const Sources& sources, const Options& options);

/// The same for a text by itself.
void check_text(std::string_view text);

/// Whether the text is well-formed UTF-8 without control characters other than line ends and tabs.
bool is_clean_text(std::string_view text);

}  // namespace feastctl::fuzz
