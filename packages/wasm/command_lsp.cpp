/// feastctl lsp, which a WebAssembly module does not have: only what says so.
#include "commands.hpp"
#include "declare.hpp"
#include "exit_code.hpp"
#include "io.hpp"

namespace feastctl::cli {

void add_lsp(CLI::App& program, int& status) {
  auto* command = add_command(program, options::Command::kLsp);
  command->allow_extras();
  command->callback([&status] {
    complain("the WebAssembly build has no language server; install the native program");
    status = kUsage;
  });
}

}  // namespace feastctl::cli
