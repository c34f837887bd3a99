#include "run.hpp"

#include "exit_code.hpp"
#include "progress.hpp"
#include "reports.hpp"

namespace feastctl::cli {

int run_and_report(const InputFiles& inputs, const Options& wanted, const ReadingOptions& options, Result& result) {
  if (!inputs.problems.empty()) return kUnreadable;
  result = run_and_tell(inputs.sources, wanted, options);
  const auto findings = findings_that_count(result, options);
  print_diagnostics(findings, result, inputs, options);
  return failed(findings, options) ? kFindings : kFine;
}

}  // namespace feastctl::cli
