/// textDocument/completion: fields that can be added, values that are accepted, and names of objects.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lsp/cursor.hpp"
#include "lsp/diagnostics.hpp"
#include "lsp/feast_place.hpp"
#include "lsp/objects.hpp"
#include "lsp/requests.hpp"
#include "lsp/snippet.hpp"
#include "lsp/store_place.hpp"

namespace feastctl::lsp {

namespace {

/// The values of CompletionItemKind in the protocol.
enum Completion : int { kCompletionField = 5, kCompletionValue = 12, kCompletionEnum = 20, kCompletionReference = 18 };
constexpr int kSnippetFormat = 2;

/// Collects the items of an answer.
class Completions {
 public:
  Completions(const Document& document, const Cursor& cursor, bool snippets)
      : range_(range_of(document.lines, cursor.word.begin, cursor.word.end)), snippets_(snippets) {}

  /// `text` is a snippet if the client understands snippets.
  void add(std::string_view label, Completion kind, std::string_view detail, std::string_view documentation,
           std::string_view text, bool first = false) {
    Json item{{"label", label},
              {"kind", kind},
              {"sortText", fmt::format("{}{}", first ? 0 : 1, label)},
              {"textEdit", {{"range", range_}, {"newText", text}}}};
    if (!detail.empty()) item["detail"] = detail;
    if (!documentation.empty()) item["documentation"] = documentation;
    if (snippets_) item["insertTextFormat"] = kSnippetFormat;
    items_.push_back(std::move(item));
  }
  void add_value(std::string_view label, std::string_view detail, Completion kind = kCompletionEnum) {
    add(label, kind, detail, {}, snippets_ ? snippet_text(label) : std::string(label));
  }

  [[nodiscard]] bool snippets() const { return snippets_; }
  [[nodiscard]] Json take() { return {{"isIncomplete", false}, {"items", std::move(items_)}}; }

 private:
  Json range_;
  bool snippets_;
  Json items_ = Json::array();
};

/// Whether the container has the key, except at the cursor itself.
bool is_set(const Outline& outline, const Cursor& cursor, std::string_view key) {
  return std::ranges::any_of(outline.items(), [&](const Item& item) {
    return item.parent == cursor.container && item.key == key && item.colon && item.name.begin != cursor.word.begin;
  });
}

/// Whether a colon follows the word at the cursor, so that only the key is to be replaced.
bool has_colon(const Outline& outline, const Cursor& cursor) {
  return outline.text().substr(cursor.word.end).starts_with(':');
}

// FeatureStores:

void complete_fields(const Outline& outline, const Cursor& cursor, Edition edition, Completions& out) {
  const schema::Lookup field = field_of(outline, cursor.container, edition);
  if (field.type == nullptr) return;
  for (const schema::Property& p : schema::children(*field.type)) {
    const bool other =
        !p.releases.holds(edition.feast) || !p.first_spelling_of.empty() || p.ignored || p.name == "status";
    if (other || is_set(outline, cursor, p.name)) continue;
    const bool required = p.required_in(edition.feast);
    out.add(p.name, kCompletionField, fmt::format("{}{}", schema::type_name(*p.type), required ? ", required" : ""),
            p.description(),
            has_colon(outline, cursor) ? std::string(p.name) : field_text(p, edition.feast, cursor, out.snippets()),
            required);
  }
}

/// The keys of the Secret that `secretRef` beside this item names.
void complete_secret_keys(const Outline& outline, int item, const Project& project, Completions& out) {
  const int reference = outline.child(outline.at(item).parent, "secretRef");
  const int name = reference < 0 ? -1 : outline.child(reference, "name");
  if (name < 0) return;
  for (const NamedObject& secret : objects_of_kind(project, "Secret")) {
    if (secret.name != outline.scalar_of(outline.at(name)) || secret.name_space != namespace_of(outline, project))
      continue;
    for (const std::string_view data : {"stringData", "data"}) {
      const int parent = secret.outline.child(-1, data);
      for (const Item& key : secret.outline.items()) {
        if (parent >= 0 && key.parent == parent && !key.is_list_item()) out.add_value(key.key, "key of the Secret");
      }
    }
  }
}

void complete_names(const Outline& outline, int item, const Project& project, Completions& out) {
  const std::string own = namespace_of(outline, project);
  const std::string_view kind = referenced_kind(outline, item);
  std::vector<std::string_view> names;
  for (const NamedObject& object : objects_of_kind(project, kind)) {
    const bool elsewhere = object.name_space != own;
    const bool itself = kind == "FeatureStore" &&
                        object.outline.scalar({"metadata", "name"}) == outline.scalar({"metadata", "name"}) &&
                        !elsewhere;
    if ((elsewhere && kind != "FeatureStore") || itself || std::ranges::find(names, object.name) != names.end())
      continue;
    names.push_back(object.name);
    out.add_value(object.name, fmt::format("{} in {}", kind, object.name_space), kCompletionReference);
  }
}

void complete_field_value(const Outline& outline, const Cursor& cursor, Edition edition, const Project& project,
                          Completions& out) {
  if (outline.at(cursor.item).key == "secretKeyName") complete_secret_keys(outline, cursor.item, project, out);
  if (!referenced_kind(outline, cursor.item).empty()) complete_names(outline, cursor.item, project, out);
  if (outline.path(cursor.item) == "apiVersion") return out.add_value("feast.dev/v1", {});
  const schema::Lookup field = field_of(outline, cursor.item, edition);
  if (field.type == nullptr) return;
  const std::string fallback = field.property != nullptr && field.property->has_default(edition.feast)
                                   ? schema::shown(field.property->default_value)
                                   : std::string();
  for (const std::string_view choice : schema::choices_in(*field.type, edition.feast)) {
    if (!choice.empty()) out.add_value(choice, fallback == fmt::format("\"{}\"", choice) ? "default" : "");
  }
  if (field.type->shape != schema::Shape::kBoolean) return;
  for (const std::string_view word : {"true", "false"}) out.add_value(word, fallback == word ? "default" : "");
}

// What Feast reads:

/// The words that a value may be, also within alternatives.
void complete_words(const feast::Type& type, std::string_view fallback, Completions& out) {
  for (const std::string_view word : feast::allowed_words(type))
    out.add_value(word, fallback == fmt::format("\"{}\"", word) ? "default" : "");
  if (type.form == feast::Type::Form::kBool) {
    for (const std::string_view word : {"true", "false"}) out.add_value(word, fallback == word ? "default" : "");
  }
  for (const feast::Part& branch : type.branches) complete_words(*branch.type, fallback, out);
}

void complete_for_feast(const FeastText& text, const Cursor& cursor, feast::Minor release, Completions& out) {
  if (cursor.item >= 0) {
    const std::string_view role = role_of_type(text, cursor.item);
    for (const feast::Section& section : feast::sections()) {
      if (section.role == role && section.in(release)) out.add_value(section.type, section.class_name);
    }
    for (const feast::Parameter* p : parameters_in(text, text.outline.at(cursor.item).parent, release)) {
      if (role.empty() && p->name == text.outline.at(cursor.item).key) complete_words(*p->type, p->default_value, out);
    }
    return;
  }
  for (const feast::Parameter* p : parameters_in(text, cursor.container, release)) {
    if (is_set(text.outline, cursor, p->name)) continue;
    const std::string detail = p->required                ? "required"
                               : p->default_value.empty() ? ""
                                                          : fmt::format("default {}", p->default_value);
    out.add(p->name, kCompletionField, detail, {},
            fmt::format("{}{}", p->name, has_colon(text.outline, cursor) ? "" : ": "), p->required);
  }
  if (cursor.container < 0 || !text.whole.empty()) return;
  for (const std::string_view key : {"type", "registry_type"}) {  // a section whose type is not known yet
    const std::string_view parent = text.outline.at(cursor.container).key;
    const bool registry = parent == "registry";
    const bool section = text.outline.at(cursor.container).parent < 0 &&
                         std::ranges::any_of(feast::sections(), [&](const feast::Section& s) {
                           return s.role == parent && s.role != "mlflow";
                         });
    if (section && registry == (key == "registry_type") && text.outline.child(cursor.container, key) < 0) {
      out.add(key, kCompletionField, "required", {},
              fmt::format("{}{}", key, has_colon(text.outline, cursor) ? "" : ": "), true);
    }
  }
}

}  // namespace

Json completion(const Context& context, const Json& params) {
  const Document* document = document_in(context, params);
  if (document == nullptr) return nullptr;
  const std::size_t offset = offset_in(*document, params);
  const Project& project = *document->project;
  if (const auto text = feast_text_at(*document, offset)) {
    const auto cursor = cursor_at(text->outline, offset);
    if (!cursor) return nullptr;
    Completions out(*document, *cursor, false);
    complete_for_feast(*text, *cursor, project.settings.package, out);
    return out.take();
  }
  const Outline outline(document->text, document_at(document->text, offset));
  const auto edition = edition_of(outline, project);
  const auto cursor = cursor_at(outline, offset);
  if (!edition || !cursor) return nullptr;
  Completions out(*document, *cursor, context.client.snippets);
  if (cursor->item >= 0) {
    complete_field_value(outline, *cursor, *edition, project, out);
  } else {
    complete_fields(outline, *cursor, *edition, out);
  }
  return out.take();
}

}  // namespace feastctl::lsp
