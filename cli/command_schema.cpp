/// feastctl schema: the JSON Schema of FeatureStores, for editors.
#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "config/config.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "explain/explain.hpp"
#include "io.hpp"
#include "options.hpp"

namespace feastctl::cli {

void add_schema(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kSchema);
  auto version = std::make_shared<std::string>();
  auto config = std::make_shared<bool>(false);
  Declarer declare(*command, options::Command::kSchema);
  auto feast = std::make_shared<std::string>();
  declare("version", *version);
  declare("feast-version", *feast);
  declare("config", *config);
  command->callback([version, config, feast, command, &status] {
    if (*config && is_given(*command, "--version")) {
      throw CLI::ValidationError("--version cannot be used with --config");
    }
    const Edition edition(*version == "v1" ? ApiVersion::kV1 : ApiVersion::kV1Alpha1,
                          parse_feast_release(*feast).value_or(FeastRelease()));
    const std::string text = *config ? config::json_schema() : explain::editor_schema(edition);
    status = write_stdout(text) ? kFine : kUnreadable;
  });
}

}  // namespace feastctl::cli
