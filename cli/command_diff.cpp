/// feastctl diff: shows what a change to stores or manifests means for the cluster.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <memory>

#include "base/arena.hpp"
#include "commands.hpp"
#include "declare.hpp"
#include "diff/diff.hpp"
#include "diff/live/pieces.hpp"
#include "exit_code.hpp"
#include "external_diff.hpp"
#include "options.hpp"
#include "report/report.hpp"
#include "repository.hpp"

namespace feastctl::cli {

namespace {

struct DiffOptions {
  ReadingOptions reading;
  std::string against, output;
  bool pass_through = false;
  bool create_namespace = false;
  bool check = false;
  std::string external;  ///< KUBECTL_EXTERNAL_DIFF, if no format is set
};

/// What a side can contain, apart from manifests.
enum class Role : unsigned char {
  kStores,     ///< FeatureStores, which represent their bundle, or manifests
  kManifests,  ///< manifests, possibly none; FeatureStores represent their bundle, unless it is present as well
};

/// One of the two sides that are compared.
struct Side {
  std::string root;  ///< the given folder or file; empty for several
  InputFiles files;
  diff::Manifests manifests{};
  Result result{};
  Sources rendered{};       ///< the texts of `result`
  diff::Objects objects{};  ///< what is compared
  bool from_files = true;   ///< … of which the places are in `files`
};

/// Renders the stores, if any, and prints the findings. Returns false if there is an error among them.
bool render(Side& side, const DiffOptions& options) {
  Options wanted = library_options(options.reading, Task::kRender);
  wanted.pass_through = options.pass_through;
  wanted.create_namespace = options.create_namespace;
  wanted.when_empty = "there are no other objects to compare either";
  side.result = run(side.files.sources, wanted);
  const auto findings = findings_that_count(side.result, options.reading);
  print_findings(findings, side.files, options.reading);
  return !failed(findings, options.reading);
}

/// Fills `side.objects`. If that fails, prints an error and returns false.
bool take(Side& side, Role role, const DiffOptions& options, const TreeBuilder& tree) {
  const diff::Manifests& found = side.manifests;
  side.objects = found.objects;
  // A FeatureStore among live objects does not represent its bundle, because the live objects are the actual state.
  if (role == Role::kManifests && found.findings.errors() == 0 && diff::is_live(found.objects)) return true;
  const bool unreadable = found.findings.errors() != 0;
  const bool nothing = role == Role::kStores && found.objects.empty();
  if (found.stores.empty() && !found.almost_stores && !unreadable && !nothing) return true;
  if (!render(side, options)) return false;
  if (unreadable) complain("a document cannot be read; feastctl validate says where");
  if (unreadable || found.stores.empty()) return !unreadable;
  for_each_object(side.result, [&](const Rendered& object) { side.rendered.add("rendered", object.text); });
  diff::Objects bundle = diff::read(side.rendered, {}, tree).objects;
  if (role == Role::kManifests && diff::overlap(found.objects, bundle)) return true;
  side.objects = std::move(bundle);
  side.from_files = false;
  return true;
}

/// The consequences as annotations, and everything as text for the log.
std::string github(const diff::Changes& changes, const std::vector<diff::Trap>& stores, const Side& after) {
  const auto findings = diff::findings(changes, after.from_files, stores);
  return report::github(findings, named_from_root(after.files.sources)) + diff::text(changes, stores, false);
}

std::string in_format(const diff::Changes& changes, const std::vector<diff::Trap>& stores, const diff::Live& live,
                      const Side& after, const DiffOptions& options) {
  if (options.output == "json") return diff::json(changes, stores, &live);
  if (options.output == "markdown") return diff::markdown(changes, stores);
  if (options.output == "github") return github(changes, stores, after);
  const bool color = colors_stdout(options.reading);
  return options.output == "unified" ? diff::unified(changes, stores, color) : diff::text(changes, stores, color);
}

int print(const diff::Changes& changes, const std::vector<diff::Trap>& stores, const diff::Live& live,
          const Side& after, const DiffOptions& options) {
  if (!options.external.empty()) {
    const int status = run_external_diff(options.external, changes);
    if (status > 1 || !options.check) return std::min(status, kTrouble);
  } else if (!write_stdout(in_format(changes, stores, live, after, options))) {
    return kUnreadable;
  }
  const bool fails = options.check ? diff::refused(changes, stores) : !changes.empty() || !stores.empty();
  return fails ? kFindings : kFine;
}

Side side_of(const std::string& root, InputFiles files, const TreeBuilder& tree, const diff::Needed* needed = nullptr) {
  Side side{.root = root, .files = std::move(files)};
  side.manifests = diff::read(side.files.sources, root, tree, needed);
  return side;
}

/// The side that PATH names. Without a FeatureStore, PATH contains manifests, possibly rendered by feastctl.
Side open_paths(const DiffOptions& options, const TreeBuilder& tree) {
  const std::vector<std::string>& paths = options.reading.paths;
  const std::string root = paths.size() == 1 ? paths[0] : "";
  Side side = side_of(root, open_inputs(options.reading), tree);
  const bool stores = !side.manifests.stores.empty() || side.manifests.almost_stores;
  if (stores || root.empty() || root == "-" || !side.files.problems.empty()) return side;
  return side_of(root, read_folder_or_file(root, bounds_of(options.reading)), tree);
}

void complain_about(const InputFiles& files) {
  for (const std::string& problem : files.problems) complain(problem);
}

int diff_command(const DiffOptions& options) {
  Arena arena;
  const TreeBuilder tree(arena);
  const bool two = options.against.empty();
  const std::vector<std::string>& paths = options.reading.paths;
  Side after = two ? side_of(paths[1], read_folder_or_file(paths[1], bounds_of(options.reading)), tree)
                   : open_paths(options, tree);
  const std::string& old = two ? paths[0] : options.against;
  InputFiles old_files = read_folder_or_file(old, bounds_of(options.reading));
  if (two) complain_about(after.files);  // otherwise, they have been reported
  complain_about(old_files);
  if (!after.files.problems.empty() || !old_files.problems.empty()) return kUnreadable;
  if (!take(after, two ? Role::kManifests : Role::kStores, options, tree)) return kTrouble;
  const diff::Needed needed(after.objects, {});
  Side before = side_of(old, std::move(old_files), tree, &needed);
  if (!take(before, Role::kManifests, options, tree)) return kTrouble;
  diff::Live live{.fetched = before.manifests.fetched};
  const diff::Changes changes = diff::compare(before.objects, after.objects, tree, &live);
  const auto stores = diff::store_traps(before.manifests.stores, after.manifests.stores);
  if (live.any && !options.reading.quiet) {
    for (const std::string& note : diff::notes(live, options.reading.all)) complain(note);
  }
  return print(changes, stores, live, after, options);
}

void check_paths(const DiffOptions& options) {
  std::vector<std::string> all = options.reading.paths;
  if (options.against.empty() && all.size() != 2) {
    throw CLI::ValidationError("name what to compare with: --against=MANIFESTS, or exactly two paths, OLD and NEW");
  }
  all.push_back(options.against);
  if (std::ranges::count(all, "-") > 1) throw CLI::ValidationError("standard input (-) can be given only once");
}

}  // namespace

void add_diff(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kDiff);
  auto options = std::make_shared<DiffOptions>();
  Declarer declare(*command, options::Command::kDiff);
  add_reading_options(declare, options->reading);
  declare("against", options->against);
  declare("output", options->output);
  declare("check", options->check);
  declare("pass-through", options->pass_through);
  declare("create-namespace", options->create_namespace);
  command->callback([options, command, &status] {
    check_paths(*options);
    const char* external = std::getenv("KUBECTL_EXTERNAL_DIFF");  // NOLINT(concurrency-mt-unsafe)
    if (!is_given(*command, "--output") && external != nullptr) options->external = external;
    status = diff_command(*options);
  });
}

}  // namespace feastctl::cli
