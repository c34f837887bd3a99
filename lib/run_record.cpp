#include "run_record.hpp"

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

#include "build/build.hpp"
#include "catalog/catalog.hpp"

namespace feastctl {

namespace {

template <typename T>
concept Number = std::is_enum_v<T> || std::integral<T>;

/// Appends values to a text: numbers in seven bits a byte, the lowest first, and what has a length behind it.
class Writer {
 public:
  template <Number T>
  void operator()(const T& value) {
    auto rest = static_cast<std::uint64_t>(value);
    for (; rest > 0x7F; rest >>= 7U) out_ += static_cast<char>(rest | 0x80U);
    out_ += static_cast<char>(rest);
  }
  void operator()(const std::string& text) {
    (*this)(text.size());
    out_ += text;
  }
  template <std::size_t Size>
  void operator()(const std::array<std::uint8_t, Size>& bytes) {
    raw(bytes);
  }
  /// A number of which all bits are used.
  template <typename T>
  void raw(const T& value) {
    out_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  template <typename T, typename Item>
  void list(const std::vector<T>& items, const Item& item) {
    (*this)(items.size());
    for (const T& each : items) item(each);
  }
  /// A value of few, by its place among them.
  template <typename T>
  void one_of(const T* value, const T* first, std::size_t /*count*/) {
    (*this)(value == nullptr ? 0 : static_cast<std::size_t>(value - first) + 1);
  }

  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

/// Reads the same values; after the first that is not there, all are empty.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  template <Number T>
  void operator()(T& value) {
    std::uint64_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
      if (rest_.empty() || shift > 63) return fail();
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      number |= std::uint64_t{byte & 0x7FU} << shift;
      if ((byte & 0x80U) == 0) break;
    }
    value = static_cast<T>(number);
  }
  void operator()(std::string& text) {
    std::size_t size = 0;
    (*this)(size);
    if (size > rest_.size()) return fail();
    text = rest_.substr(0, size);
    rest_.remove_prefix(size);
  }
  template <std::size_t Size>
  void operator()(std::array<std::uint8_t, Size>& bytes) {
    raw(bytes);
  }
  template <typename T>
  void raw(T& value) {
    if (sizeof value > rest_.size()) return fail();
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
  }
  template <typename T, typename Item>
  void list(std::vector<T>& items, const Item& item) {
    std::size_t size = 0;
    (*this)(size);
    if (size > rest_.size()) return fail();  // each takes a byte at least
    items.resize(size);
    for (T& each : items) item(each);
  }
  template <typename T>
  void one_of(const T*& value, const T* first, std::size_t count) {
    std::size_t number = 0;
    (*this)(number);
    if (number > count) return fail();
    value = number == 0 ? nullptr : first + (number - 1);
  }

  /// Whether everything was there, and nothing else.
  [[nodiscard]] bool complete() const { return !failed_ && rest_.empty(); }

 private:
  void fail() {
    failed_ = true;
    rest_ = {};
  }

  std::string_view rest_;
  bool failed_ = false;
};

// The fields of each type, once for both directions: `It` is a Writer with constant values, or a Reader.

template <typename It, typename T>
void fields_of_span(It& it, T& span) {
  it(span.source), it(span.begin), it(span.end);
}

template <typename It, typename T>
void fields_of_rule(It& it, T& rule) {
  const auto rules = catalog::all();
  it.one_of(rule, rules.data(), rules.size());
}

template <typename It, typename T>
void fields_of_finding(It& it, T& d) {
  fields_of_rule(it, d.rule);
  it(d.severity), it(d.message), it(d.path), it(d.found), it(d.expected), it(d.hint);
  fields_of_span(it, d.where);
  it(d.object.kind), it(d.object.name_space), it(d.object.name), it(d.object.path);
  it(d.store_namespace), it(d.store_name);
  it(d.document);
  it.list(d.notes, [&](auto& note) {
    it(note.message), it(note.path);
    fields_of_span(it, note.where);
  });
  fields_of_rule(it, d.follows.rule);
  fields_of_span(it, d.follows.where);
  it(d.topic), it(d.limit);
  it.list(d.fixes, [&](auto& fix) {
    it(fix.title), it(fix.safe);
    it.list(fix.edits, [&](auto& edit) {
      fields_of_span(it, edit.where);
      it(edit.text);
    });
  });
}

void findings(Writer& it, const Diagnostics& all) {
  it.list(all.all(), [&](const Diagnostic& d) { fields_of_finding(it, d); });
}

void findings(Reader& it, Diagnostics& all) {
  std::vector<Diagnostic> read;
  it.list(read, [&](Diagnostic& d) { fields_of_finding(it, d); });
  for (Diagnostic& d : read) {
    if (d.rule != nullptr) all.add(std::move(d));
  }
}

constexpr const build::ClusterBinding* kBindings[] = {&build::kKubernetesBinding, &build::kOidcBinding};

void binding(Writer& it, const build::ClusterBinding* const& value) {
  const auto* const* known = std::ranges::find(kBindings, value);
  it(value == nullptr ? 0 : static_cast<std::size_t>(known - std::begin(kBindings)) + 1);
}

void binding(Reader& it, const build::ClusterBinding*& value) {
  std::size_t number = 0;
  it(number);
  value = number == 0 || number > std::size(kBindings) ? nullptr : kBindings[number - 1];
}

template <typename It, typename T>
void fields_of_facts(It& it, T& facts) {
  it(facts.feast.row), it(facts.name), it(facts.name_space);
  fields_of_span(it, facts.name_span);
  it(facts.document), it(facts.registry_of);
  binding(it, facts.binding);
  it(facts.shares_binding), it(facts.ignores_sharing), it(facts.discoverable);
  it(facts.lineage_consumer), it(facts.consumer_url), it(facts.consumer_tls);
}

template <typename It, typename T>
void fields_of_registry(It& it, T& use) {
  it(use.registry), it(use.definitions), it(use.project), it(use.name_space), it(use.name);
  it(use.document), it(use.ignored);
  fields_of_span(it, use.where);
}

template <typename It, typename T>
void fields_of_kept(It& it, T& kept) {
  auto& run = kept.run;
  it.raw(kept.answers);
  it.list(kept.others, [&](auto& digest) { it.raw(digest); });
  it.list(run.asked, [&](auto& asked) { it(asked.of), it(asked.name_space), it(asked.name); });
  it(run.result.name_space), it(run.result.name), it(run.result.feast.row);
  findings(it, run.reading);
  findings(it, run.findings);
  fields_of_facts(it, run.share.facts);
  it.list(run.share.numbers, [&](auto& number) { it.raw(number); });
  fields_of_registry(it, run.share.registry);
  it(run.is_store), it(run.built);
}

bool has_changes(const Diagnostics& findings) {
  return std::ranges::any_of(findings.all(), [](const Diagnostic& d) {
    return std::ranges::any_of(d.fixes, [](const Fix& fix) { return !fix.changes.empty(); });
  });
}

}  // namespace

std::optional<std::string> packed(const KeptRun& kept) {
  const StoreRun& run = kept.run;
  // Demands refer to the quotas of their run.
  if (!run.demands.empty() || run.result.needs || has_changes(run.reading) || has_changes(run.findings)) {
    return std::nullopt;
  }
  Writer writer;
  fields_of_kept(writer, kept);
  return writer.take();
}

std::optional<KeptRun> unpacked(std::string_view bytes) {
  KeptRun kept;
  Reader reader(bytes);
  fields_of_kept(reader, kept);
  if (!reader.complete()) return std::nullopt;
  return kept;
}

}  // namespace feastctl
