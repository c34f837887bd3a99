/// feastctl schema: the JSON Schema of FeatureStores, for editors.
#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "config/config.hpp"
#include "exit_code.hpp"
#include "io.hpp"
#include "schema/table.hpp"

namespace feastctl::cli {

void add_schema(CLI::App& program, int& status) {
  auto* command = program.add_subcommand("schema", "Print the JSON Schema of FeatureStores, for editors");
  auto version = std::make_shared<std::string>("v1");
  auto config = std::make_shared<bool>(false);
  auto* option = command->add_option("--version", *version, "The version of the FeatureStore")
                     ->check(CLI::IsMember({"v1", "v1alpha1"}))
                     ->capture_default_str();
  command->add_flag("--config", *config, "The schema of the configuration file instead")->excludes(option);
  command->footer(
      "Examples:\n"
      "  feastctl schema > featurestore.json\n"
      "and as the first line of a file, for editors with the YAML language server (VS Code's YAML extension):\n"
      "  # yaml-language-server: $schema=featurestore.json");
  command->callback([version, config, &status] {
    const bool v1 = *version == "v1";
    const std::string text =
        *config ? config::json_schema() : std::string(schema::bundled(v1 ? ApiVersion::kV1 : ApiVersion::kV1Alpha1));
    status = write_stdout(text) ? kFine : kUnreadable;
  });
}

}  // namespace feastctl::cli
