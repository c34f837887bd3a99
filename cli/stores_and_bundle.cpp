#include "stores_and_bundle.hpp"

#include "exit_code.hpp"
#include "progress.hpp"
#include "reports.hpp"

namespace feastctl::cli {

StoresAndBundle::StoresAndBundle(const ReadingOptions& options, const TreeBuilder& tree)
    : inputs_(open_inputs(options)) {
  const Options wanted = library_options(options, Task::kRender);
  if (!inputs_.problems.empty()) {
    status_ = kUnreadable;
    return;
  }
  result_ = run_and_tell(inputs_.sources, wanted, options);
  const auto findings = findings_that_count(result_, options);
  print_diagnostics(findings, result_, inputs_, options);
  if (failed(findings, options)) {
    status_ = kFindings;
    return;
  }
  for_each_object(result_, [&](const Rendered& object) { rendered_.add("rendered", object.text); });
  objects_ = diff::read(rendered_, {}, tree).objects;
}

}  // namespace feastctl::cli
