/// @file
/// @brief Valid but risky (FS6xx): nothing here is an error, and a simple store gets at most a note or two.
///
/// warnings_store.cpp speaks of the FeatureStore, warnings_pod.cpp and warnings_volumes.cpp of what the API server
/// itself warns about in objects (as far as a FeatureStore can cause it), warnings_bundle.cpp of what only several
/// objects together show, warnings_selectors.cpp of selectors, image_age.cpp of images.
///
/// To add a warning:
/// 1. docs/codes/FS6nn.md: the page of its code (docs/codes/README.md); its examples are its test;
/// 2. its report in the function of one of these files that looks at the place; a new function is called from the
///    file's entry point (`warn_store`, `warn_pod`…);
/// 3. tests/unit/validate/warnings_test.cpp: one line that has the problem, and one that barely avoids it;
/// 4. search examples/, docs/ and tests/golden/ for inputs that now get the warning: a golden must stay silent;
/// 5. `cmake --build --preset dev && ctest --preset dev -R '^(unit|codes.pages|golden|cli|architecture|format)$'`.
#pragma once

#include <span>

#include "base/diagnostic.hpp"
#include "base/field.hpp"
#include "model/companions.hpp"

namespace feastctl::validate {

/// The input of the warnings: the document as read, the spec with every default, the generated objects, and whether
/// something else sets the number of pods.
struct Judged {
  const Node& store;
  const Node& applied;
  std::span<const Node* const> objects;
  bool externally_scaled = false;
};

/// All of the checks below for one store; equal findings at the same place are reported once.
void warn(const Judged& judged, Diagnostics& out);

/// Warns about the FeatureStore itself.
void warn_store(const Node& store, const Node& applied, Diagnostics& out);

/// Warns about servers' images that are older than what the store uses.
void warn_old_images(const Node& applied, Diagnostics& out);

/// Warns about one generated object.
void warn_object(const Node& object, ObjectReport& report);

/// Warns about problems that involve several objects.
void warn_bundle(const Judged& judged, Diagnostics& out);

/// Warns about selectors in the store's pods that match neither these pods nor those of another store in the input.
void warn_selectors(const model::StoreDocument& store, std::span<const Node* const> objects,
                    const model::Companions& companions, Diagnostics& out);

/// Warns about a pod template: selectors, annotations, containers.
void warn_pod(const Field& pod_template, ObjectReport& report);

/// Warns about the volumes of a pod.
void warn_volumes(const Field& pod_spec, ObjectReport& report);

/// Warns about an amount that is not a whole number of bytes.
void warn_fraction(const Field& amount, ObjectReport& report);

}  // namespace feastctl::validate
