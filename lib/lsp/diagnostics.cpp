#include "lsp/diagnostics.hpp"

#include <map>

#include "lsp/uri.hpp"
#include "report/words.hpp"

namespace feastctl::lsp {

namespace {

/// The values of DiagnosticSeverity in the protocol.
int severity_of(Severity severity) {
  switch (severity) {
    case Severity::kError: return 1;
    case Severity::kWarning: return 2;
    case Severity::kNote: return 3;
  }
  return 1;
}

/// Places in the texts of a verdict, as locations of the protocol. Texts of other files are indexed on first use.
class Locations {
 public:
  Locations(const Workspace& workspace, const Document& document, const Verdict& verdict)
      : workspace_(workspace), document_(document), verdict_(verdict) {}

  Json at(Span where) {
    const Source& source = verdict_.sources->at(where.source);
    const Document* other =
        where.source == verdict_.source ? &document_ : workspace_.document_named(*document_.project, source.name);
    if (other != nullptr) return {{"uri", other->uri}, {"range", range_of(other->lines, where.begin, where.end)}};
    const auto [lines, fresh] = lines_.try_emplace(where.source, source.text, workspace_.encoding());
    return {{"uri", uri_of(source.name)}, {"range", range_of(lines->second, where.begin, where.end)}};
  }

 private:
  const Workspace& workspace_;
  const Document& document_;
  const Verdict& verdict_;
  std::map<SourceId, Lines> lines_;
};

Json related_information(const Diagnostic& finding, Locations& locations) {
  Json related = Json::array();
  for (const Note& note : finding.notes) {
    if (note.where.known()) related.push_back({{"location", locations.at(note.where)}, {"message", note.message}});
  }
  return related;
}

}  // namespace

Json range_of(const Lines& lines, std::size_t begin, std::size_t end) {
  const Position first = lines.at(begin), last = lines.at(std::max(begin, end));
  return {{"start", {{"line", first.line}, {"character", first.character}}},
          {"end", {{"line", last.line}, {"character", last.character}}}};
}

Json diagnostics_of(const Workspace& workspace, const Document& document, bool related) {
  const Verdict verdict = Workspace::verdict_on(document);
  Locations locations(workspace, document, verdict);
  Json list = Json::array();
  for (const Diagnostic* finding : verdict.findings) {
    Json diagnostic{{"range", range_of(document.lines, finding->where.begin, finding->where.end)},
                    {"severity", severity_of(finding->severity)},
                    {"code", finding->rule->code},
                    {"source", "feastctl"},
                    {"message", report::in_words(*finding)}};
    Json others = related ? related_information(*finding, locations) : Json::array();
    if (!others.empty()) diagnostic["relatedInformation"] = std::move(others);
    list.push_back(std::move(diagnostic));
  }
  return list;
}

}  // namespace feastctl::lsp
