#include "config_check.hpp"

#include "base/arena.hpp"
#include "feast/advice.hpp"
#include "feast/judge.hpp"
#include "feast/tell.hpp"
#include "parse/reader.hpp"
#include "report/conceal.hpp"

namespace feastctl {

namespace {

void check_config(const Sources& sources, SourceId source, feast::Minor release, Diagnostics& out) {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* root = parse::read_python(sources, source, tree, out);
  if (root == nullptr) return;
  feast::ConfigErrors errors = feast::judge(*root, release);
  for (feast::ConfigError& error : feast::advise(*root, release, false)) errors.push_back(std::move(error));
  for (const feast::ConfigError& error : errors) {
    const Span where = error.where.known() ? error.where : Span{source, 0, 0};
    feast::tell(error, feast::rule_of(error.fault).severity, where, out);
  }
}

}  // namespace

Diagnostics check_configs(const Sources& sources, feast::Minor release) {
  Diagnostics out;
  for (SourceId source = 1; source <= sources.size(); ++source) check_config(sources, source, release, out);
  report::conceal_secrets(out, sources);
  return out;
}

}  // namespace feastctl
