#include "diff/live/pieces.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace feastctl::diff {

namespace {

/// Whether the text is a name that looks the same in YAML, JSON and on its own.
bool is_word(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '/' || c == ':' || c == '_';
  });
}

/// Collects the fields by which an object is known. One that comes twice is not believed.
class Outline {
 public:
  void top(std::string_view key, std::string_view value) {
    if (key == "apiVersion") set(0, value, piece_.name.api_version);
    if (key == "kind") set(1, value, piece_.name.kind);
  }
  void metadata(std::string_view key, std::string_view value) {
    if (key == "name") set(2, value, piece_.name.name);
    if (key == "namespace") set(3, value, piece_.name.name_space);
    if (key == "uid") piece_.live = !value.empty();
  }

  void doubt() { odd_ = true; }

  /// The piece; without a name where anything was odd.
  Piece take(std::string_view text, bool item) {
    Piece made = piece_;
    if (odd_) made.name = {};
    made.text = text;
    made.item = item;
    *this = {};
    return made;
  }

 private:
  void set(std::size_t field, std::string_view value, std::string_view& to) {
    odd_ |= seen_[field] || !is_word(value);
    seen_[field] = true;
    to = value;
  }

  Piece piece_;
  std::array<bool, 4> seen_{};
  bool odd_ = false;
};

/// `key` and `value` of a line such as `kind: Service`.
std::pair<std::string_view, std::string_view> entry_of(std::string_view line) {
  const auto colon = line.find(": ");
  if (colon == std::string_view::npos) {
    return {line.ends_with(':') ? line.substr(0, line.size() - 1) : std::string_view(), {}};
  }
  std::string_view value = line.substr(colon + 2);
  if (value.size() > 1 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
  return {line.substr(0, colon), value};
}

/// Cuts a text of YAML. Indented lines are looked at only where the fields of an Outline can be.
class YamlCutter {
 public:
  explicit YamlCutter(std::string_view text) : text_(text) {}

  std::optional<std::vector<Piece>> cut() {
    while (at_ < text_.size()) {
      const void* end = std::memchr(text_.data() + at_, '\n', text_.size() - at_);
      const std::size_t next =
          end == nullptr ? text_.size() : static_cast<std::size_t>(static_cast<const char*>(end) - text_.data()) + 1;
      const std::string_view line = text_.substr(at_, next - at_ - (end == nullptr ? 0 : 1));
      if (!take(line)) return std::nullopt;
      at_ = next;
    }
    end_document();
    return std::move(pieces_);
  }

 private:
  bool take(std::string_view line) {
    if (line.empty() || line.front() == '#') return true;
    if (line.front() == ' ') {
      indented(line);
      return true;
    }
    if (line.starts_with("- ")) {
      if (in_items_) begin_item(line);
      return in_items_;
    }
    if (line.starts_with("---")) {
      end_document();
      begin_ = at_ + line.size();
      return line == "---";
    }
    end_items();
    const auto [key, value] = entry_of(line);
    if (!is_word(key)) return false;
    has_content_ = true;
    if (key == "kind") is_list_ = value.ends_with("List");
    if (key == "items" && value.empty()) {
      if (!items_.empty()) return false;
      in_items_ = true;
    }
    return true;
  }

  void indented(std::string_view line) {
    if (!in_item_ || line.size() < 4 || line[1] != ' ') return;
    if (line[2] != ' ') {
      const auto [key, value] = entry_of(line.substr(2));
      in_metadata_ = key == "metadata";
      outline_.top(key, value);
    } else if (in_metadata_ && line[3] == ' ' && line.size() > 4 && line[4] != ' ') {
      const auto [key, value] = entry_of(line.substr(4));
      outline_.metadata(key, value);
    }
  }

  void begin_item(std::string_view line) {
    end_item();
    in_item_ = true;
    in_metadata_ = false;
    item_ = at_;
    const auto [key, value] = entry_of(line.substr(2));
    in_metadata_ = key == "metadata";
    outline_.top(key, value);
    if (!is_word(key)) outline_.doubt();
  }

  void end_item() {
    if (in_item_) items_.push_back(outline_.take(text_.substr(item_, at_ - item_), true));
    in_item_ = false;
  }

  void end_items() {
    end_item();
    in_items_ = false;
  }

  void end_document() {
    end_items();
    if (is_list_ && !items_.empty()) {
      pieces_.insert(pieces_.end(), items_.begin(), items_.end());
    } else if (has_content_) {
      pieces_.push_back({.text = text_.substr(begin_, at_ - begin_)});
    }
    items_.clear();
    is_list_ = has_content_ = false;
  }

  std::string_view text_;
  std::size_t at_ = 0, begin_ = 0, item_ = 0;
  bool in_items_ = false, in_item_ = false, in_metadata_ = false, is_list_ = false, has_content_ = false;
  Outline outline_;
  std::vector<Piece> items_, pieces_;
};

/// Cuts a text of JSON. Only brackets, strings and the keys of an Outline are looked at.
class JsonCutter {
 public:
  explicit JsonCutter(std::string_view text) : text_(text) {}

  std::optional<std::vector<Piece>> cut() {
    for (; at_ < text_.size(); ++at_) {
      if (depth_ == 0 && text_[at_] != '{' && !is_between()) return std::nullopt;
      switch (text_[at_]) {
        case '"':
          if (!string()) return std::nullopt;
          break;
        case '{':
        case '[': open(); break;
        case '}':
        case ']':
          if (depth_ == 0) return std::nullopt;
          close();
          break;
        default: break;
      }
    }
    if (depth_ != 0) return std::nullopt;
    return std::move(pieces_);
  }

 private:
  static constexpr int kRoot = 1, kItems = 2, kItem = 3, kMetadata = 4;

  /// Whether what is between two documents is here: blanks, or a line `---`, of which the last dash is left.
  bool is_between() {
    if (text_.substr(at_).starts_with("---") && (at_ == 0 || text_[at_ - 1] == '\n')) {
      at_ += 2;
      return at_ + 1 == text_.size() || text_[at_ + 1] == '\n';
    }
    return std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos;
  }

  bool string() {
    const std::size_t begin = ++at_;
    for (;; ++at_) {
      const void* quote = std::memchr(text_.data() + at_, '"', text_.size() - at_);
      if (quote == nullptr) return false;
      at_ = static_cast<std::size_t>(static_cast<const char*>(quote) - text_.data());
      std::size_t back = at_;
      while (back > begin && text_[back - 1] == '\\') --back;
      if ((at_ - back) % 2 == 0) break;
    }
    if (depth_ > kMetadata) return true;
    const std::string_view value = text_.substr(begin, at_ - begin);
    std::size_t next = at_ + 1;
    while (next < text_.size() && std::string_view(" \t\r\n").find(text_[next]) != std::string_view::npos) ++next;
    if (next < text_.size() && text_[next] == ':') {
      key_ = value;
      if (depth_ == kRoot) root_key_ = value;
      if (depth_ == kItem) item_key_ = value;
      return true;
    }
    if (depth_ == kRoot && key_ == "kind") is_list_ = value.ends_with("List");
    if (!in_items_) return true;
    if (depth_ == kItem) outline_.top(key_, value);
    if (depth_ == kMetadata && item_key_ == "metadata") outline_.metadata(key_, value);
    return true;
  }

  void open() {
    ++depth_;
    if (depth_ == kRoot) begin_ = at_;
    if (depth_ == kItems) in_items_ = text_[at_] == '[' && root_key_ == "items";
    if (depth_ == kItem && in_items_) item_ = at_;
  }

  void close() {
    if (depth_ == kItem && in_items_) items_.push_back(outline_.take(text_.substr(item_, at_ + 1 - item_), false));
    if (depth_ == kItems) in_items_ = false;
    if (--depth_ != 0) return;
    if (is_list_ && !items_.empty()) {
      pieces_.insert(pieces_.end(), items_.begin(), items_.end());
    } else {
      pieces_.push_back({.text = text_.substr(begin_, at_ + 1 - begin_)});
    }
    items_.clear();
    is_list_ = false;
  }

  std::string_view text_;
  std::size_t at_ = 0, begin_ = 0, item_ = 0;
  int depth_ = 0;
  bool in_items_ = false, is_list_ = false;
  std::string_view key_, root_key_, item_key_;
  Outline outline_;
  std::vector<Piece> items_, pieces_;
};

}  // namespace

std::optional<std::vector<Piece>> pieces_of(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return std::nullopt;
  return text[first] == '{' ? JsonCutter(text).cut() : YamlCutter(text).cut();
}

Needed::Needed(const Objects& desired, std::vector<std::string_view> kinds) : kinds_(std::move(kinds)) {
  for (const Object& object : desired) {
    const ObjectName name = name_of(*object.root);
    all_ |= name.name_space.empty() && !is_cluster_scoped(name.kind);
    identities_.insert(identity(name));
    namespaces_.emplace(name.name_space);
  }
}

bool Needed::is_needed(const Piece& piece) const {
  const ObjectName& name = piece.name;
  if (all_ || !piece.live || name.kind.empty() || name.name.empty() || name.api_version.empty()) return true;
  if (name.kind == "FeatureStore" || std::ranges::find(kinds_, name.kind) != kinds_.end()) return true;
  const bool near = name.name_space.empty() || namespaces_.contains(std::string(name.name_space));
  if (!near) return false;
  const bool scales = name.kind == "HorizontalPodAutoscaler" || name.kind == "ScaledObject";
  return scales || identities_.contains(identity(name)) || piece.text.find("feast.dev/") != std::string_view::npos;
}

}  // namespace feastctl::diff
