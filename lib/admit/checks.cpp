#include "admit/checks.hpp"

#include <fmt/format.h>

namespace feastctl::admit::checks {

void Pod::each_container(const std::function<void(const Field& container)>& visit) const {
  const Field spec = root->child("spec");
  for (const std::string_view list : {"initContainers", "containers", "ephemeralContainers"}) {
    const Field containers = spec.child(list);
    for (std::size_t i = 0; i < containers.size(); ++i) {
      const Field container = containers.item(i);
      visit(container);
    }
  }
}

void Pod::each_context(const VisitContext& visit) const {
  const Field spec = root->child("spec");
  const Field own = spec.child("securityContext");
  visit(true, {}, own);
  each_container([&](const Field& container) {
    const Field context = container.child("securityContext");
    visit(false, container.child("name").text(), context);
  });
}

bool Pod::is_windows() const {
  return string_at(lookup(root->node(), {"spec", "os"}), "name") == "windows";
}

bool Pod::has_own_users() const {
  return !bool_at(lookup(root->node(), {"spec"}), "hostUsers", true);
}

void Finding::blame(std::string_view container, const Field& at) {
  blames_.push_back(
      {.container = std::string(container), .path = at.path(), .cause = at.cause(), .missing = !at.present()});
}

std::string Setters::words() const {
  if (containers.empty()) return pod ? "pod" : "";
  return fmt::format("{}{}", pod ? "pod and " : "", containers_in_words(containers));
}

std::string joined_in_quotes(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += fmt::format("{}\"{}\"", text.empty() ? "" : ", ", item);
  return text;
}

std::string joined_in_quotes(const std::set<std::string>& items) {
  return joined_in_quotes(std::vector<std::string>(items.begin(), items.end()));
}

std::string containers_in_words(const std::vector<std::string>& names) {
  return fmt::format("{} {}", word_for(names.size(), "container", "containers"), joined_in_quotes(names));
}

std::string_view word_for(std::size_t count, std::string_view one, std::string_view many) {
  return count == 1 ? one : many;
}

}  // namespace feastctl::admit::checks
