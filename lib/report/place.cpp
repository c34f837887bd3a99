#include "report/place.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "report/fold.hpp"
#include "report/report.hpp"

namespace feastctl::report {

namespace {

constexpr std::size_t kBlock = 4096;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// The number of characters that begin in `text`.
std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Moves consequences after their cause.
std::vector<const Diagnostic*> behind_causes(std::vector<const Diagnostic*>&& all,
                                             std::span<const Diagnostic> findings) {
  if (std::ranges::none_of(all, [](const Diagnostic* d) { return d->follows.known(); })) return std::move(all);
  const Causes causes(findings);
  std::unordered_map<const Diagnostic*, std::vector<const Diagnostic*>> behind;
  for (const Diagnostic* d : all) {
    if (causes.of(*d) == nullptr) behind.try_emplace(d);
  }
  std::vector<const Diagnostic*> first;
  for (const Diagnostic* d : all) {
    const auto cause = behind.find(causes.of(*d));
    if (cause == behind.end()) {
      first.push_back(d);
    } else {
      cause->second.push_back(d);
    }
  }
  std::vector<const Diagnostic*> out;
  for (const Diagnostic* d : first) {
    out.push_back(d);
    const auto it = behind.find(d);
    if (it != behind.end()) out.insert(out.end(), it->second.begin(), it->second.end());
  }
  return out;
}

}  // namespace

LineIndex::LineIndex(std::string_view text) : text_(text), line_begins_{0} {
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    line_begins_.push_back(static_cast<std::uint32_t>(at + 1));
  }
  std::size_t characters = 0;
  for (std::size_t at = 0; at <= text.size(); at += kBlock) {
    characters_.push_back(static_cast<std::uint32_t>(characters));
    characters += count_characters(text.substr(at, kBlock));
  }
}

std::size_t LineIndex::characters_before(std::size_t offset) const {
  const std::size_t block = offset / kBlock;
  return characters_[block] + count_characters(text_.substr(block * kBlock, offset % kBlock));
}

LineColumn LineIndex::at(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto after = std::ranges::upper_bound(line_begins_, offset);
  const auto line = static_cast<std::size_t>(after - line_begins_.begin());
  std::size_t begin = line_begins_[line - 1];
  if (line == 1 && text_.starts_with(kByteOrderMark)) begin = std::min(kByteOrderMark.size(), offset);
  if (offset - begin <= kBlock) return {line, count_characters(text_.substr(begin, offset - begin)) + 1};
  return {line, characters_before(offset) - characters_before(begin) + 1};
}

Span LineIndex::line(std::size_t number) const {
  std::uint32_t begin = line_begins_[number - 1];
  const std::size_t next = number < line_begins_.size() ? line_begins_[number] - 1 : text_.size();
  auto end = static_cast<std::uint32_t>(next);
  if (end > begin && text_[end - 1] == '\r') --end;
  if (number == 1 && text_.starts_with(kByteOrderMark)) begin = kByteOrderMark.size();
  return {0, begin, std::max(begin, end)};
}

std::optional<Place> Places::find(Span span) {
  if (!span.known() || span.source > indexes_.size()) return std::nullopt;
  const Source& source = sources_->at(span.source);
  std::optional<LineIndex>& index = indexes_[span.source - 1];
  if (!index) index.emplace(source.text);
  const auto size = static_cast<std::uint32_t>(source.text.size());
  span.begin = std::min(span.begin, size);
  span.end = std::clamp(span.end, span.begin, size);
  const LineColumn begin = index->at(span.begin);
  return Place{.source = &source, .begin = begin, .end = index->at(span.end), .bytes = span};
}

Span Places::line_of(const Place& place) {
  return indexes_[place.bytes.source - 1]->line(place.begin.line);
}

std::vector<const Diagnostic*> arranged(std::span<const Diagnostic> findings, const Sources& sources, Repeats repeats) {
  const auto name = [&](const Diagnostic* d) {
    const SourceId id = d->where.source;
    return id == 0 || id > sources.size() ? std::string_view() : std::string_view(sources.at(id).name);
  };
  const auto key = [&](const Diagnostic* d) {
    return std::make_tuple(name(d), d->where.source, d->where.begin, d->rule->code, std::string_view(d->path),
                           std::string_view(d->message), d->where.end);
  };
  const auto same_object = [&](const Diagnostic* a, const Diagnostic* b) {
    return repeats == Repeats::kOnce ||
           (a->object.kind == b->object.kind && a->object.name == b->object.name && a->object.path == b->object.path);
  };
  std::vector<const Diagnostic*> all;
  all.reserve(findings.size());
  for (const Diagnostic& d : findings) all.push_back(&d);
  std::ranges::stable_sort(all, [&](const auto* a, const auto* b) { return key(a) < key(b); });
  const auto repeated = [&](const auto* a, const auto* b) { return key(a) == key(b) && same_object(a, b); };
  all.erase(std::unique(all.begin(), all.end(), repeated), all.end());
  return behind_causes(std::move(all), findings);
}

Summary summarize(std::span<const Diagnostic> findings, const Sources& sources, std::size_t stores, std::size_t skipped,
                  Repeats repeats) {
  Summary summary{.stores = stores, .skipped = skipped};
  for (const Diagnostic* d : arranged(findings, sources, repeats)) {
    if (d->severity == Severity::kError) ++summary.errors;
    if (d->severity == Severity::kWarning) ++summary.warnings;
  }
  return summary;
}

}  // namespace feastctl::report
