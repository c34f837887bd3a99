/// @file
/// @brief Who wrote a field of a live object, and whether an apply takes it away. Sources: the annotation of kubectl's
/// client-side apply, and metadata.managedFields (sigs.k8s.io/structured-merge-diff, FieldsV1).
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/node.hpp"

namespace feastctl::diff {

/// What is known of one place of a live object, and of the fields and items below it.
class Owners {
 public:
  /// Of the whole object. `desired` is the object that an apply would bring: of the managers with an entry of an apply,
  /// those count as that one that own a label of it.
  Owners(const Node& live, const Node& desired, const TreeBuilder& tree);

  /// Of the field of a map.
  [[nodiscard]] Owners at(std::string_view key) const;
  /// The same place where an apply replaces all that is below.
  [[nodiscard]] Owners replaced() const;

  /// Whether an apply that does not name this place takes it away: an earlier one has put it there.
  [[nodiscard]] bool removed() const;
  /// Whether nobody has written this place although writers were recorded: then the server has filled it in.
  [[nodiscard]] bool nobody() const { return tracked_ && writers_.empty(); }
  /// The names of the managers, such as `kubectl-edit`; empty when they are not known.
  [[nodiscard]] std::string managers() const;

 private:
  friend class ItemOwners;

  struct Writer {
    const Node* fields = nullptr;  ///< FieldsV1 of this place; an empty map owns all that is below
    const Node* entry = nullptr;   ///< of managedFields
    bool applies = false;          ///< it is the apply that would come again
  };

  Owners() = default;

  const Node* last_applied_ = nullptr;
  std::vector<Writer> writers_;
  const TreeBuilder* tree_ = nullptr;
  bool tracked_ = false;
  bool replaced_ = false;
};

/// The owners of the items of a list, which are told apart by some of their fields.
class ItemOwners {
 public:
  /// `key_of` gives the text by which an item of the last applied object is known; empty for none.
  ItemOwners(const Owners& list, std::string (*key_of)(const Node&, std::string_view), std::string_view by);

  /// Of the item with this key.
  [[nodiscard]] Owners of(const Node& live, const std::string& key) const;

 private:
  /// The items that one writer owns, by the values of the fields that FieldsV1 tells them apart by.
  struct Owned {
    std::vector<std::string_view> fields;
    std::unordered_map<std::string, const Node*> items;
  };

  const Owners* list_;
  std::unordered_map<std::string, const Node*> applied_;
  std::vector<Owned> owned_;
};

}  // namespace feastctl::diff
