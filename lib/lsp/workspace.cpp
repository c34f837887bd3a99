#include "lsp/workspace.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "config_check.hpp"
#include "lsp/uri.hpp"
#include "report/place.hpp"
#include "report/report.hpp"

namespace feastctl::lsp {

namespace {

std::string_view file_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

Role role_of(std::string_view path) {
  const std::string_view name = file_name(path);
  if (name == "feature_store.yaml" || name == "feature_store.yml") return Role::kFeastConfig;
  return name == ".feastctl.yaml" ? Role::kConfiguration : Role::kManifests;
}

bool is_below_folder(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (folder.ends_with('/') || path.substr(folder.size()).starts_with('/'));
}

/// Whether a file may have to do with stores. A workspace may contain many other manifests, and each is scanned after
/// every change.
bool matters(std::string_view text) {
  constexpr std::array<std::string_view, 9> kKinds{"FeatureStore", "Secret",       "ConfigMap",
                                                   "MLflow",       "ScaledObject", "HorizontalPodAutoscaler",
                                                   "LimitRange",   "Namespace",    "ResourceQuota"};
  return std::ranges::any_of(kKinds, [&](std::string_view kind) { return text.find(kind) != std::string_view::npos; });
}

/// The name of a document among the sources of its project.
const std::string& source_name(const Document& document) {
  return document.path.empty() ? document.uri : document.path;
}

}  // namespace

Document::Document(std::string_view document_uri, std::string_view document_text, std::int64_t document_version,
                   Encoding encoding)
    : uri(document_uri),
      path(path_of(document_uri)),
      role(role_of(document_uri)),
      version(document_version),
      text(document_text),
      lines(text, encoding) {}

void Document::set_text(std::string&& now, Encoding encoding) {
  text = std::move(now);
  lines = Lines(text, encoding);
  changed = true;
}

void Workspace::add_folder(const std::string& path) {
  if (path.empty() || std::ranges::find(folders_, path) != folders_.end()) return;
  folders_.push_back(path);
  reload();
}

void Workspace::remove_folder(const std::string& path) {
  std::erase(folders_, path);
  reload();
}

Project& Workspace::project_at(const std::string& root) {
  const auto it = projects_.find(root);
  if (it != projects_.end()) return *it->second;
  auto project = std::make_unique<Project>();
  project->root = root;
  project->settings = host_->settings(root);
  project->files = host_->read(root);
  std::erase_if(project->files, [](const File& file) { return !matters(file.text); });
  return *projects_.emplace(root, std::move(project)).first->second;
}

/// Finds the project of a document: that of its workspace folder, or the document alone if it is outside of one or its
/// folder leaves it out.
void Workspace::assign(Document& document) {
  document.project = nullptr;
  for (const std::string& folder : folders_) {
    if (document.path.empty() || !is_below_folder(document.path, folder)) continue;
    Project& project = project_at(host_->project_of(document.path, folder));
    const bool listed = std::ranges::find(project.files, document.path, &File::path) != project.files.end();
    const bool other = document.role != Role::kManifests || !matters(document.text);
    if (listed || other || !host_->exists(document.path)) document.project = &project;
    break;
  }
  if (document.project == nullptr) document.project = &project_at(source_name(document));
  document.project->dirty = true;
  document.changed = true;
}

Document& Workspace::open(std::string_view uri, std::string_view text, std::int64_t version) {
  close(uri);
  auto& document = documents_[std::string(uri)];
  document = std::make_unique<Document>(uri, text, version, encoding_);
  assign(*document);
  return *document;
}

void Workspace::close(std::string_view uri) {
  const auto it = documents_.find(uri);
  if (it == documents_.end()) return;
  it->second->project->dirty = true;
  documents_.erase(it);
  forget_unused_projects();
}

Document* Workspace::find(std::string_view uri) {
  const auto it = documents_.find(uri);
  return it == documents_.end() ? nullptr : it->second.get();
}

void Workspace::set_text(Document& document, std::string&& text) {
  document.set_text(std::move(text), encoding_);
  document.project->dirty = true;
}

void Workspace::reload() {
  projects_.clear();
  for (const auto& [uri, document] : documents_) assign(*document);
}

void Workspace::forget_unused_projects() {
  std::erase_if(projects_, [&](const auto& project) {
    return std::ranges::none_of(documents_,
                                [&](const auto& entry) { return entry.second->project == project.second.get(); });
  });
}

void Workspace::judge() {
  for (const auto& [root, project] : projects_) {
    if (!project->dirty) continue;
    judge(*project);
    for (const auto& [uri, document] : documents_) {
      if (document->project == project.get() && document->role != Role::kManifests) judge_alone(*document);
    }
  }
}

void Workspace::judge(Project& project) {
  project.dirty = false;
  project.sources = {};
  project.source_of.clear();
  std::map<std::string_view, const Document*> open;
  for (const auto& [uri, document] : documents_) {
    if (document->project == &project && document->role == Role::kManifests) open[source_name(*document)] = &*document;
  }
  const auto add = [&](const std::string& name, std::string_view text) {
    project.source_of[name] = project.sources.add(name, text);
  };
  for (const File& file : project.files) {
    if (role_of(file.path) != Role::kManifests) continue;
    const auto document = open.find(file.path);
    add(file.path, document == open.end() ? std::string_view(file.text) : document->second->text);
    if (document != open.end()) open.erase(document);
  }
  for (const auto& [name, document] : open) add(std::string(name), document->text);
  Result result = run(
      project.sources, project.settings.options, [](auto&&) {}, &project.cache);
  project.findings = project.settings.shown(std::move(result.findings));
}

/// feature_store.yaml and .feastctl.yaml do not depend on other files.
void Workspace::judge_alone(Document& document) {
  const Settings& settings = document.project->settings;
  document.own_sources = {};
  document.own_findings.clear();
  if (document.role == Role::kFeastConfig) {
    document.own_sources.add(source_name(document), document.text);
    document.own_findings = settings.shown(check_configs(document.own_sources, settings.package));
  } else if (settings.config && settings.config->path == document.path) {
    document.own_sources.add(document.path, settings.config->text);
    document.own_findings = settings.config_findings;
  }
}

Verdict Workspace::verdict_on(const Document& document) {
  const Project& project = *document.project;
  const bool alone = document.role != Role::kManifests;
  Verdict verdict{alone ? &document.own_sources : &project.sources, alone ? SourceId{1} : SourceId{0}};
  if (!alone) {
    const auto source = project.source_of.find(source_name(document));
    if (source != project.source_of.end()) verdict.source = source->second;
  }
  const std::vector<Diagnostic>& findings = alone ? document.own_findings : project.findings;
  for (const Diagnostic* d : report::arranged(findings, *verdict.sources)) {
    if (d->where.known() && d->where.source == verdict.source) verdict.findings.push_back(d);
  }
  return verdict;
}

const Document* Workspace::document_named(const Project& project, std::string_view name) const {
  for (const auto& [uri, document] : documents_) {
    if (document->project == &project && source_name(*document) == name) return &*document;
  }
  return nullptr;
}

}  // namespace feastctl::lsp
