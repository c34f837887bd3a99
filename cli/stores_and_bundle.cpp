#include "stores_and_bundle.hpp"

#include "run.hpp"

namespace feastctl::cli {

StoresAndBundle::StoresAndBundle(const ReadingOptions& options, const TreeBuilder& tree)
    : inputs_(open_inputs(options)) {
  const Options wanted = library_options(options, Task::kRender);
  status_ = run_and_report(inputs_, wanted, options, result_);
  if (!ok()) return;
  for_each_object(result_, [&](const Rendered& object) { rendered_.add("rendered", object.text); });
  objects_ = diff::read(rendered_, {}, tree).objects;
}

}  // namespace feastctl::cli
