/// The format for pull requests.
#include <fmt/format.h>

#include <algorithm>

#include "diff/parts.hpp"

namespace feastctl::diff {

namespace {

/// A fence that does not occur in the text.
std::string fence_for(std::string_view text) {
  std::string fence = "```";
  while (text.find(fence) != std::string_view::npos) fence += '`';
  return fence;
}

std::string in_html(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '<' || c == '>' || c == '&' || static_cast<unsigned char>(c) < 0x20) {
      safe += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : " ";
    } else {
      safe += c;
    }
  }
  return safe;
}

void append_markdown_trap(const Trap& trap, std::string& out) {
  const std::string_view headline = trap.effect == Effect::kRefused ? "Kubernetes refuses this"
                                    : trap.effect == Effect::kKept  ? "Not undone by an apply"
                                                                    : "Careful";
  out += fmt::format("- **{}**{}{}: {}\n  - What to do: {}\n", headline, trap.path.empty() ? "" : " ",
                     trap.path.empty() ? "" : in_code(trap.path), in_code(trap.message), in_code(trap.remedy));
}

bool is_restart(const Trap& trap) {
  return trap.effect == Effect::kRestarts;
}

/// What is refused and what needs care, by object.
std::string dangers(const std::vector<Group>& groups, const std::vector<Trap>& stores) {
  std::string out;
  for (const Trap& trap : stores) append_markdown_trap(trap, out);
  for (const Group& group : groups) {
    const std::string of_one = markdown_dangers(*group.first);
    if (of_one.empty()) continue;
    out += fmt::format("\n{}", in_code(title(*group.first)));
    for (const ObjectChange* other : group.others) out += fmt::format(", {}", in_code(title(*other)));
    out += "\n\n" + of_one;
  }
  return out;
}

std::string restarting(const Changes& changes) {
  std::string out;
  for (const ObjectChange& change : changes) {
    for (const Trap& trap : change.traps) {
      if (is_restart(trap)) out += fmt::format("- {} ({})\n", in_code(title(change)), trap.message);
    }
  }
  return out;
}

std::string folder_table(const Changes& changes) {
  std::string out;
  for (const Folder& folder : by_folder(changes)) {
    const Totals& t = folder.totals;
    if (out.empty()) out = "| folder | added | changed | removed | refused | restarts |\n|---|---|---|---|---|---|\n";
    std::string name = in_code(folder.name.empty() ? "." : folder.name + "/");
    std::ranges::replace(name, '|', ' ');  // a bar ends the cell, even within code
    out += fmt::format("| {} | {} | {} | {} | {} | {} |\n", name, t.added, t.changed, t.removed, t.refused, t.restarts);
  }
  return out.empty() ? out : out + "\n";
}

std::string_view verb_of(Change change) {
  return change == Change::kAdded ? "added" : change == Change::kRemoved ? "removed" : "changed";
}

void append_details(const Group& group, std::string& out) {
  const ObjectChange& first = *group.first;
  if (group.others.empty()) {
    out += markdown_details(first.change, title(first), hunks_of(first));
    return;
  }
  const std::string same = same_in(group.others.size());
  std::string below = same + ":\n\n";
  for (const ObjectChange* other : group.others) below += fmt::format("- {}\n", in_code(title(*other)));
  out += markdown_details(first.change, title(first), hunks_of(first), " and " + same, below + "\n");
}

}  // namespace

std::string in_code(std::string_view text) {
  std::string plain(text);
  std::ranges::replace_if(
      plain, [](char c) { return c == '`' || static_cast<unsigned char>(c) < 0x20; }, ' ');
  return fmt::format("`{}`", plain);
}

std::string markdown_dangers(const ObjectChange& change) {
  std::string out;
  for (const Trap& trap : change.traps) {
    if (!is_restart(trap)) append_markdown_trap(trap, out);
  }
  return out;
}

std::string markdown_details(Change change, std::string_view title, std::string_view hunks, std::string_view also,
                             std::string_view below) {
  const std::string fence = fence_for(hunks);
  return fmt::format("<details><summary>{} <code>{}</code>{}</summary>\n\n{}diff\n{}{}\n\n{}</details>\n\n",
                     verb_of(change), in_html(title), also, fence, hunks, fence, below);
}

std::string markdown(const Changes& changes, const std::vector<Trap>& stores) {
  std::string out = "### What this changes in the cluster\n\n";
  if (changes.empty() && stores.empty()) return out + "Nothing.\n";
  out += fmt::format("{}.\n\n{}", totals(changes, stores).text(), folder_table(changes));
  const std::vector<Group> groups = grouped(changes);
  const std::string first = dangers(groups, stores);
  if (!first.empty()) out += "#### Look at this first\n\n" + first + "\n";
  const std::string restarts = restarting(changes);
  if (!restarts.empty()) out += "#### Pods that restart\n\n" + restarts + "\n";
  for (const Group& group : groups) append_details(group, out);
  return out;
}

}  // namespace feastctl::diff
