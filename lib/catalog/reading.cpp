#include "catalog/reading.hpp"

// A text that is only there to be right: the smallest store.
#define STORE                  \
  "apiVersion: feast.dev/v1\n" \
  "kind: FeatureStore\n"       \
  "metadata:\n"                \
  "  name: sample\n"           \
  "spec:\n"                    \
  "  feastProject: sample\n"
// The same up to the spec, for an example to end as it likes.
#define HEAD                   \
  "apiVersion: feast.dev/v1\n" \
  "kind: FeatureStore\n"       \
  "metadata:\n"                \
  "  name: sample\n"

namespace feastctl::catalog {

const Rule kInvalidYaml = {
    .code = "FS101",
    .name = "invalid-yaml",
    .sentence = "The text is not valid YAML.",
    .why =
        "kubectl cannot read the document, so nothing of it reaches the cluster. Source: "
        "k8s.io/apimachinery util/yaml and sigs.k8s.io/yaml (go-yaml v2), through which every "
        "manifest goes.",
    .remedy =
        "Mend the line; when a value holds characters that mean something to YAML, put it in "
        "quotes.",
    .wrong = HEAD
    "spec:\n"
    "  feastProject: \"sam\\ple\"\n",
    .right = HEAD
    "spec:\n"
    "  feastProject: sample\n",
};

const Rule kDuplicateKey = {
    .code = "FS102",
    .name = "duplicate-key",
    .sentence = "A map has the same key twice.",
    .why =
        "The API server refuses the object under strict validation; elsewhere the last one "
        "silently wins. Source: k8s.io/apimachinery serializer/json, strict decoding.",
    .remedy = "Keep one of the two, or merge what is below them.",
    .wrong = STORE "  feastProject: other\n",
    .right = STORE,
};

const Rule kUnknownAnchor = {
    .code = "FS103",
    .name = "unknown-anchor",
    .sentence = "An alias names an anchor that is not set before it.",
    .why =
        "kubectl cannot read the document. Anchors do not reach over `---` into another document,"
        " and must come before their use. Source: k8s.io/apimachinery util/yaml and "
        "sigs.k8s.io/yaml (go-yaml v2), through which every manifest goes.",
    .remedy =
        "Set the anchor (`&name`) earlier in the same document, or quote a text that begins with "
        "`*`.",
    .wrong = HEAD
    "spec:\n"
    "  feastProject: *project\n",
    .right = HEAD
    "spec:\n"
    "  feastProject: sample\n",
};

const Rule kBadEncoding = {
    .code = "FS104",
    .name = "bad-encoding",
    .sentence = "The text holds bytes or characters that YAML does not allow.",
    .why =
        "YAML takes UTF-8 (or UTF-16 with a byte-order mark) without control characters; kubectl "
        "cannot read anything else. Source: k8s.io/apimachinery util/yaml and sigs.k8s.io/yaml "
        "(go-yaml v2), through which every manifest goes.",
    .remedy =
        "Save the file as UTF-8; write a control character that is meant as an escape in double "
        "quotes, such as \"\\\\u0001\".",
    .wrong = HEAD
    "spec:\n"
    "  feastProject: sam\001ple\n",
    .right = HEAD
    "spec:\n"
    "  feastProject: sample\n",
};

const Rule kBadSeparator = {
    .code = "FS105",
    .name = "bad-document-separator",
    .sentence = "A line begins with `---` and goes on with something else than a comment.",
    .why =
        "kubectl splits a file at such lines before it reads YAML, and takes nothing but blanks "
        "and a comment after the dashes. Source: k8s.io/apimachinery util/yaml, YAMLReader.",
    .remedy = "Put the content on the next line; for a text of dashes, quote or indent it.",
    .wrong = STORE "--- end\n",
    .right = STORE "---\n",
};

const Rule kBadScalar = {
    .code = "FS106",
    .name = "bad-scalar",
    .sentence = "A value cannot be read as its tag says, or has no form in JSON.",
    .why =
        "kubectl turns YAML into JSON before it sends it; a `!!int` that is no number, a broken "
        "`!!binary`, and `.nan` or `.inf` cannot be turned. Source: k8s.io/apimachinery util/yaml"
        " and sigs.k8s.io/yaml (go-yaml v2), through which every manifest goes.",
    .remedy = "Leave the tag out, or write a value of its kind; quote the value when text is meant.",
    .wrong = HEAD
    "spec:\n"
    "  feastProject: !!int sample\n",
    .right = HEAD
    "spec:\n"
    "  feastProject: sample\n",
};

const Rule kBadKey = {
    .code = "FS107",
    .name = "bad-key",
    .sentence = "A key is a map, a list or nothing at all.",
    .why =
        "Keys of JSON are text; kubectl turns numbers and booleans into it, and refuses "
        "everything else. Source: k8s.io/apimachinery util/yaml and sigs.k8s.io/yaml (go-yaml "
        "v2), through which every manifest goes.",
    .remedy =
        "Write the key as text. A value in braces such as `{{ name }}` is a map to YAML: quote "
        "it.",
    .wrong = STORE "  {{ key }}: value\n",
    .right = STORE,
};

const Rule kBadMerge = {
    .code = "FS108",
    .name = "bad-merge",
    .sentence = "The value of a merge key (`<<`) is neither a map nor a list of maps.",
    .why =
        "kubectl cannot read the document. Source: k8s.io/apimachinery util/yaml and "
        "sigs.k8s.io/yaml (go-yaml v2), through which every manifest goes.",
    .remedy =
        "Let `<<` name an anchor that is set on a map, or quote the key when `<<` itself is "
        "meant.",
    .wrong = HEAD
    "spec:\n"
    "  feastProject: sample\n"
    "  <<: sample\n",
    .right = STORE,
};

const Rule kExcessiveAliases = {
    .code = "FS109",
    .name = "excessive-aliases",
    .sentence = "The aliases of a document stand for far more than is written, or for themselves.",
    .why =
        "go-yaml stops when nearly all of a document comes from aliases: a small text could "
        "otherwise fill the memory. Source: k8s.io/apimachinery util/yaml and sigs.k8s.io/yaml "
        "(go-yaml v2), through which every manifest goes.",
    .remedy =
        "Write the values out, or use fewer aliases of aliases. An alias cannot stand inside its "
        "own anchor.",
    .wrong = HEAD
    "  annotations:\n"
    "    a: &a text\n"
    "x-b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
    "x-c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n"
    "x-d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
    "x-e: [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\n"
    "spec:\n"
    "  feastProject: sample\n",
    .right = STORE,
};

const Rule kOverLimit = {
    .code = "FS110",
    .name = "over-limit",
    .sentence = "A text is larger, longer or more deeply nested than feastctl reads.",
    .why =
        "Such a text is broken or made to do harm. Limits of feastctl, all beyond what the API "
        "server takes (objects of 3 MiB): maps and lists nested 200 deep, 16 MiB and a million "
        "values a document, 256 MiB and a million documents a file.",
    .remedy = "Look for an indentation or bracket that repeats by mistake; split a large file.",
    .wrong = HEAD
    "spec:\n"
    "  feastProject: "
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]"
    "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
    "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
    .right = STORE,
};

const Rule kNotAnObject = {
    .code = "FS111",
    .name = "not-an-object",
    .sentence = "A document is a list, a text or a number instead of an object.",
    .why =
        "kubectl finds no apiVersion and kind in it, and stops. Source: k8s.io/cli-runtime "
        "resource visitor.",
    .remedy =
        "Begin each document with `apiVersion:` and `kind:`; take the leading `- ` away when it "
        "is a list of objects, and separate them by `---`.",
    .wrong =
        "- apiVersion: feast.dev/v1\n"
        "  kind: FeatureStore\n"
        "  metadata:\n"
        "    name: sample\n"
        "  spec:\n"
        "    feastProject: sample\n",
    .right = STORE,
};

const Rule kTabIndentation = {
    .code = "FS112",
    .name = "tab-indentation",
    .sentence = "A line is indented with a tab.",
    .why =
        "YAML counts spaces; a tab has no width, so kubectl refuses it. Source: "
        "k8s.io/apimachinery util/yaml and sigs.k8s.io/yaml (go-yaml v2), through which every "
        "manifest goes.",
    .remedy = "Indent with spaces. Most editors do so for .yaml files when asked (\"expand tabs\").",
    .wrong = HEAD
    "spec:\n"
    "\tfeastProject: sample\n",
    .right = HEAD
    "spec:\n"
    "  feastProject: sample\n",
};

const Rule kUnclosed = {
    .code = "FS113",
    .name = "unclosed",
    .sentence = "A quote or bracket is opened and never closed.",
    .why =
        "Everything after it becomes part of the value, up to the end of the document or the next"
        " quote, and kubectl refuses it. Source: k8s.io/apimachinery util/yaml and "
        "sigs.k8s.io/yaml (go-yaml v2), through which every manifest goes.",
    .remedy =
        "Close it; in single quotes a quote itself is written twice, in double quotes after a "
        "backslash.",
    .wrong = HEAD
    "spec:\n"
    "  feastProject: \"sample\n",
    .right = HEAD
    "spec:\n"
    "  feastProject: \"sample\"\n",
};

const Rule kMisplacedKey = {
    .code = "FS114",
    .name = "misplaced-key",
    .sentence = "A key or list entry stands where none can stand.",
    .why =
        "The indentation fits no map or list that is open, or a value goes on after it was "
        "complete; kubectl refuses the document. Source: k8s.io/apimachinery util/yaml and "
        "sigs.k8s.io/yaml (go-yaml v2), through which every manifest goes.",
    .remedy = "Align the line with its siblings; quote a value that contains a colon and a blank.",
    .wrong = HEAD
    "spec:\n"
    "  feastProject: sample\n"
    "    services: {}\n",
    .right = HEAD
    "spec:\n"
    "  feastProject: sample\n"
    "  services: {}\n",
};

const Rule kMissingColon = {
    .code = "FS115",
    .name = "missing-colon",
    .sentence = "A line among keys has no colon.",
    .why =
        "Every entry of a map is `key: value`; kubectl refuses the document. A colon counts only "
        "when a blank or the end of the line follows. Source: k8s.io/apimachinery util/yaml and "
        "sigs.k8s.io/yaml (go-yaml v2), through which every manifest goes.",
    .remedy =
        "Write `key: value` with a blank after the colon. A key can have at most 1,024 "
        "characters.",
    .wrong = HEAD
    "spec:\n"
    "  feastProject: sample\n"
    "  services\n",
    .right = HEAD
    "spec:\n"
    "  feastProject: sample\n"
    "  services:\n",
};

const Rule kReservedCharacter = {
    .code = "FS116",
    .name = "reserved-character",
    .sentence = "A value begins with a character that YAML gives a meaning or keeps for itself.",
    .why =
        "`*` begins an alias, `&` an anchor, `!` a tag, `%` a directive; `@` and the backtick are"
        " reserved. kubectl refuses the document. Source: k8s.io/apimachinery util/yaml and "
        "sigs.k8s.io/yaml (go-yaml v2), through which every manifest goes.",
    .remedy = "Put the value in quotes.",
    .wrong = HEAD
    "spec:\n"
    "  feastProject: @sample\n",
    .right = HEAD
    "spec:\n"
    "  feastProject: sample\n",
};

const Rule kInvalidJson = {
    .code = "FS117",
    .name = "invalid-json",
    .sentence = "A stream of JSON objects holds something that is no JSON.",
    .why =
        "After two JSON objects kubectl takes the rest of a file for JSON as well. Source: "
        "k8s.io/apimachinery util/yaml, YAMLOrJSONDecoder.",
    .remedy = "Mend the JSON, or put the objects into a YAML file with `---` between them.",
    .wrong =
        "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"a\"}}\n"
        "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"b\"}}\n"
        "{\"apiVersion\": }\n",
    .right =
        "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"a\"}}\n"
        "{\"apiVersion\": \"feast.dev/v1\", \"kind\": \"FeatureStore\", \"metadata\": {\"name\": \"sample\"}, "
        "\"spec\": {\"feastProject\": \"sample\"}}\n",
};

const Rule kTextAfterDocument = {
    .code = "FS118",
    .name = "text-after-document",
    .severity = Severity::kWarning,
    .sentence = "Text follows the end of a document and is not read.",
    .why =
        "A line `...`, or a line that is indented less than the first, ends the document; kubectl"
        " ignores what follows up to the next `---`. Source: k8s.io/apimachinery util/yaml and "
        "sigs.k8s.io/yaml (go-yaml v2), through which every manifest goes.",
    .remedy = "Begin a new document with `---`, or align the lines.",
    .wrong = STORE
    "...\n"
    "more: text\n",
    .right = STORE,
};

std::span<const Rule* const> reading_rules() {
  static constexpr const Rule* kRules[] = {
      &kInvalidYaml, &kDuplicateKey, &kUnknownAnchor,    &kBadEncoding,       &kBadSeparator, &kBadScalar,
      &kBadKey,      &kBadMerge,     &kExcessiveAliases, &kOverLimit,         &kNotAnObject,  &kTabIndentation,
      &kUnclosed,    &kMisplacedKey, &kMissingColon,     &kReservedCharacter, &kInvalidJson,  &kTextAfterDocument,
  };
  return kRules;
}

}  // namespace feastctl::catalog
