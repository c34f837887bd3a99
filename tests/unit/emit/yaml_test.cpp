#include "emit/yaml.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/embedded.hpp"
#include "base/node.hpp"
#include "unit/emit/read_back.hpp"

using namespace feastctl;
using emit::scalar_style;
using emit::ScalarStyle;

namespace {

std::string yaml_of(const Node& node) {
  std::string out;
  emit::write_yaml(node, out);
  return out;
}

/// How a string is written as a value of the key `k`.
std::string value_text(std::string_view text) {
  Arena arena;
  const TreeBuilder tree(arena);
  return yaml_of(*tree.map({{"k", text}})).substr(2);
}

}  // namespace

TEST_CASE("words that are strings to every reader stay plain") {
  for (const std::string_view text :
       {"feast",          "a b",        "a-b",  "--key",      "-lc",  "/tls/online/tls.crt",
        "http://host:80", "500m",       "5Gi",  "10.0.0.1/8", "a#b",  "a:b",
        "it's",           "say \"hi\"", "a,b",  "x[0]",       "a{b}", "v1",
        "None",           "nope",       "yess", "trueish",    "e3",   "caf\u00e9",
        "\u65e5\u672c",   "\U0001F600", "~/x",  "$(date)",    "a=b",  "feast.dev/v1"}) {
    CAPTURE(text);
    CHECK(scalar_style(text) == ScalarStyle::kPlain);
  }
}

TEST_CASE("what some reader takes for another type is in double quotes") {
  for (const std::string_view text :
       {"", "y", "Y", "n", "N", "yes", "Yes", "YES", "yEs", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF",
        "true", "True", "TRUE", "false", "False", "FALSE", "null", "Null", "NULL", "~", "=", "<<",
        // integers: decimal, octal of 1.1 and 1.2, hexadecimal, binary, base 60, with separators
        "0", "7", "-1", "+12", "0123", "0o17", "0O17", "0x1F", "0XFF", "-0x1f", "0b101", "0B1", "1_000", "1,000",
        "190:20:30", "1:30", "-1:30", "12345678901234567890123",
        // floats
        "1.5", "-1.5", ".5", "-.5", "5.", "1e3", "1E3", "1e+3", "1.e-3", ".5e1", "6.8523015e+5", "1_0.5", "20:30.15",
        ".inf", ".Inf", ".INF", "-.inf", "+.inf", ".nan", ".NaN", ".NAN", "0x1p-2", "1.2.3", "10.0.0.1", ".",
        // timestamps
        "2026-01-01", "2026-1-1", "2026-01-01T00:00:00Z", "2026-01-01t1:2:3", "2026-01-01 10:00:00 -5"}) {
    CAPTURE(text);
    CHECK(scalar_style(text) == ScalarStyle::kDoubleQuoted);
  }
}

TEST_CASE("what could be syntax is in single quotes") {
  for (const std::string_view text :
       {"-",  "- a", "? a", "?a",    ": a", ":a",    "a:",    "a: b", "a #b", "#a",  ",a",     "[a]",
        "]",  "{a}", "}",   "&a",    "*",   "*a",    "!a",    "|",    ">",    "'a'", "\"a\"",  "%a",
        "@a", "`a`", "---", "--- a", "...", "... a", "---a:", " a",   "a ",   "  ",  "it's: x"}) {
    CAPTURE(text);
    CHECK(scalar_style(text) == ScalarStyle::kSingleQuoted);
  }
  CHECK(value_text("it's: x") == " 'it''s: x'\n");
  CHECK(value_text("'") == " ''''\n");
}

TEST_CASE("what cannot be shown is escaped in double quotes") {
  const struct {
    std::string_view text, written;
  } cases[] = {
      {{"a\0b", 3}, R"("a\x00b")"},
      {"a\tb", R"("a\tb")"},
      {"a\r\nb", R"("a\r\nb")"},
      {"\x1b[31m", R"("\x1B[31m")"},
      {"\x7f", R"("\x7F")"},
      {"\xc2\x85", R"("\x85")"},
      {"\u2028", R"("\u2028")"},
      {"\u2029x", R"("\u2029x")"},
      {"\ufeffx", R"("\uFEFFx")"},
      {"\u202eevil", R"("\u202Eevil")"},
      {"a\xff", R"("a\uFFFD")"},
      {"\xed\xa0\x80", R"("\uFFFD\uFFFD\uFFFD")"},
      {"\xc3", R"("\uFFFD")"},
      {"\ufffe", R"("\uFFFE")"},
      {"q\"\\\x01", R"("q\"\\\x01")"},
      {"\n", R"("\n")"},
      {"\n\n", R"("\n\n")"},
      {"a \nb", R"("a \nb")"},
      {"a\n\tb", R"("a\n\tb")"},
      {"\ta\nb", R"("\ta\nb")"},
      {"a\nb ", R"("a\nb ")"},
      {"a\n \nb", R"("a\n \nb")"},
      {"\u00e9\t\u65e5", "\"\u00e9\\t\u65e5\""},
  };
  for (const auto& c : cases) {
    CAPTURE(c.written);
    CHECK(value_text(c.text) == " " + std::string(c.written) + "\n");
  }
}

TEST_CASE("text of several lines is a literal block") {
  CHECK(value_text("a\nb\n") == " |\n  a\n  b\n");
  CHECK(value_text("a\nb") == " |-\n  a\n  b\n");
  CHECK(value_text("a\n\n\n") == " |+\n  a\n\n\n");
  CHECK(value_text("a\n\n  b\n") == " |\n  a\n\n    b\n");
  CHECK(value_text("  a\nb\n") == " |2\n    a\n  b\n");
  CHECK(value_text("\na\n") == " |2\n\n  a\n");
  CHECK(value_text("# not a comment\n---\n") == " |\n  # not a comment\n  ---\n");
}

TEST_CASE("the short looks at a text agree with the long one") {
  // Every word up to three bytes of these, and each of them in the place of any byte of longer texts.
  constexpr std::string_view kBytes = "ny/~0-:# .'\n\t\x7F\xC3";
  const auto check = [](const std::string& text) {
    std::string copy(text.size(), '\0');
    if (!emit::copy_if_plain(text, copy.data())) return false;
    CAPTURE(text);
    CHECK(copy == text);
    CHECK(scalar_style(text) == ScalarStyle::kPlain);
    return true;
  };
  std::vector<std::string> words{""};
  for (std::size_t i = 0; i < words.size(); ++i) {
    check(words[i]);
    for (const char c : kBytes) {
      if (words[i].size() < 3) words.push_back(words[i] + c);
    }
  }
  for (const std::string_view whole :
       {"true", "nulls", "letter", "letters", "eighteen", "seventeen", "quay.io/feast:1"}) {
    CHECK(check(std::string(whole)) == (whole != "true"));
    for (std::size_t i = 0; i < whole.size(); ++i) {
      std::string changed(whole);
      for (const char c : kBytes) changed[i] = c, check(changed);
    }
  }
  // A long text is looked at in another way than a short one; what a block is must not depend on that.
  const std::string lines(120, 'x');
  for (const std::string_view tail : {"\n", "\ny", " \ny", "\ty\n", "\n\n", " ", "\xC3\xA4\n", "\x7F\n", "\n\ty"}) {
    CHECK(scalar_style(lines + std::string(tail)) == scalar_style("x" + std::string(tail)));
    CHECK(scalar_style(std::string(tail) + lines) == scalar_style(std::string(tail) + "x"));
  }
}

TEST_CASE("maps and lists look as kubectl writes them") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* node = tree.map({
      {"list", tree.list({"a", tree.map({{"x", 1}, {"y", tree.list({true})}}), tree.list({"p", tree.list({"q"})})})},
      {"map", tree.map({{"deep", tree.map({{"number", -5}})}})},
      {"emptyMap", tree.map()},
      {"emptyList", tree.list()},
      {"nothing", tree.null()},
      {"items", tree.list({tree.map(), tree.list(), tree.null(), "a\nb\n"})},
      {"8080", "8080"},
      {"a: b", "c"},
      {"line\n", "d"},
  });
  CHECK(yaml_of(*node) ==
        "list:\n- a\n- x: 1\n  \"y\":\n  - true\n- - p\n  - - q\n"
        "map:\n  deep:\n    number: -5\n"
        "emptyMap: {}\nemptyList: []\nnothing: null\n"
        "items:\n- {}\n- []\n- null\n- |\n  a\n  b\n"
        "\"8080\": \"8080\"\n'a: b': c\n\"line\\n\": d\n");
}

TEST_CASE("a number is a number for every reader") {
  Arena arena;
  const TreeBuilder tree(arena);
  const struct {
    std::string_view json, yaml;
  } cases[] = {{"0.5", "0.5"},       {"1e3", "1.0e+3"},  {"1.5E3", "1.5e+3"},
               {"-2e-7", "-2.0e-7"}, {"1E+2", "1.0e+2"}, {"12345678901234567890", "12345678901234567890"}};
  for (const auto& c : cases) {
    CHECK(yaml_of(*tree.number(0, c.json)) == std::string(c.yaml) + "\n");
  }
}

TEST_CASE("a key that is too long to be found by its colon is written with a question mark") {
  Arena arena;
  const TreeBuilder tree(arena);
  const std::string key(1100, 'k');
  const Node* node = tree.map({{key, "v"}, {"inner", tree.list({tree.map({{key, tree.list({"a"})}, {"z", true}})})}});
  const std::string yaml = yaml_of(*node);
  CHECK(yaml == "? " + key + "\n: v\ninner:\n- ? " + key + "\n  :\n    - a\n  z: true\n");
  CHECK(test::read_with_libyaml(yaml) == test::expected_reading(*node));
  CHECK(test::read_with_yaml_cpp(yaml) == test::expected_reading(*node));
}

TEST_CASE("objects begin with apiVersion, kind and metadata") {
  Arena arena;
  const TreeBuilder tree(arena);
  const Node* object = tree.map(
      {{"data", tree.map()}, {"metadata", tree.map({{"name", "x"}})}, {"kind", "ConfigMap"}, {"apiVersion", "v1"}});
  const Node* objects[] = {object, object};
  const std::string one = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\ndata: {}\n";
  std::string out;
  emit::write_yaml_stream(objects, out);
  CHECK(out == one + "---\n" + one);
}

TEST_CASE("a document can be a bare scalar") {
  Arena arena;
  const TreeBuilder tree(arena);
  for (const std::string_view text : {"plain", "", "a\nb\n", "--- x", "...", "  x\ny"}) {
    const std::string yaml = yaml_of(*tree.string(text));
    CAPTURE(yaml);
    CHECK(test::read_with_libyaml(yaml) == test::expected_reading(*tree.string(text)));
    CHECK(test::read_with_yaml_cpp(yaml) == test::expected_reading(*tree.string(text)));
  }
}

TEST_CASE("yaml: scripts of ours, whose blocks are made at build time, are written like any other text") {
  Arena arena;
  const TreeBuilder tree(arena);
  const auto written = [&](std::string_view text) {
    std::string out;
    emit::write_yaml_object(*tree.map({{"data", tree.map({{"script", text}})}, {"other", text}}), out);
    return out;
  };
  std::size_t scripts = 0;
  for (const EmbeddedFile& file : embedded_files()) {
    CAPTURE(file.path);
    CHECK(file.block.empty() == !file.path.starts_with("templates/"));
    if (file.block.empty()) continue;
    ++scripts;
    const std::string elsewhere(file.text);
    CHECK((written(file.text) == written(elsewhere)));
  }
  CHECK(scripts > 0);
}

TEST_CASE("yaml: a joined text with its constants is the stream, and no script is copied into it") {
  Arena arena;
  const TreeBuilder tree(arena);
  const EmbeddedFile* script = embedded_file("templates/merge_secrets.py");
  REQUIRE(script != nullptr);
  const Node* with = tree.map({{"data", tree.map({{"a", script->text}, {"b", "x"}, {"c", script->text}})}});
  const std::string long_text(40000, 'l');
  const Node* without = tree.map({{"kind", "Service"}, {"text", std::string_view(long_text)}});
  const emit::Commented objects[] = {{"# first\n", with}, {"", without}, {"", with}};

  JoinedText joined;
  emit::write_yaml_joined(objects, "---\n", joined);
  CHECK(joined.constants.size() == 4);
  CHECK(joined.text.find("#!/usr/bin") == std::string::npos);

  std::string whole;
  std::size_t done = 0;
  for (const auto& [at, text] : joined.constants) {
    whole.append(joined.text, done, at - done).append(text);
    done = at;
  }
  whole.append(joined.text, done);
  std::string expected;
  for (const auto& [comment, object] : objects) {
    expected.append("---\n").append(comment);
    emit::write_yaml_object(*object, expected);
  }
  CHECK(whole == expected);
}
