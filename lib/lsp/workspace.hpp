/// @file
/// @brief The open documents, the files around them, and the findings in them.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.hpp"
#include "lsp/host.hpp"
#include "lsp/text.hpp"
#include "run_cache.hpp"

namespace feastctl::lsp {

struct Project;

/// What the server does with a document, by its name.
enum class Role : std::uint8_t {
  kManifests,      ///< FeatureStores and other objects
  kFeastConfig,    ///< feature_store.yaml, which Feast itself reads
  kConfiguration,  ///< .feastctl.yaml
};

/// An open document.
struct Document {
  Document(std::string_view document_uri, std::string_view document_text, std::int64_t document_version,
           Encoding encoding);

  /// Replaces the text.
  void set_text(std::string&& now, Encoding encoding);

  std::string uri;
  std::string path;  ///< empty if it is not a file
  Role role = Role::kManifests;
  std::int64_t version = 0;
  std::string text;
  Lines lines;
  Project* project = nullptr;
  bool changed = true;  ///< since its findings were published
  // The findings in a document that is judged by itself:
  Sources own_sources;
  std::vector<Diagnostic> own_findings;
  std::string published;  ///< the findings that the client has, as JSON
};

/// Files that are judged together: a folder as `feastctl validate FOLDER` reads it, or a single file.
struct Project {
  std::string root;
  Settings settings;
  std::vector<File> files;  ///< as they are on disk
  RunCache cache;
  bool dirty = true;  ///< a text changed since the last run
  // The last run:
  Sources sources;
  std::vector<Diagnostic> findings;
  std::map<std::string, SourceId, std::less<>> source_of;  ///< by path, or by URI for a document that is no file
};

/// The findings in a document, in order, and the texts that they refer to.
struct Verdict {
  const Sources* sources = nullptr;
  SourceId source = 0;  ///< the document
  std::vector<const Diagnostic*> findings{};
};

/// Documents and projects. Texts are judged when somebody asks for findings.
class Workspace {
 public:
  explicit Workspace(Host& host) : host_(&host) {}

  void set_encoding(Encoding encoding) { encoding_ = encoding; }
  [[nodiscard]] Encoding encoding() const { return encoding_; }
  void add_folder(const std::string& path);
  void remove_folder(const std::string& path);

  Document& open(std::string_view uri, std::string_view text, std::int64_t version);
  void close(std::string_view uri);
  /// The open document, or nullptr.
  [[nodiscard]] Document* find(std::string_view uri);
  /// Replaces the text of a document.
  void set_text(Document& document, std::string&& text);
  /// Reads files and options again: something changed on disk.
  void reload();

  /// Runs the checks on what changed.
  void judge();
  /// The findings in a document. Call judge() first.
  [[nodiscard]] static Verdict verdict_on(const Document& document);

  [[nodiscard]] const std::map<std::string, std::unique_ptr<Document>, std::less<>>& documents() const {
    return documents_;
  }
  /// The open document with the name of a source of the project, or nullptr.
  [[nodiscard]] const Document* document_named(const Project& project, std::string_view name) const;

 private:
  void assign(Document& document);
  Project& project_at(const std::string& root);
  void forget_unused_projects();
  void judge(Project& project);
  static void judge_alone(Document& document);

  Host* host_;
  Encoding encoding_ = Encoding::kUtf16;
  std::vector<std::string> folders_;
  std::map<std::string, std::unique_ptr<Document>, std::less<>> documents_;  ///< by URI
  std::map<std::string, std::unique_ptr<Project>, std::less<>> projects_;    ///< by root
};

}  // namespace feastctl::lsp
