/// feastctl graph: the objects of a bundle, and how they depend on each other.
#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "graph/graph.hpp"
#include "options.hpp"
#include "run.hpp"

namespace feastctl::cli {

namespace {

struct GraphOptions {
  ReadingOptions reading;
  std::string output;
};

std::string text_of(const graph::Graph& graph, std::string_view format) {
  if (format == "svg") return graph::as_svg(graph);
  if (format == "dot") return graph::as_dot(graph);
  if (format == "json") return graph::as_json(graph);
  return graph::as_mermaid(graph);
}

int graph_command(const GraphOptions& options) {
  const Options wanted = library_options(options.reading, Task::kRender);
  const InputFiles inputs = open_inputs(options.reading);
  Result result;
  if (const int status = run_and_report(inputs, wanted, options.reading, result); status != kFine) return status;
  return write_stdout(text_of(graph::graph_of(result), options.output)) ? kFine : kUnreadable;
}

}  // namespace

void add_graph(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kGraph);
  auto options = std::make_shared<GraphOptions>();
  Declarer declare(*command, options::Command::kGraph);
  add_reading_options(declare, options->reading);
  declare("output", options->output);
  options->reading.prints_objects = false;
  command->callback([options, &status] { status = graph_command(*options); });
}

}  // namespace feastctl::cli
