/// feastctl schema: the JSON Schema of FeatureStores, for editors.
#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "config/config.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "io.hpp"
#include "schema/table.hpp"

namespace feastctl::cli {

void add_schema(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kSchema);
  auto version = std::make_shared<std::string>();
  auto config = std::make_shared<bool>(false);
  Declarer declare(*command, options::Command::kSchema);
  declare("version", *version);
  declare("config", *config);
  command->callback([version, config, command, &status] {
    if (*config && is_given(*command, "--version")) {
      throw CLI::ValidationError("--version cannot be used with --config");
    }
    const bool v1 = *version == "v1";
    const std::string text =
        *config ? config::json_schema() : std::string(schema::bundled(v1 ? ApiVersion::kV1 : ApiVersion::kV1Alpha1));
    status = write_stdout(text) ? kFine : kUnreadable;
  });
}

}  // namespace feastctl::cli
