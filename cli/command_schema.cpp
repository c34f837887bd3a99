/// feastctl schema: the JSON Schema of FeatureStores, for editors.
#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "exit_code.hpp"
#include "io.hpp"
#include "schema/table.hpp"

namespace feastctl::cli {

void add_schema(CLI::App& program, int& status) {
  auto* command = program.add_subcommand("schema", "Print the JSON Schema of FeatureStores, for editors");
  auto version = std::make_shared<std::string>("v1");
  command->add_option("--version", *version, "The version of the FeatureStore")
      ->check(CLI::IsMember({"v1", "v1alpha1"}))
      ->capture_default_str();
  command->callback([version, &status] {
    status =
        write_stdout(schema::bundled(*version == "v1" ? ApiVersion::kV1 : ApiVersion::kV1Alpha1)) ? kFine : kUnreadable;
  });
}

}  // namespace feastctl::cli
