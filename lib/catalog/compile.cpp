/// @file
/// @brief Build-time program: turns docs/codes/*.md into the rows and the constants of the catalog.
///
///     code_compiler PAGES_FOLDER ROWS.cpp CONSTANTS.hpp [--without-texts]
///
/// Without texts, rows have only what findings need: code, name and severity.
///
/// docs/codes/README.md describes a page. Anything else on a page stops the build, so that nothing is silently dropped.
#include <algorithm>
#include <array>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Page {
  std::string code, name, severity, constant, fix, args;  // from the front matter and the heading
  std::string sentence, why, remedy, wrong, right;
};

/// A page, line by line. Errors name the file and the line that was read last.
class Reader {
 public:
  explicit Reader(const std::filesystem::path& path) : path_(path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + path.string());
    for (std::string line; std::getline(in, line);) lines_.push_back(line);
  }

  [[noreturn]] void fail(const std::string& problem) const {
    throw std::runtime_error(path_.string() + ":" + std::to_string(next_) + ": " + problem);
  }
  [[nodiscard]] bool at_end() const { return next_ == lines_.size(); }
  [[nodiscard]] std::string_view peek() const { return at_end() ? std::string_view() : lines_[next_]; }

  std::string_view take(std::string_view wanted) {
    if (at_end()) fail("the page ends where " + std::string(wanted) + " is required");
    return lines_[next_++];
  }
  void expect(std::string_view line) {
    if (take(line) != line) fail("expected the line " + std::string(line));
  }
  void skip_blank() {
    while (!at_end() && lines_[next_].empty()) ++next_;
  }

 private:
  std::filesystem::path path_;
  std::vector<std::string> lines_;
  std::size_t next_ = 0;
};

/// `key: value` lines between two lines `---`.
void read_front_matter(Reader& in, Page& page) {
  const std::array<std::pair<std::string_view, std::string*>, 4> fields{
      {{"severity", &page.severity}, {"constant", &page.constant}, {"fix", &page.fix}, {"args", &page.args}}};
  in.expect("---");
  for (std::string_view line = in.take("---"); line != "---"; line = in.take("---")) {
    const std::size_t colon = line.find(": ");
    const auto* field = std::ranges::find(fields, line.substr(0, colon), [](const auto& f) { return f.first; });
    if (colon == std::string_view::npos || field == fields.end()) in.fail("expected severity, fix, constant or args");
    if (!field->second->empty()) in.fail("duplicate key " + std::string(field->first));
    *field->second = line.substr(colon + 2);
  }
  static const std::set<std::string_view> kSeverities{"error", "warning", "note"};
  if (!kSeverities.contains(page.severity)) in.fail("severity must be error, warning or note");
  if (!page.fix.empty() && page.fix != "safe" && page.fix != "unsafe") in.fail("fix must be safe or unsafe");
  if (!page.constant.starts_with('k')) in.fail("constant must be the name of a C++ constant, such as kYourProblem");
}

/// `# FS301: scaling-needs-db-persistence`
void read_heading(Reader& in, Page& page) {
  in.skip_blank();
  const std::string_view line = in.take("the heading");
  const std::string start = "# " + page.code + ": ";
  if (!line.starts_with(start)) in.fail("expected the heading " + start + "name-of-the-code");
  page.name = line.substr(start.size());
}

/// Rejects text that Markdown would change outside `code`, because a terminal shows it as it is.
void check_plain(const Reader& in, std::string_view line) {
  bool code = false;
  for (const char c : line) {
    if (c == '`') code = !code;
    if (!code && (c == '<' || c == '*')) in.fail(std::string("put text with ") + c + " between backticks");
  }
  if (code) in.fail("a backtick has no partner on its line");
}

/// Paragraphs up to the next heading, on one line.
std::string read_prose(Reader& in) {
  std::string text;
  for (in.skip_blank(); !in.at_end() && !in.peek().starts_with('#'); in.skip_blank()) {
    const std::string_view line = in.take("text");
    static const std::set<std::string_view> kOther{"- ", "* ", "> ", "| ", "``", "  "};
    if (kOther.contains(line.substr(0, 2))) in.fail("only paragraphs can be here, no list, quotation, table or code");
    check_plain(in, line);
    text.append(text.empty() ? "" : " ").append(line);
  }
  if (!text.ends_with('.')) in.fail("the text must end with a full stop");
  return text;
}

/// One block of YAML. Control pictures (U+2400 to U+241F) represent control characters, which would be invisible.
std::string read_example(Reader& in) {
  in.skip_blank();
  in.expect("```yaml");
  std::string text;
  for (std::string_view line = in.take("```"); line != "```"; line = in.take("```")) text.append(line).append("\n");
  for (std::size_t at = text.find("\xE2\x90"); at != std::string::npos; at = text.find("\xE2\x90", at + 1)) {
    const char control = static_cast<char>(text.at(at + 2) - '\x80');
    if (control < ' ') text.replace(at, 3, 1, control);
  }
  in.skip_blank();
  return text;
}

Page read_page(const std::filesystem::path& path) {
  Reader in(path);
  Page page;
  page.code = path.stem().string();
  read_front_matter(in, page);
  read_heading(in, page);
  page.sentence = read_prose(in);
  in.expect("## Why");
  page.why = read_prose(in);
  in.expect("## Remedy");
  page.remedy = read_prose(in);
  if (in.at_end()) return page;
  in.expect("## Wrong");
  page.wrong = read_example(in);
  in.expect("## Right");
  page.right = read_example(in);
  if (!in.at_end()) in.fail("expected nothing after the right example");
  return page;
}

/// All pages, sorted by code.
std::vector<Page> read_pages(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().filename().string().starts_with("FS")) paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  std::vector<Page> pages;
  std::set<std::string> used;
  for (const auto& path : paths) {
    pages.push_back(read_page(path));
    for (const std::string& word : {pages.back().name, pages.back().constant}) {
      if (!used.insert(word).second) throw std::runtime_error(path.string() + ": another page has " + word);
    }
  }
  return pages;
}

std::string literal(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out.append({'\\', c});
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < ' ') {
      out.append(
          {'\\', static_cast<char>('0' + c / 64), static_cast<char>('0' + c / 8 % 8), static_cast<char>('0' + c % 8)});
    } else {
      out += c;
    }
  }
  return out + '"';
}

constexpr std::string_view kBegin = "// Made from docs/codes/*.md by lib/catalog/compile.cpp; edit those instead.\n";

std::string rows(const std::vector<Page>& pages) {
  std::ostringstream out;
  out << kBegin << "#include \"catalog/codes.hpp\"\n\nnamespace feastctl::catalog {\n\n"
      << "constinit const Rule kAllRules[] = {\n";
  for (const Page& page : pages) {
    const std::string severity = page.severity == "error"     ? "kError"
                                 : page.severity == "warning" ? "kWarning"
                                                              : "kNote";
    out << "    {.code = " << literal(page.code) << ",\n     .name = " << literal(page.name)
        << ",\n     .severity = Severity::" << severity;
    if (!page.fix.empty()) out << ",\n     .fix = FixKind::" << (page.fix == "safe" ? "kSafe" : "kUnsafe");
    out << ",\n     .sentence = " << literal(page.sentence) << ",\n     .why = " << literal(page.why)
        << ",\n     .remedy = " << literal(page.remedy);
    if (!page.wrong.empty())
      out << ",\n     .wrong = " << literal(page.wrong) << ",\n     .right = " << literal(page.right);
    if (!page.args.empty()) out << ",\n     .args = " << literal(page.args);
    out << "},\n";
  }
  out << "};\n\n}  // namespace feastctl::catalog\n";
  return out.str();
}

/// Contains no text of the pages, so that only a new code recompiles the sources.
std::string constants(const std::vector<Page>& pages) {
  std::ostringstream out;
  out << kBegin << "#pragma once\n\n#include \"base/rule.hpp\"\n\nnamespace feastctl::catalog {\n\n"
      << "/// Every code, sorted.\nextern const Rule kAllRules[" << pages.size() << "];\n\n";
  for (std::size_t i = 0; i < pages.size(); ++i) {
    out << "inline constexpr const Rule& " << pages[i].constant << " = kAllRules[" << i << "];  ///< " << pages[i].code
        << " " << pages[i].name << "\n";
  }
  out << "\n}  // namespace feastctl::catalog\n";
  return out.str();
}

void write_if_changed(const std::string& path, const std::string& text) {
  std::ifstream in(path, std::ios::binary);
  if (in && std::string(std::istreambuf_iterator<char>(in), {}) == text) return;
  std::ofstream out(path, std::ios::binary);
  if (!(out << text).flush()) throw std::runtime_error("cannot write " + path);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const bool without_texts = argc == 5 && argv[4] == std::string_view("--without-texts");
    if (argc != 4 && !without_texts) {
      throw std::runtime_error("usage: code_compiler PAGES_FOLDER ROWS.cpp CONSTANTS.hpp [--without-texts]");
    }
    std::vector<Page> pages = read_pages(argv[1]);
    if (without_texts) {
      for (Page& page : pages) page.sentence = page.why = page.remedy = page.wrong = page.right = page.args = "";
    }
    write_if_changed(argv[3], constants(pages));
    std::ofstream out(argv[2], std::ios::binary);
    if (!(out << rows(pages)).flush()) throw std::runtime_error(std::string("cannot write ") + argv[2]);
    return 0;
  } catch (const std::exception& e) {
    std::cerr << "code compiler: " << e.what() << "\n";
    return 1;
  }
}
