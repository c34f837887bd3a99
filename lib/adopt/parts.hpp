/// @file
/// @brief What the files of this folder share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adopt/facts.hpp"

namespace feastctl::adopt {

/// Whether all owned objects name the FeatureStore that exists. The garbage collector deletes those that name another.
bool owner_is_alive(const Facts& facts);
bool is_being_deleted(const Facts& facts);

/// Adds the facts in words.
void describe(const Facts& facts, Report& report);

/// What an apply of the manifests does.
struct Effects {
  bool changes = false;                ///< something differs, or is not known
  std::vector<std::string> refused{};  ///< `Deployment feast/feast-a: why`
};

/// Adds the steps that are left, and why they end.
void plan(const Facts& facts, const Effects& effects, const Request& request, const TreeBuilder& tree, Report& report);

// Conditions for sh. None of them holds when kubectl fails.

/// `command` prints nothing.
std::string prints_nothing(std::string_view command);
/// `command` prints no line that the pattern (basic, whole line) matches; `pattern` has no quotes in it.
std::string prints_no(std::string_view command, std::string_view pattern);
/// The condition holds now or within half a minute.
std::string soon(std::string_view condition);

}  // namespace feastctl::adopt
